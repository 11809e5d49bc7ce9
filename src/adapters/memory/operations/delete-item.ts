import type { Item } from '../../../domain/dynamodb.ts';
import { activeTable } from '../account/find-table.ts';
import type { Operation } from '../operation.ts';
import type { TableSchema } from '../storage/table.ts';
import { readRequest } from '../validation/items.ts';
import { refusePathsIntoKeys } from '../validation/key-paths.ts';
import { keyInTable } from '../validation/keys.ts';
import { writeWording } from '../wording/refusal.ts';
import { type Guard, type ItemWrite, prepare } from '../writing/prepare.ts';
import { answerWrite } from '../writing/write-output.ts';

/**
 * Deletes the item of a key; where there is none, that is no error.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html
 */
export const deleteItem: Operation<'DeleteItem'> = (database, input) => {
  const { TableName = '', Key, ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues } = input;
  const { item: key, expressions } = readRequest(
    Key,
    { ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues },
    writeWording,
  );
  const table = activeTable(database, TableName);
  const write = planDelete(table.schema, key.attributes, {
    condition: expressions.condition,
    itemOnFailure: input.ReturnValuesOnConditionCheckFailure,
  });
  const change = prepare(table, write);
  const returned = input.ReturnValues === 'ALL_OLD' ? change.previous?.attributes : undefined;
  return answerWrite(database, { table, write, change, returned }, input);
};

/**
 * The write that deletes the item of a key.
 *
 * @throws ServiceError - ValidationException: the key or the condition does not fit the table.
 */
export function planDelete(schema: TableSchema, keyAttributes: Item, guard: Guard): ItemWrite {
  const key = keyInTable(keyAttributes, schema);
  refusePathsIntoKeys(schema, guard);
  return { key, keyAttributes, action: { kind: 'delete' }, guard };
}
