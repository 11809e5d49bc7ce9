import type { AttributeValue, Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { withKeyProperties } from '../../domain/entity/keys/decode-key.ts';
import type { Source } from '../../domain/entity/keys/entity-keys.ts';
import { badInput } from '../../domain/entity/value-location.ts';
import { not } from '../../domain/expressions/condition-builders.ts';
import type { Condition } from '../../domain/expressions/tree.ts';
import { partitionKeyLimitBytes, sortKeyLimitBytes } from '../../domain/limits.ts';
import { attributeOf, isKeyValue } from '../../domain/values/attribute-value.ts';
import { parseNumber } from '../../domain/values/decimal.ts';
import { readableValue } from '../../domain/values/readable-value.ts';
import { valueSizeBytes } from '../../domain/values/size.ts';
import { encodeUtf8 } from '../../domain/values/utf8.ts';
import { primaryKeyOf } from './primary-key.ts';
import { prefixCondition } from './template-condition.ts';

/** Start of the partition keys of the items that hold unique values. */
const prefix = 'dynarepo:unique:';

/** The attribute of an item that holds a unique value: the primary key of the item that has the value. */
export const ownerAttribute = 'dynarepo:owner';

/** An item that holds a unique value in the entity's table, in a partition of its own. */
export interface UniqueItem {
  readonly entity: AnyEntity;
  /** The properties with the value. */
  readonly names: readonly string[];
  /** The properties and the value for messages, such as `email "jane@example.org"`. */
  readonly text: string;
  readonly key: Item;
  readonly item: Item;
}

/**
 * Returns the items that hold the unique values of an item, by their identity.
 *
 * @param stored - the item with its primary key; `undefined` if it does not exist.
 * @throws DynarepoError - `BAD_INPUT`: a value is too long for a key.
 */
export function uniqueItemsOf(entity: AnyEntity, stored: Item | undefined): ReadonlyMap<string, UniqueItem> {
  const found = new Map<string, UniqueItem>();
  if (stored === undefined) return found;
  const complete = withKeyProperties(entity.keys.composedKey, stored);
  for (const fields of entity.unique) {
    const values = fields.map(({ attributeName }) => attributeOf(complete, attributeName));
    // An item that lacks one of the attributes is not constrained.
    if (!values.every((value) => isKeyValue(value))) continue;
    const names = fields.map(({ name }) => name);
    const text = `${names.join(', ')} ${values.map(readableValue).join(', ')}`;
    const key = keyFor(entity, names, [fields.map(({ attributeName }) => attributeName), values.map(textOf)]);
    const item = { ...key, ...expiryOf(entity, stored), [ownerAttribute]: { M: primaryKeyOf(entity, stored) } };
    found.set(JSON.stringify([entity.table, readableValue({ M: key })]), { entity, names, text, key, item });
  }
  return found;
}

/** Returns the condition that leaves the items that hold unique values out of a scan. */
export function withoutUniqueItems({ unique, keys }: AnyEntity): Condition | undefined {
  const [partition] = keys.table.entryKey;
  const isHolder = unique.length === 0 || partition === undefined ? undefined : prefixCondition(partition.name, prefix);
  return isHolder && not(isHolder);
}

/**
 * Returns whether an item holds no unique value; `undefined` if no query can find one that does. In an index whose partition key
 * is the time to live, a query can.
 */
export function uniqueItemMatcher(
  { unique, roles: { ttl }, keys }: AnyEntity,
  { key: { partition } }: Source,
): ((item: Item) => boolean) | undefined {
  const [own] = keys.table.entryKey;
  if (unique.length === 0 || own === undefined || !partition.every(({ name }) => name === ttl?.attributeName))
    return undefined;
  return (item) => !holdsUniqueValue(own.name, item);
}

/**
 * Returns whether an item, which can have any form, holds a unique value.
 *
 * @param partition - the name of the table's partition key.
 */
export function holdsUniqueValue(partition: string, item: Item): boolean {
  const { S } = attributeOf(item, partition) ?? {};
  return typeof S === 'string' && S.startsWith(prefix);
}

function keyFor({ name, keys }: AnyEntity, names: readonly string[], parts: readonly unknown[]): Item {
  const text = prefix + JSON.stringify([name, ...parts]);
  const entries = keys.table.entryKey.map((part, index) => {
    const value = keyValue(part.type, text);
    if (valueSizeBytes(value) <= (index === 0 ? partitionKeyLimitBytes : sortKeyLimitBytes)) return [part.name, value];
    throw badInput({ segment: `${name}.${names.join(', ')}` }, 'is too long for a unique value');
  });
  return Object.fromEntries(entries);
}

/** Returns a text that is equal for equal values of an attribute only: an engine may return 100 as `1E+2`. */
function textOf(value: AttributeValue): string {
  return value.S ?? (value.N && parseNumber(value.N).text) ?? readableValue(value);
}

/** Returns a key attribute; the sort key has the text as well, so that the item has its own partition in an inverted index too. */
function keyValue(type: 'S' | 'N' | 'B', text: string): AttributeValue {
  if (type === 'S') return { S: text };
  return type === 'N' ? { N: '0' } : { B: encodeUtf8(text) };
}

/** Returns the time to live of an item, so that the items that hold its unique values expire with it. */
function expiryOf({ roles: { ttl } }: AnyEntity, stored: Item): Item {
  const expiry = ttl && attributeOf(stored, ttl.attributeName);
  return ttl === undefined || expiry === undefined ? {} : { [ttl.attributeName]: expiry };
}
