import type { Output } from '../../../domain/dynamodb.ts';
import { charge } from '../capacity/charge.ts';
import { project } from '../expressions/evaluation/project.ts';
import type { Operation } from '../operation.ts';
import { itemAt } from '../storage/table.ts';
import { checkAvailable, servingTable } from '../tables/find-table.ts';
import { checkKeyPaths } from '../validation/key-paths.ts';
import { parseKeyRequest, requestKeyIn } from '../validation/key-requests.ts';

/**
 * Reads the item of a key. It consumes capacity for the whole item, even if a projection returns only a part.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
 */
export const getItem: Operation<'GetItem'> = (account, input, { settings, simulation, copyItem }) => {
  const { TableName = '', ConsistentRead = false } = input;
  const serving = servingTable(account, TableName);
  // Pass 1 (behaviour §9, §17): attribute names; style of parameters; the projection; values; legacy parameters.
  const request = parseKeyRequest(input, serving?.schema, settings.wording.GetItem);
  const { projection, hasTopLevelPaths } = request.expressions;
  // Pass 2 (behaviour §17): the table exists and serves requests.
  const table = checkAvailable(serving);
  // Pass 3 (behaviour §11): key; paths into keys.
  const key = requestKeyIn(table.schema, request);
  if (projection !== undefined) checkKeyPaths(table.schema, { projection, hasTopLevelPaths });
  const item = itemAt(table, key);
  const capacity = charge(
    { kind: 'item reads', sizesBytes: [item?.sizeBytes ?? 0], isConsistent: ConsistentRead },
    { tableName: TableName, mode: input.ReturnConsumedCapacity, throughput: simulation.throughput },
  );
  const output: Output<'GetItem'> = {};
  if (item !== undefined) output.Item = copyItem(projection ? project(projection, item) : item);
  if (capacity !== undefined) output.ConsumedCapacity = capacity;
  return { account, output };
};
