import type { StorageKey } from '../storage/storage-key.ts';
import { newItem } from '../storage/stored-item.ts';
import type { TableSchema } from '../storage/table.ts';
import { checkIndexKeys } from '../validation/index-keys.ts';
import { checkItemSize } from '../validation/item-requests.ts';
import { checkKeyPaths } from '../validation/key-paths.ts';
import type { ParsedItem } from '../values/parse-attribute-values.ts';
import { itemTooLarge } from '../wording/item-errors.ts';
import type { ItemWrite, WriteCondition } from './item-write.ts';

/**
 * Returns the write that puts an item under its key.
 *
 * @throws ServiceError - ValidationException: the table can't store the item, or the condition doesn't fit the table.
 */
export function planPut(schema: TableSchema, item: ParsedItem, key: StorageKey, condition: WriteCondition): ItemWrite {
  const stored = newItem(key, item.attributes, item.sizeBytes);
  checkKeyPaths(schema, condition);
  checkIndexKeys(schema, item.attributes);
  checkItemSize(schema, stored, itemTooLarge);
  return { key, keyAttributes: item.attributes, action: { kind: 'put', item: stored }, condition };
}
