import type { ItemUpdate } from '../../../domain/expressions/tree.ts';
import type { RequestKey } from '../storage/storage-key.ts';
import type { TableSchema } from '../storage/table.ts';
import { checkKeyPaths } from '../validation/key-paths.ts';
import { keyUpdate } from '../wording/key-errors.ts';
import type { ItemWrite, WriteCondition } from './item-write.ts';

/**
 * Returns the write that updates the item of a key.
 *
 * @throws ServiceError - ValidationException: the condition or the update doesn't fit the table.
 */
export function planUpdate(
  schema: TableSchema,
  key: RequestKey,
  update: ItemUpdate | undefined,
  condition: WriteCondition,
): ItemWrite {
  checkKeyPaths(schema, condition);
  if (update !== undefined) checkNoKeyUpdates(schema, update);
  checkKeyPaths(schema, { update, hasTopLevelPaths: condition.hasTopLevelPaths });
  return { key, action: { kind: 'update', update }, condition };
}

function checkNoKeyUpdates({ key }: TableSchema, { actions }: ItemUpdate): void {
  checkNoUpdates(key.partition, actions);
  checkNoUpdates(key.sort, actions);
}

function checkNoUpdates(names: readonly string[], actions: ItemUpdate['actions']): void {
  for (const name of names) {
    for (const { path } of actions) if (path.steps[0] === name) throw keyUpdate(name);
  }
}
