import type { Input, Output } from '../../../domain/dynamodb.ts';
import type { Projection } from '../../../domain/expressions/tree.ts';
import { transactionLimitBytes } from '../../../domain/limits.ts';
import type { ReadableItem } from '../../../domain/values/readable-item.ts';
import { reportsCapacity } from '../capacity/charge.ts';
import { project } from '../expressions/evaluation/project.ts';
import type { Operation } from '../operation.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import { itemAt } from '../storage/table.ts';
import { availableTable } from '../tables/find-table.ts';
import { forAllActions } from '../transactions/cancellation.ts';
import { chargeTables, costOfReads } from '../transactions/charge-tables.ts';
import { checkDistinct } from '../transactions/distinct-targets.ts';
import { keyInTable } from '../validation/item-keys.ts';
import { attributeNamesFirst, parseItemRequest } from '../validation/item-requests.ts';
import { checkKeyPaths } from '../validation/key-paths.ts';
import { isKeyPathError } from '../wording/key-errors.ts';
import { itemsTooLarge, transactionConflict } from '../wording/transaction-errors.ts';
import type { Wording } from '../wording/validation-errors.ts';

/**
 * Reads up to 100 items of one or more tables, as they are at one moment.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html
 */
export const transactGetItems: Operation<'TransactGetItems'> = (account, input, { settings, simulation, copyItem }) => {
  const wording = settings.wording.TransactGetItems;
  const { TransactItems = [], ReturnConsumedCapacity: mode } = input;
  const gets = TransactItems.map(({ Get }): Get => Get ?? {});
  // Pass 1 (behaviour §14): attribute names; action by action the projection and the values of the key.
  const keys = gets.map(({ Key }) => Key);
  const actions = attributeNamesFirst(keys, wording, () => gets.map((get) => parseGet(get, wording)));
  // Pass 2: every table exists; no two actions have the same target.
  const located = actions.map((action) => ({ ...action, table: availableTable(account, action.tableName) }));
  checkDistinct(located.map(({ table: { schema }, key }) => ({ schema, keyAttributes: key })));
  // Pass 3: keys. Inferred from DynamoDB Local: paths into keys reject the request.
  const found = forAllActions(
    located,
    ({ table, tableName, key, projection }) => {
      const storageKey = keyInTable(key, table.schema);
      checkKeyPaths(table.schema, { projection });
      return { tableName, projection, item: itemAt(table, storageKey) };
    },
    isKeyPathError,
  );
  const reads = forAllActions(found, ({ tableName, projection, item }, index) => {
    if (simulation.conflictingActions?.includes(index)) throw transactionConflict();
    return { tableName, sizeBytes: item?.sizeBytes ?? 0, attributes: projected(item, projection) };
  });
  const bytes = reads.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (bytes > transactionLimitBytes) throw itemsTooLarge(bytes);
  const capacities = chargeTables(reads, costOfReads, { mode, throughput: simulation.throughput });
  const output: Output<'TransactGetItems'> = {
    Responses: reads.map(({ attributes }) => (attributes === undefined ? {} : { Item: copyItem(attributes) })),
  };
  if (reportsCapacity(mode)) output.ConsumedCapacity = capacities;
  return { account, output };
};

type Get = Partial<NonNullable<NonNullable<Input<'TransactGetItems'>['TransactItems']>[number]['Get']>>;

function parseGet(get: Get, wording: Wording) {
  const { item, expressions } = parseItemRequest(get.Key, get, wording);
  return { tableName: get.TableName ?? '', key: item.attributes, projection: expressions.projection };
}

/** An item of which the projection has nothing is left out (api §10). */
function projected(item: StoredItem | undefined, projection: Projection | undefined): ReadableItem | undefined {
  if (item === undefined || projection === undefined) return item;
  const part = project(projection, item);
  return Object.keys(part).length === 0 ? undefined : part;
}
