import type { FlatItem } from '../storage/flat-item.ts';
import type { RequestKey } from '../storage/storage-key.ts';
import type { TableSchema } from '../storage/table.ts';
import { checkIndexKeys } from '../validation/index-keys.ts';
import { checkItemSize } from '../validation/item-requests.ts';
import { checkKeyPaths } from '../validation/key-paths.ts';
import { itemTooLarge } from '../wording/item-errors.ts';
import type { ItemWrite, WriteCondition } from './item-write.ts';

/**
 * Returns the write that puts an item under its key.
 *
 * @throws ServiceError - ValidationException: the table can't store the item, or the condition doesn't fit the table.
 */
export function planPut(schema: TableSchema, item: FlatItem, key: RequestKey, condition: WriteCondition): ItemWrite {
  checkKeyPaths(schema, condition);
  checkIndexKeys(schema, item);
  checkItemSize(schema, item, itemTooLarge);
  return { key, action: { kind: 'put', item }, condition };
}
