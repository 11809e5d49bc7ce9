import type { AttributeValue, Input, Item, Output } from '../../../domain/dynamodb.ts';
import type { Projection } from '../../../domain/expressions/tree.ts';
import { batchGetLimit, batchLimitBytes } from '../../../domain/limits.ts';
import { attributeOf } from '../../../domain/values/attribute-value.ts';
import { encodeBase64 } from '../../../domain/values/base64.ts';
import type { AccountTable } from '../account/account.ts';
import { charge, reportsCapacity } from '../capacity/charge.ts';
import type { ItemReads } from '../capacity/cost.ts';
import { bindExpressions } from '../expressions/binding/bind-expressions.ts';
import { type BoundParameters, bindLegacyParameters } from '../expressions/binding/legacy/legacy-parameters.ts';
import { checkParameterStyle, rejectMixedStyles, styleOf } from '../expressions/binding/parameter-style.ts';
import { project } from '../expressions/evaluation/project.ts';
import type { Operation } from '../operation.ts';
import { compareKeys, type PointKey } from '../storage/storage-key.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import { itemAt } from '../storage/table.ts';
import { availableTable } from '../tables/find-table.ts';
import { keyInTable, parseKey } from '../validation/item-keys.ts';
import { attributeNamesFirst } from '../validation/item-requests.ts';
import { checkKeyPaths } from '../validation/key-paths.ts';
import { duplicateKeys, tooManyEntries } from '../wording/batch-errors.ts';
import { throughputExceeded } from '../wording/throttling-errors.ts';
import type { Wording } from '../wording/validation-errors.ts';

/**
 * Reads up to 100 items of one or more tables. As in the service, the items are not in the order of the keys: they are
 * in scan order.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export const batchGetItem: Operation<'BatchGetItem'> = (account, input, { settings, simulation, copyItem }) => {
  const { RequestItems = {}, ReturnConsumedCapacity: mode } = input;
  const wording = settings.wording.BatchGetItem;
  const requests = Object.entries(RequestItems);
  const keyCount = requests.reduce((count, [, { Keys = [] }]) => count + Keys.length, 0);
  if (keyCount > batchGetLimit) throw tooManyEntries('BatchGetItem');
  // Pass 1 (behaviour §9, §13, §17): the number of keys; style of the parameters of all tables; then per table attribute
  // names, the projection, values, duplicates.
  rejectMixedStyles(Object.assign({}, ...Object.values(RequestItems)), wording);
  // Pass 2 (behaviour §17): every table exists. Pass 3 (behaviour §11): keys and paths into keys, table by table.
  const reads = requests
    .map(([tableName, request]) => parseKeys(tableName, request, wording))
    .map((read) => ({ ...read, table: availableTable(account, read.tableName) }))
    .map((read) => ({ ...read, keys: read.keys.map((key) => locate(key, read)) }));
  const budget: Budget = { entries: keyCount - simulation.unprocessedEntries, bytes: batchLimitBytes };
  if (reads[0] !== undefined && budget.entries <= 0) {
    const resource = reads[0].table.details.arn;
    throw throughputExceeded({ reason: 'TableReadProvisionedThroughputExceeded', resource });
  }
  const results = reads.map((read) => readTable(read, budget));
  const output: Output<'BatchGetItem'> = {
    Responses: Object.fromEntries(results.map(({ tableName, items }) => [tableName, items.map(copyItem)])),
    UnprocessedKeys: Object.fromEntries(
      results
        .filter(({ unprocessed }) => unprocessed.length > 0)
        .map(({ tableName, request, unprocessed }) => [tableName, { ...request, Keys: unprocessed }]),
    ),
  };
  const capacities = results
    .filter(({ cost }) => cost.sizesBytes.length > 0)
    .flatMap(({ tableName, cost }) => charge(cost, { tableName, mode, throughput: simulation.throughput }) ?? []);
  if (reportsCapacity(mode)) output.ConsumedCapacity = capacities;
  return { account, output };
};

type KeysAndAttributes = NonNullable<Input<'BatchGetItem'>['RequestItems']>[string];

/** The keys to read from one table. */
interface TableRead {
  readonly tableName: string;
  readonly request: KeysAndAttributes;
  readonly projection: Projection | undefined;
  readonly table: AccountTable;
  readonly keys: readonly LocatedKey[];
}

interface LocatedKey {
  readonly attributes: Item;
  readonly key: PointKey;
}

/** How much the batch can still read. */
interface Budget {
  entries: number;
  bytes: number;
}

function parseKeys(tableName: string, request: KeysAndAttributes, wording: Wording) {
  const { Keys = [] } = request;
  return attributeNamesFirst(Keys, wording, () => {
    checkParameterStyle(request, wording);
    const { projection }: BoundParameters = styleOf(request) === 'none' ? {} : bindParameters(request, wording);
    const keys = Keys.map((key) => parseKey(key, wording));
    const texts = new Set<string>();
    for (const [index, key] of keys.entries()) texts.add(toText(key, Keys[index]));
    if (texts.size < keys.length) throw duplicateKeys();
    return { tableName, request, projection, keys };
  });
}

function bindParameters(request: KeysAndAttributes, wording: Wording): BoundParameters {
  return { ...bindLegacyParameters(request, wording), ...bindExpressions(request, wording) };
}

/**
 * Prints a key for the comparison with others, with its numbers as in the request: `1000` and `1e3` are different. Each text
 * follows its length, so that different keys have different texts.
 */
function toText(key: Item, input: Item = {}): string {
  const names = Object.keys(key);
  if (names.length > 1) names.sort();
  let text = '';
  for (const name of names) {
    const value = attributeOf(key, name);
    if (value?.S !== undefined) text += `${name.length}:${name}S${value.S.length}:${value.S}`;
    else {
      const content = value?.N === undefined ? jsonOf(value) : (attributeOf(input, name)?.N ?? value.N);
      text += `${name.length}:${name}N${content.length}:${content}`;
    }
  }
  return text;
}

/** The texts of other types begin as no number does. */
function jsonOf(value: AttributeValue | undefined): string {
  return JSON.stringify(value, (_, member) => (member instanceof Uint8Array ? encodeBase64(member) : member)) ?? '';
}

function locate(attributes: Item, { table, projection }: Pick<TableRead, 'table' | 'projection'>): LocatedKey {
  const key = keyInTable(attributes, table.schema);
  checkKeyPaths(table.schema, { projection });
  return { attributes, key };
}

function readTable({ tableName, request, projection, table, keys }: TableRead, budget: Budget) {
  const found = new Set<StoredItem>();
  const unprocessed: Item[] = [];
  const sizesBytes: number[] = [];
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
    sizesBytes.push(bytes);
    if (item !== undefined) found.add(item);
  }
  const items = [...found]
    .sort((left, right) => compareKeys(left.key, right.key))
    .map((item) => (projection ? project(projection, item) : item));
  const cost: ItemReads = { kind: 'item reads', sizesBytes, isConsistent: request.ConsistentRead ?? false };
  return { tableName, request, items, unprocessed, cost };
}
