import type { Item } from '../../../domain/dynamodb.ts';
import type { TableSchema } from '../storage/table.ts';
import { refusePathsIntoKeys } from '../validation/key-paths.ts';
import { keyInTable } from '../validation/keys.ts';
import type { ItemWrite, WriteCondition } from './item-write.ts';

/**
 * Returns the write that deletes the item of a key.
 *
 * @throws ServiceError - ValidationException: the key or the condition doesn't fit the table.
 */
export function planDelete(schema: TableSchema, keyAttributes: Item, condition: WriteCondition): ItemWrite {
  const key = keyInTable(keyAttributes, schema);
  refusePathsIntoKeys(schema, condition);
  return { key, keyAttributes, action: { kind: 'delete' }, condition };
}
