import type { AttributeValue, Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { badInput } from '../../domain/entity/value-location.ts';
import { and } from '../../domain/expressions/condition-builders.ts';
import type { Condition, SetValue, UpdateAction } from '../../domain/expressions/tree.ts';
import { attributeOf, setAttribute } from '../../domain/values/attribute-value.ts';
import { isAttributeEqual, itemsEqual } from '../../domain/values/equality.ts';
import { isKey, primaryKeyOf } from './primary-key.ts';
import { isItem, type Request, type Transactable, tableErrorTranslation, type UniqueWrite } from './request.ts';
import { uniqueItemsOf } from './unique-items.ts';
import { hasValue, toCondition, type WriteCondition } from './write-condition.ts';

/** A write of an item, of an entity that may have unique values. */
export interface UniquePlan<R, C> {
  /** The primary key, or the whole item. */
  readonly item: Item;
  /** Builds the request under conditions. */
  readonly write: (conditions: C) => R;
  /** Returns the item after the write, or what is known of it; `undefined` if it is deleted. */
  readonly after: (before: Item | undefined) => Item | undefined;
  /** The stored item, as far as the caller knows it. Default: it has to be read. */
  readonly before?: Item | undefined;
  /** The attributes that the write changes. Default: all. */
  readonly changed?: ReadonlySet<string> | undefined;
  /** Whether unique values that stay the same are stored again, for an item that was written without its unique values. */
  readonly renews?: boolean | undefined;
}

/**
 * Builds the request of a write, with the changes of the items that hold its unique values.
 *
 * @throws DynarepoError - `BAD_INPUT`: a unique value is too long.
 */
export function uniqueWrite<R extends Transactable<unknown>, C extends WriteCondition>(
  entity: AnyEntity,
  conditions: C,
  plan: UniquePlan<R, C>,
): R {
  const request = plan.write(conditions);
  if (entity.unique.length === 0) return request;
  const names = valueNames(entity);
  if (plan.changed !== undefined && !names.some((name) => plan.changed?.has(name))) return request;
  uniqueItemsOf(entity, plan.after(plan.item));
  const isNew = conditions.existence === 'must not exist';
  const before = isNew || plan.before !== undefined ? { item: plan.before } : undefined;
  // A request that returns the old item is not for the caller's transactions, but can be one.
  const others = { entity, transacted: () => undefined };
  const complete = (stored: Item | undefined): UniqueWrite => {
    const unchanged = isNew ? undefined : unchangedCondition(entity, names, stored);
    const [held, next] = [uniqueItemsOf(entity, stored), uniqueItemsOf(entity, plan.after(stored))];
    return {
      request: { ...others, ...plan.write({ ...conditions, condition: and(conditions.condition, unchanged) }) },
      claims: new Map([...next].filter(([id, { item }]) => plan.renews || !itemsEqual(item, held.get(id)?.item ?? {}))),
      releases: new Map([...held].filter(([id]) => !next.has(id))),
    };
  };
  const isStale = (known: Item | undefined, stored: Item | undefined) =>
    !isNew && !(known && stored ? names.every((name) => isAttributeEqual(name, known, stored)) : known === stored);
  return { ...request, unique: { read: storedItemRequest(entity, plan.item), before, complete, isStale } };
}

/** Builds the request that reads an item as it is stored. */
function storedItemRequest(entity: AnyEntity, item: Item): Request<'GetItem', Item | undefined> {
  return {
    operation: 'GetItem',
    input: { TableName: entity.table, Key: primaryKeyOf(entity, item), ConsistentRead: true },
    decode: ({ Item: found }) => (isItem(found) ? found : undefined),
    translateError: tableErrorTranslation(entity.table),
  };
}

/** Returns the attributes that the items with unique values depend on, without the primary key. */
function valueNames(entity: AnyEntity): readonly string[] {
  const fields = [...entity.unique.flat(), ...(entity.roles.ttl === undefined ? [] : [entity.roles.ttl])];
  return [...new Set(fields.filter((field) => !isKey(entity, field)).map(({ attributeName }) => attributeName))];
}

function unchangedCondition(
  entity: AnyEntity,
  names: readonly string[],
  stored: Item | undefined,
): Condition | undefined {
  if (stored === undefined) return toCondition(entity, { existence: 'must not exist' });
  return and(...names.map((name) => hasValue(name, attributeOf(stored, name))));
}

/**
 * Returns an item with the unique values that it has after an update.
 *
 * @throws DynarepoError - `BAD_INPUT`: an action changes a unique value other than to a given one.
 */
export function uniqueValuesAfter(entity: AnyEntity, before: Item, actions: readonly UpdateAction[]): Item {
  const after = { ...before };
  const names = valueNames(entity);
  for (const action of actions) {
    const name = String(action.path.steps[0]);
    if (!names.includes(name)) continue;
    const value = action.kind === 'set' ? assigned(action.value, attributeOf(before, name)) : undefined;
    if (value !== undefined) setAttribute(after, name, value);
    else if (action.kind === 'remove') Reflect.deleteProperty(after, name);
    else throw badInput({ segment: `${entity.name}.${name}` }, 'is unique: set it to a value');
  }
  return after;
}

/** Returns the value that `set` stores, if it is given. */
function assigned(value: SetValue, before: AttributeValue | undefined): AttributeValue | undefined {
  if (value.kind === 'value') return value.value;
  return value.kind === 'if_not_exists' && value.otherwise.kind === 'value'
    ? (before ?? value.otherwise.value)
    : undefined;
}
