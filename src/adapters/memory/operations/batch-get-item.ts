import type { Input, Item, Output } from '../../../domain/dynamodb.ts';
import type { Projection } from '../../../domain/expressions/tree.ts';
import { batchGetLimit, batchLimitBytes } from '../../../domain/limits.ts';
import type { AccountTable } from '../account/account.ts';
import { activeTable } from '../account/find-table.ts';
import { consumedCapacity, isCapacityTold, readUnits } from '../capacity/consumed-capacity.ts';
import { readExpressions } from '../expressions/binding/bind-expressions.ts';
import { project } from '../expressions/evaluation/project.ts';
import type { Operation } from '../operation.ts';
import { compareKeys, type StorageKey } from '../storage/storage-key.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import { itemAt } from '../storage/table.ts';
import { attributeNamesFirst } from '../validation/items.ts';
import { refusePathsIntoKeys } from '../validation/key-paths.ts';
import { keyInTable, readKey } from '../validation/keys.ts';
import { duplicateKeys, tooManyEntries } from '../wording/batches.ts';
import { readWording } from '../wording/refusal.ts';
import { throughputExceeded } from '../wording/throttling.ts';

/**
 * Reads up to 100 items of one or several tables, each on its own. As in the service the items do not come in the order
 * of the keys: it is that of a scan.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export const batchGetItem: Operation<'BatchGetItem'> = (database, input, { unprocessedEntries, handOut }) => {
  const { RequestItems = {}, ReturnConsumedCapacity: mode } = input;
  const requests = Object.entries(RequestItems);
  const keyCount = requests.reduce((count, [, { Keys = [] }]) => count + Keys.length, 0);
  if (keyCount > batchGetLimit) throw tooManyEntries('BatchGetItem');
  const reads = requests
    .map(([tableName, request]) => readKeys(tableName, request))
    .map((read) => ({ ...read, table: activeTable(database, read.tableName) }))
    .map((read) => ({ ...read, keys: read.keys.map((key) => locate(key, read)) }));
  const budget: Budget = { entries: keyCount - unprocessedEntries, bytes: batchLimitBytes };
  if (reads[0] !== undefined && budget.entries <= 0) {
    const resource = reads[0].table.details.arn;
    throw throughputExceeded({ reason: 'TableReadProvisionedThroughputExceeded', resource });
  }
  const answers = reads
    .map((read) => readTable(read, budget))
    .map((answer) => ({ ...answer, items: answer.items.map(handOut) }));
  const output: Output<'BatchGetItem'> = {
    Responses: Object.fromEntries(answers.map(({ tableName, items }) => [tableName, items])),
    UnprocessedKeys: Object.fromEntries(
      answers
        .filter(({ unprocessed }) => unprocessed.length > 0)
        .map(({ tableName, request, unprocessed }) => [tableName, { ...request, Keys: unprocessed }]),
    ),
  };
  if (isCapacityTold(mode)) {
    output.ConsumedCapacity = answers
      .filter(({ units }) => units > 0)
      .flatMap(({ tableName, units }) => consumedCapacity(mode, tableName, { table: units }) ?? []);
  }
  return { database, output };
};

type KeysAndAttributes = NonNullable<Input<'BatchGetItem'>['RequestItems']>[string];

/** What is read of one table. */
interface TableRead {
  readonly tableName: string;
  readonly request: KeysAndAttributes;
  readonly projection: Projection | undefined;
  readonly table: AccountTable;
  readonly keys: readonly LocatedKey[];
}

interface LocatedKey {
  readonly attributes: Item;
  readonly key: StorageKey;
}

/** What a batch may still read. */
interface Budget {
  entries: number;
  bytes: number;
}

function readKeys(tableName: string, request: KeysAndAttributes) {
  const { Keys = [], ProjectionExpression, ExpressionAttributeNames } = request;
  return attributeNamesFirst(Keys, readWording, () => {
    const { projection } = readExpressions({ ProjectionExpression, ExpressionAttributeNames }, readWording);
    const keys = Keys.map((key) => readKey(key, readWording));
    if (new Set(Keys.map(toText)).size < Keys.length) throw duplicateKeys();
    return { tableName, request, projection, keys };
  });
}

/** Keys are told apart as they are written: the numbers `1000` and `1e3` are two. */
function toText(key: Item): string {
  const names = Object.keys(key).sort();
  return JSON.stringify(names.map((name) => [name, key[name]]));
}

function locate(attributes: Item, { table, projection }: Pick<TableRead, 'table' | 'projection'>): LocatedKey {
  const key = keyInTable(attributes, table.schema);
  refusePathsIntoKeys(table.schema, { projection });
  return { attributes, key };
}

function readTable({ tableName, request, projection, table, keys }: TableRead, budget: Budget) {
  const found: StoredItem[] = [];
  const unprocessed: Item[] = [];
  let units = 0;
  for (const { attributes, key } of keys) {
    const item = itemAt(table, key);
    const bytes = item?.sizeBytes ?? 0;
    if (bytes > budget.bytes) budget.entries = 0;
    if (budget.entries <= 0) {
      unprocessed.push(attributes);
      continue;
    }
    budget.entries -= 1;
    budget.bytes -= bytes;
    units += readUnits(bytes, request.ConsistentRead ?? false);
    if (item !== undefined && !found.includes(item)) found.push(item);
  }
  const items = found
    .sort((left, right) => compareKeys(left.key, right.key))
    .map(({ attributes }) => (projection ? project(projection, attributes) : attributes));
  return { tableName, request, items, unprocessed, units };
}
