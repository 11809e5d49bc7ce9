import type { Item } from '../../../domain/dynamodb.ts';
import type { TableSchema } from '../storage/table.ts';
import { keyInTable } from '../validation/item-keys.ts';
import { checkKeyPaths } from '../validation/key-paths.ts';
import type { ItemWrite, WriteCondition } from './item-write.ts';

/**
 * Returns the write that deletes the item of a key.
 *
 * @throws ServiceError - ValidationException: the key or the condition doesn't fit the table.
 */
export function planDelete(schema: TableSchema, keyAttributes: Item, condition: WriteCondition): ItemWrite {
  const key = keyInTable(keyAttributes, schema);
  checkKeyPaths(schema, condition);
  return { key, keyAttributes, action: { kind: 'delete' }, condition };
}
