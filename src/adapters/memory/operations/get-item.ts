import type { Input, Output } from '../../../domain/dynamodb.ts';
import type { Projection } from '../../../domain/expressions/tree.ts';
import type { Account, AccountTable } from '../account/account.ts';
import { charge } from '../capacity/charge.ts';
import { styleOf } from '../expressions/binding/parameter-style.ts';
import { project } from '../expressions/evaluation/project.ts';
import type { Operation } from '../operation.ts';
import type { PointKey } from '../storage/storage-key.ts';
import { itemAt } from '../storage/table.ts';
import { availableTable, servingTable } from '../tables/find-table.ts';
import { keyInTable } from '../validation/item-keys.ts';
import { parseItemRequest } from '../validation/item-requests.ts';
import { checkKeyPaths } from '../validation/key-paths.ts';
import { sureKey } from '../validation/sure-key.ts';
import type { Wording } from '../wording/validation-errors.ts';

/**
 * Reads the item of a key. It consumes capacity for the whole item, even if a projection returns only a part.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
 */
export const getItem: Operation<'GetItem'> = (account, input, { settings, simulation, copyItem }) => {
  const { TableName = '', ConsistentRead = false } = input;
  const { table, key, projection } = plainTarget(account, input) ?? targetOf(account, input, settings.wording.GetItem);
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

/** What to read. */
interface Target {
  readonly table: AccountTable;
  readonly key: PointKey;
  readonly projection?: Projection | undefined;
}

/** Returns the target of a request without a projection whose key is surely valid. */
function plainTarget(account: Account, input: Input<'GetItem'>): Target | undefined {
  if (styleOf(input) !== 'none') return undefined;
  const table = servingTable(account, input.TableName ?? '');
  const key = table && sureKey(input.Key, table.schema);
  return table && key && { table, key };
}

function targetOf(account: Account, input: Input<'GetItem'>, wording: Wording): Target {
  // Pass 1 (behaviour §9, §17): attribute names; style of parameters; the projection; values; legacy parameters.
  const { item, expressions } = parseItemRequest(input.Key, input, wording);
  const { projection, hasTopLevelPaths } = expressions;
  // Pass 2 (behaviour §17): the table exists and serves requests.
  const table = availableTable(account, input.TableName ?? '');
  // Pass 3 (behaviour §11): key; paths into keys.
  const key = keyInTable(item.attributes, table.schema);
  checkKeyPaths(table.schema, { projection, hasTopLevelPaths });
  return { table, key, projection };
}
