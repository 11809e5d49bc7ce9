import { activeTable } from '../account/find-table.ts';
import type { Operation } from '../operation.ts';
import type { StorageKey } from '../storage/storage-key.ts';
import type { TableSchema } from '../storage/table.ts';
import { checkIndexKeys } from '../validation/index-keys.ts';
import { checkItemSize, readRequest } from '../validation/items.ts';
import { refusePathsIntoKeys } from '../validation/key-paths.ts';
import { keyOfItem } from '../validation/keys.ts';
import type { ReadItem } from '../values/attribute-values.ts';
import { itemTooLarge } from '../wording/items.ts';
import { writeWording } from '../wording/refusal.ts';
import { type Guard, type ItemWrite, prepare } from '../writing/prepare.ts';
import { answerWrite } from '../writing/write-output.ts';

/**
 * Stores an item, in the place of the one that has its key.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
 */
export const putItem: Operation<'PutItem'> = (database, input) => {
  const { TableName = '', Item, ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues } = input;
  const { item, expressions } = readRequest(
    Item,
    { ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues },
    writeWording,
  );
  const table = activeTable(database, TableName);
  const write = planPut(table.schema, item, keyOfItem(item.attributes, table.schema), {
    condition: expressions.condition,
    itemOnFailure: input.ReturnValuesOnConditionCheckFailure,
  });
  const change = prepare(table, write);
  const returned = input.ReturnValues === 'ALL_OLD' ? change.previous?.attributes : undefined;
  return answerWrite(database, { table, write, change, returned }, input);
};

/**
 * The write that puts an item under its key.
 *
 * @throws ServiceError - ValidationException: the item must not be stored in the table, or the condition is not for it.
 */
export function planPut(schema: TableSchema, item: ReadItem, key: StorageKey, guard: Guard): ItemWrite {
  const stored = { key, attributes: item.attributes, sizeBytes: item.sizeBytes };
  refusePathsIntoKeys(schema, guard);
  checkIndexKeys(schema, item.attributes);
  checkItemSize(schema, stored, itemTooLarge);
  return { key, keyAttributes: item.attributes, action: { kind: 'put', item: stored }, guard };
}
