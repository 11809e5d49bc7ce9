import type { AttributeValue } from '../../../domain/dynamodb.ts';
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
  for (const name of key.partition) {
    const value = attributeOf(attributes, name);
    if (value === undefined || !isKeyValue(value, keyTypes[name])) return undefined;
    partition.push(value);
    parts.push(orderedText(value));
  }
  for (const name of key.sort) {
    const value = attributeOf(attributes, name);
    if (value === undefined || !isKeyValue(value, keyTypes[name])) return undefined;
    parts.push(orderedText(value));
  }
  if (!isKeyWithinLimits(key, attributes)) return undefined;
  parts.push(...inTable.parts);
  return { hash: partitionHash(...partition), parts };
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
