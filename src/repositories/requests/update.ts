import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { decodeStored, encodeKey } from '../../domain/entity/entity-codec.ts';
import type { ChangesOf, EntityOf, KeyOf } from '../../domain/entity/entity-types.ts';
import { checkNames } from '../../domain/entity/fields.ts';
import { memberOfTarget } from '../../domain/entity/union-members.ts';
import { badInput, childLocation } from '../../domain/entity/value-location.ts';
import { and } from '../../domain/expressions/condition-builders.ts';
import { path } from '../../domain/expressions/document-path.ts';
import type { Condition, UpdateAction } from '../../domain/expressions/tree.ts';
import { checkOptions, type OptionNames } from '../../domain/options.ts';
import { attributeOf, setAttribute } from '../../domain/values/attribute-value.ts';
import { actionsFrom, conditionFrom, type UpdateCallback } from './callbacks.ts';
import { checkUpdateSize } from './check-item-size.ts';
import { derivedChanges, knownItem } from './derived-changes.ts';
import { unexpiredTarget } from './expiry.ts';
import { newestOwnItem, schemaActions } from './own-item.ts';
import { type AfterConflict, withParentMaps } from './parent-maps.ts';
import { changeableFields, pathNamed, primaryKeyOf } from './primary-key.ts';
import { type WriteRequest, withoutUndefined } from './request.ts';
import type { RequestContext } from './request-context.ts';
import { toReturning } from './returned.ts';
import { setIfAbsent } from './stored-actions.ts';
import { timestampActions } from './timestamps.ts';
import { uniqueWrite } from './unique-write.ts';
import { versionOfTarget, type WriteCondition } from './write-condition.ts';
import { writeErrorTranslation } from './write-error-translation.ts';
import { writeMembers } from './write-members.ts';
import {
  anyReturning,
  type Returned,
  type ReturningOption,
  type VersionedWriteOptions,
  versionedWriteOptionNames,
} from './write-options.ts';

/** Options of `update`. */
export interface UpdateOptions<E extends AnyEntity, R extends keyof Returned<unknown> = 'new'>
  extends VersionedWriteOptions<E>,
    ReturningOption<R> {
  /**
   * Creates the item if it does not exist; the changes must then set every required attribute. Stores the defaults of absent
   * attributes. Default: false.
   */
  readonly upsert?: boolean | undefined;
  /**
   * Creates missing maps on the way to nested paths, in a second request after one that expects that they exist. Without
   * them, DynamoDB rejects the update. Default: false.
   */
  readonly createParents?: boolean | undefined;
}

/** The request of `update`. */
export interface UpdateRequest<E extends AnyEntity> extends WriteRequest<'UpdateItem', EntityOf<E>> {
  /** With `createParents`: returns the request to send after a conflict with an item, `undefined` if the conflict remains. */
  readonly afterConflict?: AfterConflict<UpdateRequest<E>>;
}

/** The request of `save`; its result in a transaction is the entity as stored, `undefined` if that is not known. */
export type SaveRequest<E extends AnyEntity> = WriteRequest<'UpdateItem', EntityOf<E>, EntityOf<E> | undefined>;

const updateOptionNames: OptionNames<UpdateOptions<AnyEntity, keyof Returned<unknown>>> = {
  ...versionedWriteOptionNames,
  createParents: 'boolean',
  returning: anyReturning,
  upsert: 'boolean',
};

/** Builds the request of `update`: changes some attributes of an existing item. */
export function updateRequest<E extends AnyEntity>(
  context: RequestContext<E>,
  target: KeyOf<E> | EntityOf<E>,
  changes: ChangesOf<E> | UpdateCallback<E>,
  options: UpdateOptions<E, keyof Returned<unknown>> = {},
): UpdateRequest<E> {
  checkOptions('update', options, updateOptionNames);
  const { entity } = context;
  const key = encodeKey(entity, target);
  const actions = typeof changes === 'function' ? actionsFrom(entity, changes) : actionsOf(entity, changes);
  checkActions(entity, actions, options.upsert ?? false);
  const defaults = options.upsert ? defaultActions(entity, actions) : [];
  const member = memberOfTarget(entity, target);
  const known = knownItem(member, target, { key, mayCreate: options.upsert ?? false });
  const timed = [...actions, ...timestampActions(context, known.mayCreate)];
  const derived = derivedChanges(member, timed, known);
  const schema = known.mayCreate ? schemaActions(entity) : [];
  const condition = and(
    conditionFrom(entity, 'condition', options.condition),
    derived.condition,
    newestOwnItem(member, known.mayCreate),
  );
  const toRequest = (changing: readonly UpdateAction[], further?: Condition) => {
    const all = [...changing, ...defaults, ...schema, ...derived.actions];
    const conditions: ItemUpdate = {
      existence: options.upsert ? undefined : 'must exist',
      version: versionOfTarget(entity, target, options.ignoreVersion),
      condition: and(condition, further),
      unexpired: unexpiredTarget(entity, all, context.now),
      now: context.now,
      returning: options.returning,
    };
    const write = (each: ItemUpdate) => updateItem(entity, known.key, all, each) as UpdateRequest<E>; // the item is not known
    return uniqueWrite(entity, conditions, { item: key, write, change: all });
  };
  return options.createParents ? withParentMaps({ entity, actions: timed, toRequest }) : toRequest(timed);
}

