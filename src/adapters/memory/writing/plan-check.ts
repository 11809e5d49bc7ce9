import type { RequestKey } from '../storage/storage-key.ts';
import type { TableSchema } from '../storage/table.ts';
import type { ItemWrite, WriteCondition } from './item-write.ts';
import { planDelete } from './plan-delete.ts';

/**
 * Returns the write that only checks a condition on the item of a key.
 *
 * @throws ServiceError - ValidationException: the condition doesn't fit the table.
 */
export function planCheck(schema: TableSchema, key: RequestKey, condition: WriteCondition): ItemWrite {
  return { ...planDelete(schema, key, condition), action: { kind: 'check' } };
}
