import { assert } from '../../domain/assert.ts';
import type { AttributeValue, Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { badInput, childLocation, type ValueLocation } from '../../domain/entity/value-location.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { and } from '../../domain/expressions/condition-builders.ts';
import { storedValue } from '../../domain/expressions/stored-value.ts';
import type { Condition, DocumentPath, PathStep, SetValue, UpdateAction } from '../../domain/expressions/tree.ts';
import { attributeOf, copyItem, setAttribute } from '../../domain/values/attribute-value.ts';

/** An update that creates the maps that its paths lead through. */
export interface NestedUpdate<Q> {
  readonly entity: AnyEntity;
  readonly actions: readonly UpdateAction[];
  /** Returns the request with other actions and a further condition. */
  readonly toRequest: (actions: readonly UpdateAction[], condition: Condition | undefined) => Q;
}

/**
 * Returns the request of an update for an item that has all maps; its condition is that it has. If that fails,
 * `afterConflict` returns the request that also creates those that the item lacks.
 *
 * @throws DynarepoError - `BAD_INPUT`: a value of a nested path is computed from the stored item.
 */
export function withParentMaps<Q extends { readonly afterConflict?: AfterConflict<Q> }>(update: NestedUpdate<Q>): Q {
  return toRequest(update, planOf(update, undefined));
}

/**
 * Returns the request to send after a conflict with an item; `undefined` if it would be the same one.
 *
 * @throws DynarepoError - `BAD_INPUT`: a map would be created without a required attribute.
 */
export type AfterConflict<Q> = (item: Item | undefined) => Q | undefined;

/** How an update changes an item. */
interface Plan {
  readonly actions: readonly UpdateAction[];
  readonly condition: Condition | undefined;
  /** The paths of the maps that the item lacks. */
  readonly missing: string;
}

function toRequest<Q extends { readonly afterConflict?: AfterConflict<Q> }>(update: NestedUpdate<Q>, plan: Plan): Q {
  const afterConflict: AfterConflict<Q> = (item = {}) => {
    const next = planOf(update, item);
    return next.missing === plan.missing ? undefined : toRequest(update, next);
  };
  return { ...update.toRequest(plan.actions, plan.condition), afterConflict };
}

function planOf({ entity, actions }: NestedUpdate<unknown>, found: Item | undefined): Plan {
  const planned: UpdateAction[] = [];
  const conditions = new Map<string, Condition>();
  const lacked = new Set<string>();
  const created = new Map<string, DocumentPath>();
  const item = copyItem(found ?? {});
  for (const action of actions) {
    const { steps } = action.path;
    const parent = steps.some((step) => typeof step === 'number') ? [] : steps.slice(0, -1);
    const value = parent.length === 0 ? undefined : storedBy(entity, action);
    const missing = found && missingMap(found, parent);
    if (missing === undefined) {
      planned.push(action);
      if (parent.length > 0) conditions.set(idOf(parent), isMap(pathOf(parent)));
      continue;
    }
    lacked.add(idOf(missing));
    if (value === undefined) continue; // nothing is there to remove
    setAt(item, steps, value);
    created.set(idOf(missing), pathOf(missing));
  }
  for (const [name, target] of created) {
    conditions.set(name, isAbsent(target, found ?? {}));
    planned.push({ kind: 'set', path: target, value: { kind: 'value', value: completeMap(entity, target, item) } });
  }
  return { actions: planned, condition: and(...conditions.values()), missing: [...lacked].join() };
}

/** Returns the path of the outermost map on the way that an item lacks; other programs may have stored NULL for it. */
function missingMap(item: Item, steps: readonly PathStep[]): readonly PathStep[] | undefined {
  for (let length = 1; length <= steps.length; length += 1) {
    const way = steps.slice(0, length);
    const value = storedValue(item, pathOf(way));
    if (value === undefined || value.NULL !== undefined) return way;
    if (value.M === undefined) return undefined;
  }
  return undefined;
}

/** Returns the value that an action stores in a new map; `undefined` if it only removes. */
function storedBy(entity: AnyEntity, action: UpdateAction): AttributeValue | undefined {
  if (action.kind !== 'set') return action.kind === 'add' ? action.value.value : undefined;
  const parent = idOf(action.path.steps.slice(0, -1));
  const resolve = (value: SetValue): AttributeValue => {
    if (value.kind === 'value') return value.value;
    if (value.kind === 'list_append') return { L: [value.left, value.right].flatMap((list) => resolve(list).L ?? []) };
    if (value.kind === 'if_not_exists' && idOf(value.path.steps.slice(0, -1)) === parent)
      return resolve(value.otherwise);
    throw badInput(
      locationOf(entity, action.path),
      'cannot be computed from the item if its map may be missing: with createParents, set a value or use add()',
    );
  };
  return resolve(action.value);
}

/** Sets a value in an item, and creates the maps on the way to it. */
function setAt(item: Item, [name, ...steps]: readonly PathStep[], value: AttributeValue): void {
  const map = attributeOf(item, String(name))?.M ?? {};
  if (steps.length > 0) setAt(map, steps, value);
  setAttribute(item, String(name), steps.length > 0 ? { M: map } : value);
}

/** Returns a new map as its attribute stores it, with the defaults in it. */
function completeMap(entity: AnyEntity, target: DocumentPath, item: Item): AttributeValue {
  const location = locationOf(entity, target);
  const [name] = target.steps;
  const field = [...entity.fields.values()].find(({ attributeName }) => attributeName === name);
  const whole = attributeOf(item, String(name));
  try {
    const stored = field && whole && field.encode(field.codec.decode(whole, location), location);
    const map = storedValue(stored === undefined ? item : { [String(name)]: stored }, target);
    assert(map !== undefined, 'a created map is part of its attribute');
    return map;
  } catch (error) {
    if (!(error instanceof DynarepoError)) throw error;
    throw badInput(location, `cannot be created by createParents: ${error.message}`, error);
  }
}

function isMap(operand: DocumentPath): Condition {
  return { kind: 'attribute_type', operand, type: { kind: 'value', value: { S: 'M' } } };
}

function isAbsent(target: DocumentPath, item: Item): Condition {
  const value = storedValue(item, target);
  return value === undefined
    ? { kind: 'attribute_not_exists', path: target }
    : { kind: 'comparison', comparator: '=', left: target, right: { kind: 'value', value } };
}

function locationOf({ name }: AnyEntity, { steps }: DocumentPath): ValueLocation {
  return steps.reduce<ValueLocation>(childLocation, { segment: name });
}

function pathOf(steps: readonly PathStep[]): DocumentPath {
  return { kind: 'path', steps };
}

/** Returns a text that is the same for equal paths only. */
const idOf: (steps: readonly PathStep[]) => string = JSON.stringify;
