import { partitionKeyLimitBytes, sortKeyLimitBytes } from '../../../domain/limits.ts';
import { type ReadableItem, readAttribute } from '../../../domain/values/readable-item.ts';
import { utf8Bytes } from '../../../domain/values/size.ts';
import type { KeyAttributes } from './storage-key.ts';

/** A part of a key; each part has its own size limit. */
export type KeyRole = keyof KeyAttributes;

/** Maximum bytes of each part of a key. */
const limitBytes: Readonly<Record<KeyRole, number>> = { partition: partitionKeyLimitBytes, sort: sortKeyLimitBytes };

/** Returns whether both parts of an item's key in a table or index are within their size limits. */
export function isKeyWithinLimits(key: KeyAttributes, item: ReadableItem): boolean {
  return isPartWithinLimit(key, 'partition', item) && isPartWithinLimit(key, 'sort', item);
}

/**
 * Returns whether one part of a key is within its size limit. All partition key values of an index count together, as do
 * all its sort key values; numbers don't count.
 */
export function isPartWithinLimit(key: KeyAttributes, role: KeyRole, item: ReadableItem): boolean {
  let bytes = 0;
  for (const name of key[role]) {
    const value = readAttribute(item, name);
    if (value?.S !== undefined) bytes += utf8Bytes(value.S);
    else if (value?.B !== undefined) bytes += value.B.length;
  }
  return bytes <= limitBytes[role];
}
