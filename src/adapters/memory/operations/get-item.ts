import type { Output } from '../../../domain/dynamodb.ts';
import { charge } from '../capacity/charge.ts';
import { project } from '../expressions/evaluation/project.ts';
import type { Operation } from '../operation.ts';
import { itemAt } from '../storage/table.ts';
import { availableTable } from '../tables/find-table.ts';
import { keyInTable } from '../validation/item-keys.ts';
import { parseItemRequest } from '../validation/item-requests.ts';
import { checkKeyPaths } from '../validation/key-paths.ts';

/**
 * Reads the item of a key. It consumes capacity for the whole item, even if a projection returns only a part.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
 */
export const getItem: Operation<'GetItem'> = (account, input, { settings, simulation, copyItem }) => {
  const { TableName = '', Key, ConsistentRead = false } = input;
  // Pass 1 (behaviour §9, §17): attribute names; style of parameters; the projection; values; legacy parameters.
  const { item: key, expressions } = parseItemRequest(Key, input, settings.wording.GetItem);
  const { projection } = expressions;
  // Pass 2 (behaviour §17): the table exists and serves requests.
  const table = availableTable(account, TableName);
  // Pass 3 (behaviour §11): key; paths into keys.
  const storageKey = keyInTable(key.attributes, table.schema);
  checkKeyPaths(table.schema, { projection });
  const item = itemAt(table, storageKey);
  const capacity = charge(
    { kind: 'item reads', sizesBytes: [item?.sizeBytes ?? 0], isConsistent: ConsistentRead },
    { tableName: TableName, mode: input.ReturnConsumedCapacity, throughput: simulation.throughput },
  );
  const output: Output<'GetItem'> = {};
  if (item !== undefined) output.Item = copyItem(projection ? project(projection, item.attributes) : item.attributes);
  if (capacity !== undefined) output.ConsumedCapacity = capacity;
  return { account, output };
};
