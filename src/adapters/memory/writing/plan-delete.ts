import type { RequestKey } from '../storage/storage-key.ts';
import type { TableSchema } from '../storage/table.ts';
import { checkKeyPaths } from '../validation/key-paths.ts';
import type { ItemWrite, WriteCondition } from './item-write.ts';

/**
 * Returns the write that deletes the item of a key.
 *
 * @throws ServiceError - ValidationException: the condition doesn't fit the table.
 */
export function planDelete(schema: TableSchema, key: RequestKey, condition: WriteCondition): ItemWrite {
  checkKeyPaths(schema, condition);
  return { key, action: { kind: 'delete' }, condition };
}
