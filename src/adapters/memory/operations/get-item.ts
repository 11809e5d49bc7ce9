import type { Output } from '../../../domain/dynamodb.ts';
import { activeTable } from '../account/find-table.ts';
import { consumedCapacity, readUnits } from '../capacity/consumed-capacity.ts';
import { project } from '../expressions/evaluation/project.ts';
import type { Operation } from '../operation.ts';
import { itemAt } from '../storage/table.ts';
import { readRequest } from '../validation/items.ts';
import { refusePathsIntoKeys } from '../validation/key-paths.ts';
import { keyInTable } from '../validation/keys.ts';
import { readWording } from '../wording/refusal.ts';

/**
 * Reads the item of a key. The whole item is paid for, whatever of it is returned.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
 */
export const getItem: Operation<'GetItem'> = (database, input, { handOut }) => {
  const { TableName = '', Key, ConsistentRead = false, ProjectionExpression, ExpressionAttributeNames } = input;
  const { item: key, expressions } = readRequest(Key, { ProjectionExpression, ExpressionAttributeNames }, readWording);
  const { projection } = expressions;
  const table = activeTable(database, TableName);
  const storageKey = keyInTable(key.attributes, table.schema);
  refusePathsIntoKeys(table.schema, { projection });
  const item = itemAt(table, storageKey);
  const capacity = consumedCapacity(input.ReturnConsumedCapacity, TableName, {
    table: readUnits(item?.sizeBytes ?? 0, ConsistentRead),
  });
  const output: Output<'GetItem'> = {};
  if (item !== undefined) output.Item = handOut(projection ? project(projection, item.attributes) : item.attributes);
  if (capacity !== undefined) output.ConsumedCapacity = capacity;
  return { database, output };
};
