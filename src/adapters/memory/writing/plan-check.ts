import type { Item } from '../../../domain/dynamodb.ts';
import type { TableSchema } from '../storage/table.ts';
import type { ItemWrite, WriteCondition } from './item-write.ts';
import { planDelete } from './plan-delete.ts';

/**
 * Returns the write that only checks a condition on the item of a key.
 *
 * @throws ServiceError - ValidationException: the key or the condition doesn't fit the table.
 */
export function planCheck(schema: TableSchema, keyAttributes: Item, condition: WriteCondition): ItemWrite {
  return { ...planDelete(schema, keyAttributes, condition), action: { kind: 'check' } };
}
