import type { AttributeValue, Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { badInput } from '../../domain/entity/value-location.ts';
import { and } from '../../domain/expressions/condition-builders.ts';
import type { Condition, SetValue, UpdateAction } from '../../domain/expressions/tree.ts';
import { attributeOf, setAttribute } from '../../domain/values/attribute-value.ts';
import { isAttributeEqual, itemsEqual } from '../../domain/values/equality.ts';
import { isKey, primaryKeyOf } from './primary-key.ts';
import { isItem, type Request, type TransactionRequest, tableErrorTranslation, type UniqueWrite } from './request.ts';
import { type UniqueItem, uniqueItemsOf } from './unique-items.ts';
import { hasValue, toCondition, type WriteCondition } from './write-condition.ts';

/** A write of an item, of an entity that may have unique values. */
export interface UniquePlan<R, C> {
  /** The item to put, or an item with the primary key. */
  readonly item: Item;
  /** Builds the request under conditions. */
  readonly write: (conditions: C) => R;
  /** What an update changes; for other writes, whether the item is stored or deleted. */
  readonly change: readonly UpdateAction[] | 'put' | 'delete';
  /** The stored item, as far as the caller knows it. Default: it has to be read. */
  readonly before?: Item | undefined;
}

/**
 * Builds the request of a write, with the changes of the items that hold its unique values.
 *
 * @throws DynarepoError - `BAD_INPUT`: a unique value is too long, or depends on the stored one.
 */
export function uniqueWrite<R extends TransactionRequest<unknown>, C extends WriteCondition>(
  entity: AnyEntity,
  conditions: C,
  plan: UniquePlan<R, C>,
): R {
  const request = plan.write(conditions);
  if (entity.unique.length === 0) return request;
  const { change, item } = plan;
  const names = valueNames(entity);
  const isNew = conditions.existence === 'must not exist';
  const mustExist = conditions.existence === 'must exist';
  const isOther = ({ path }: UpdateAction) => !names.includes(String(path.steps[0]));
  if (mustExist && typeof change !== 'string' && change.every(isOther)) return request;
  const after = (stored: Item | undefined) => {
    if (typeof change === 'string') return change === 'put' ? item : undefined;
    const base = stored ?? (mustExist ? undefined : item);
    return base && valuesAfter(entity, base, change);
  };
  uniqueItemsOf(entity, after(item));
  const before = isNew || plan.before !== undefined ? { item: plan.before } : undefined;
  // A request that returns the old item is not for the caller's transactions, but can be one.
  const others = { entity, transacted: () => undefined };
  const complete = (stored: Item | undefined): UniqueWrite => {
    const unchanged = isNew ? undefined : unchangedCondition(entity, names, stored);
    const [held, next] = [uniqueItemsOf(entity, stored), uniqueItemsOf(entity, after(stored))];
    // An update that sets a unique value stores it again: the item may have been written without it.
    const isClaimed = (id: string, holder: UniqueItem) =>
      (mustExist && before === undefined) || !itemsEqual(holder.item, held.get(id)?.item ?? {});
    return {
      request: { ...others, ...plan.write({ ...conditions, condition: and(conditions.condition, unchanged) }) },
      claims: new Map([...next].filter(([id, holder]) => isClaimed(id, holder))),
      releases: new Map([...held].filter(([id]) => !next.has(id))),
    };
  };
  const isStale = (known: Item | undefined, stored: Item | undefined) =>
    !isNew && !(known && stored ? names.every((name) => isAttributeEqual(name, known, stored)) : known === stored);
  return { ...request, unique: { read: storedItemRequest(entity, item), before, complete, isStale } };
}

/** Builds the request that reads an item as it is stored. */
function storedItemRequest(entity: AnyEntity, item: Item): Request<'GetItem', Item | undefined> {
  return {
    operation: 'GetItem',
    input: { TableName: entity.table, Key: primaryKeyOf(entity, item), ConsistentRead: true },
    entities: [entity],
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
function valuesAfter(entity: AnyEntity, before: Item, actions: readonly UpdateAction[]): Item {
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