/** The conditions of an update, and what it returns. */
export interface ItemUpdate extends WriteCondition, ReturningOption<keyof Returned<unknown>> {
  /** The item with the values that the update stores, if nothing else can be stored. */
  readonly known?: Item | undefined;
}

/**
 * Builds a request that changes an item, increments its version and returns the item as stored.
 *
 * @param item - its primary key, with the properties that it is made from.
 */
export function updateItem<E extends AnyEntity>(
  entity: E,
  item: Item,
  actions: readonly UpdateAction[],
  { known, returning, ...writeCondition }: ItemUpdate,
): SaveRequest<E> {
  const key = primaryKeyOf(entity, item);
  const mayCreate = writeCondition.existence !== 'must exist';
  const update = [...(mayCreate ? keyPropertyActions(entity, item) : []), ...actions, ...versionIncrement(entity)];
  checkUpdateSize(entity, key, update);
  const request: SaveRequest<E> = {
    operation: 'UpdateItem',
    input: withoutUndefined(writeMembers(entity, writeCondition, update), {
      Key: key,
      ReturnValues: 'ALL_NEW' as const,
    }),
    decode: ({ Attributes = {} }) => decodeStored(entity, Attributes, { key, written: true }),
    entity,
    entities: [entity],
    effect: { actions: update },
    transacted: () => {
      const stored = known && itemAfter(known, update);
      return stored && decodeStored(entity, stored, { written: true });
    },
    translateError: writeErrorTranslation(entity, key, writeCondition),
  };
  return toReturning(request, returning, key, update);
}

/** Returns an item after the actions of a save; `undefined` if one depends on the stored item. */
function itemAfter(item: Item, actions: readonly UpdateAction[]): Item | undefined {
  const after = { ...item };
  for (const action of actions) {
    const name = String(action.path.steps[0]);
    if (action.kind === 'add') setAttribute(after, name, { N: String(Number(attributeOf(after, name)?.N ?? 0) + 1) });
    if (action.kind !== 'set') continue;
    if (action.value.kind !== 'value') return undefined;
    setAttribute(after, name, action.value.value);
  }
  return after;
}

/** Returns whether an update creates a missing item: DynamoDB does not if the update only removes. */
export function createsItem(entity: AnyEntity, actions: readonly UpdateAction[]): boolean {
  const update = [...actions, ...versionIncrement(entity)];
  return (
    update.length === 0 ||
    entity.keys.besideKey.length > 0 ||
    update.some(({ kind }) => kind === 'set' || kind === 'add')
  );
}

/** Returns the actions that store the properties of a composed key in an item that the update may create. */
function keyPropertyActions({ keys }: AnyEntity, item: Item): UpdateAction[] {
  return keys.besideKey.flatMap(({ attributeName }) => {
    const value = attributeOf(item, attributeName);
    return value === undefined
      ? []
      : [{ kind: 'set', path: path(attributeName), value: { kind: 'value', value } } as const];
  });
}

function versionIncrement(entity: AnyEntity): UpdateAction[] {
  const field = entity.roles.version;
  return field === undefined
    ? []
    : [{ kind: 'add', path: path(field.attributeName), value: { kind: 'value', value: { N: '1' } } }];
}

function actionsOf(entity: AnyEntity, changes: unknown): UpdateAction[] {
  checkNames(entity.fields, changes, { segment: entity.name });
  return Object.entries(changes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => pathNamed(entity, name).set(value));
}

/** Returns the actions that store the defaults of attributes that the actions leave alone, as in a new item. */
function defaultActions(entity: AnyEntity, actions: readonly UpdateAction[]): UpdateAction[] {
  const changed = new Set(actions.map(({ path }) => path.steps[0]));
  return changeableFields(entity)
    .filter(({ attributeName }) => !changed.has(attributeName))
    .flatMap(({ name, attributeName, makeDefault, makeNew = makeDefault, encode }) => {
      if (makeNew === undefined) return [];
      // An empty set is stored as absence, which reads as the same default.
      const value = encode(makeNew(), childLocation({ segment: entity.name }, name));
      return setIfAbsent(attributeName, value);
    });
}

function checkActions(entity: AnyEntity, actions: readonly UpdateAction[], upsert: boolean): void {
  const location = { segment: entity.name };
  if (actions.length === 0) throw badInput(location, 'update must contain at least one change');
  if (!upsert) return;
  if (entity.members !== undefined) throw badInput(location, 'is a union, which has no upsert: use save()');
  if (!createsItem(entity, actions))
    throw badInput(location, 'upsert must set at least one attribute: removals do not create an item');
  for (const { name, attributeName, presence, isReadOnly } of changeableFields(entity)) {
    const isSet = actions.some(
      ({ kind, path }) =>
        path.steps.length === 1 && path.steps[0] === attributeName && (kind === 'set' || kind === 'add'),
    );
    if (presence === 'required' && !isSet) {
      const hint = isReadOnly ? 'use create' : 'an upsert must set it, because it may create the item';
      throw badInput(childLocation(location, name), `is required: ${hint}`);
    }
  }
}
