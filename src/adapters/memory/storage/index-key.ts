import type { AttributeValue } from '../../../domain/dynamodb.ts';
import { sortKeyLimitBytes } from '../../../domain/limits.ts';
import { attributeOf } from '../../../domain/values/attribute-value.ts';
import type { IndexSchema } from './index-schema.ts';
import { isKeyWithinLimits } from './key-size.ts';
import { partitionHash } from './partition-hash.ts';
import { orderedText, type StorageKey } from './storage-key.ts';
import type { KeyType, StoredItem } from './stored-item.ts';

/**
 * Returns the key of an item in an index, or `undefined` if the item has no entry there. An item has an entry only if
 * all key attributes of the index are present, have their defined types, are not empty and are within the size limits.
 */
export function indexKey(
  { key: inTable, attributes }: Pick<StoredItem, 'key' | 'attributes'>,
  { key, keyTypes }: Pick<IndexSchema, 'key' | 'keyTypes'>,
): StorageKey | undefined {
  const parts: string[] = [];
  const partition: AttributeValue[] = [];
  let mostBytes = 0;
  for (const name of key.partition) {
    const value = attributeOf(attributes, name);
    if (value === undefined || !isKeyValue(value, keyTypes[name])) return undefined;
    mostBytes += mostBytesOf(value);
    partition.push(value);
    parts.push(orderedText(value));
  }
  for (const name of key.sort) {
    const value = attributeOf(attributes, name);
    if (value === undefined || !isKeyValue(value, keyTypes[name])) return undefined;
    mostBytes += mostBytesOf(value);
    parts.push(orderedText(value));
  }
  // The sort key has the lower limit: a key that is within it as a whole needs no exact count.
  if (mostBytes > sortKeyLimitBytes && !isKeyWithinLimits(key, attributes)) return undefined;
  for (const part of inTable.parts) parts.push(part);
  return { hash: partitionHash(...partition), parts };
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
