import type { Input, Item } from '../../../domain/dynamodb.ts';
import type { Update } from '../../../domain/expressions/tree.ts';
import { itemSizeLimitBytes } from '../../../domain/limits.ts';
import { activeTable } from '../account/find-table.ts';
import { touchedAttributes } from '../expressions/evaluation/apply.ts';
import type { Operation } from '../operation.ts';
import type { TableSchema } from '../storage/table.ts';
import { readRequest } from '../validation/items.ts';
import { refusePathsIntoKeys } from '../validation/key-paths.ts';
import { keyInTable } from '../validation/keys.ts';
import { updateChargeBytes } from '../validation/update-charge.ts';
import { updatedItemTooLarge } from '../wording/items.ts';
import { keyUpdate } from '../wording/keys.ts';
import { writeWording } from '../wording/refusal.ts';
import { type Guard, type ItemChange, type ItemWrite, prepare } from '../writing/prepare.ts';
import { answerWrite } from '../writing/write-output.ts';

/**
 * Changes the item of a key, and makes one where there is none.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
 */
export const updateItem: Operation<'UpdateItem'> = (database, input) => {
  const { TableName = '', Key, UpdateExpression, ConditionExpression } = input;
  const { ExpressionAttributeNames, ExpressionAttributeValues } = input;
  const { item: key, expressions } = readRequest(
    Key,
    { UpdateExpression, ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues },
    writeWording,
  );
  const { update } = expressions;
  const table = activeTable(database, TableName);
  const write = planUpdate(table.schema, key.attributes, update, {
    condition: expressions.condition,
    itemOnFailure: input.ReturnValuesOnConditionCheckFailure,
  });
  // Updates in transactions and those of PartiQL are not charged for in this way.
  if (update !== undefined && updateChargeBytes(update) > itemSizeLimitBytes) throw updatedItemTooLarge();
  const change = prepare(table, write);
  const returned = returnedAttributes(input.ReturnValues, update, { ...change, key: key.attributes });
  return answerWrite(database, { table, write, change, returned }, input);
};

/**
 * The write that updates the item of a key.
 *
 * @throws ServiceError - ValidationException: the key, the condition or the update does not fit the table.
 */
export function planUpdate(
  schema: TableSchema,
  keyAttributes: Item,
  update: Update | undefined,
  guard: Guard,
): ItemWrite {
  const key = keyInTable(keyAttributes, schema);
  refusePathsIntoKeys(schema, guard);
  if (update !== undefined) refuseKeyUpdates(schema, update);
  refusePathsIntoKeys(schema, { update });
  return { key, keyAttributes, action: { kind: 'update', update }, guard };
}

function refuseKeyUpdates({ key }: TableSchema, { actions }: Update): void {
  for (const name of [...key.partition, ...key.sort]) {
    if (actions.some(({ path }) => path.steps[0] === name)) throw keyUpdate(name);
  }
}

function returnedAttributes(
  mode: Input<'UpdateItem'>['ReturnValues'],
  update: Update | undefined,
  { previous, item, key }: ItemChange & { readonly key: Item },
): Item | undefined {
  const before = previous?.attributes ?? key;
  switch (mode) {
    case 'ALL_OLD':
      return previous?.attributes;
    case 'ALL_NEW':
      return item?.attributes;
    case 'UPDATED_OLD':
      return update && touchedAttributes(update, before, 'before');
    case 'UPDATED_NEW':
      return update && touchedAttributes(update, before, 'after');
    case 'NONE':
    case undefined:
      return undefined;
    default:
      return mode satisfies never;
  }
}
