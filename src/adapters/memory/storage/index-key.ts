import type { AttributeValue } from '../../../domain/dynamodb.ts';
import { sortKeyLimitBytes } from '../../../domain/limits.ts';
import { type ReadableItem, readAttribute } from '../../../domain/values/readable-item.ts';
import type { IndexSchema } from './index-schema.ts';
import { isKeyWithinLimits } from './key-size.ts';
import { partitionHash } from './partition-hash.ts';
import { type KeyAttributes, type KeyTexts, keyWithHash, orderedText, type StorageKey } from './storage-key.ts';
import type { KeyType, StoredItem } from './stored-item.ts';
import { workCount } from './work-count.ts';

/**
 * Returns the key of an item in an index, or `undefined` if the item has no entry there. An item has an entry only if
 * all key attributes of the index are present, have their defined types, are not empty and are within the size limits.
 */
export function indexKey(
  item: ReadableItem,
  schema: Pick<IndexSchema, 'key' | 'keyTypes'>,
  tableKey: StorageKey,
): StorageKey | undefined {
  if (!hasIndexKey(item, schema)) return undefined;
  workCount.keys += 1;
  const { partition, sort } = schema.key;
  const values = partition.map((name) => readAttribute(item, name));
  const sortValues = sort.map((name) => readAttribute(item, name));
  return keyWithHash(
    partitionHash(...values),
    { partition: textsOf(values) ?? '', sort: textsOf(sortValues) },
    tableKey,
  );
}

function textsOf(values: readonly (AttributeValue | undefined)[]): KeyTexts | undefined {
  return values.length > 1 ? values.map(orderedText) : values[0] && orderedText(values[0]);
}

/** Returns whether an item has an entry in an index. */
export function hasIndexKey(item: ReadableItem, { key, keyTypes }: Pick<IndexSchema, 'key' | 'keyTypes'>): boolean {
  let mostBytes = 0;
  for (const names of [key.partition, key.sort]) {
    for (const name of names) {
      const value = readAttribute(item, name);
      if (value === undefined || !isKeyValue(value, keyTypes[name])) return false;
      mostBytes += mostBytesOf(value);
    }
  }
  // The sort key has the lower limit: a key that is within it as a whole needs no exact count.
  return mostBytes <= sortKeyLimitBytes || isKeyWithinLimits(key, item);
}

/** Returns whether a change of an item surely keeps its position in an index, or keeps it out of the index. */
export function keepsIndexKey(before: StoredItem, after: StoredItem, { partition, sort }: KeyAttributes): boolean {
  return keepsAttributes(before, after, partition) && keepsAttributes(before, after, sort);
}

/** Returns whether a change of an item surely keeps the values of some attributes. */
export function keepsAttributes(before: StoredItem, after: StoredItem, names: readonly string[]): boolean {
  if (after.hasShapeOf(before)) return after.hasContentsOf(before, names);
  for (const name of names) if (!isSameText(before.attribute(name), after.attribute(name))) return false;
  return true;
}

function isSameText(before: AttributeValue | undefined, after: AttributeValue | undefined): boolean {
  if (before === after) return true;
  if (before === undefined || after === undefined) return false;
  return before.S === undefined ? before.N !== undefined && before.N === after.N : before.S === after.S;
}

/** Returns an upper bound: a UTF-16 code unit takes at most three bytes in UTF-8, and numbers don't count. */
function mostBytesOf({ S, B }: AttributeValue): number {
  return S === undefined ? (B?.length ?? 0) : 3 * S.length;
}

/** Returns whether a value has the defined type of its key attribute and isn't empty. */
function isKeyValue(value: AttributeValue, type: KeyType | undefined): boolean {
  switch (type) {
    case 'S':
      return value.S !== undefined && value.S !== '';
    case 'N':
      return value.N !== undefined;
    case 'B':
      return value.B !== undefined && value.B.length > 0;
    case undefined:
      return false;
    default:
      return type satisfies never;
  }
}
