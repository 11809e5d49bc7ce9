import type { Input, Item, Output } from '../../../domain/dynamodb.ts';
import { batchWriteLimit, itemSizeLimitBytes } from '../../../domain/limits.ts';
import type { Account, AccountTable } from '../account/account.ts';
import { type CapacityMode, charge, reportsCapacity } from '../capacity/charge.ts';
import type { Operation } from '../operation.ts';
import type { Environment } from '../request-environment.ts';
import type { FlatItem } from '../storage/flat-item.ts';
import { keyText } from '../storage/storage-key.ts';
import type { TableSchema } from '../storage/table.ts';
import { availableTable } from '../tables/find-table.ts';
import { keyInTable, keyOfBatchedItem, parseKey } from '../validation/item-keys.ts';
import { attributeNamesFirst } from '../validation/item-requests.ts';
import { parseStoredItem } from '../validation/parse-flat-item.ts';
import { duplicateKeys, notOneWrite, tooManyEntries } from '../wording/batch-errors.ts';
import { itemTooLarge } from '../wording/item-errors.ts';
import { throughputExceeded } from '../wording/throttling-errors.ts';
import type { Wording } from '../wording/validation-errors.ts';
import { commit } from '../writing/commit.ts';
import { metricsByTable } from '../writing/item-collection-metrics.ts';
import type { ItemWrite } from '../writing/item-write.ts';
import { planDelete } from '../writing/plan-delete.ts';
import { planPut } from '../writing/plan-put.ts';
import { prepare } from '../writing/prepare.ts';
import type { TableChange } from '../writing/table-change.ts';

/**
 * Puts and deletes up to 25 items of one or more tables, without conditions. If one entry is invalid, all are
 * rejected.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
export const batchWriteItem: Operation<'BatchWriteItem'> = (account, input, environment) => {
  const { RequestItems = {}, ReturnConsumedCapacity: mode, ReturnItemCollectionMetrics } = input;
  // Pass 1 (behaviour §13): the number of entries; attribute names; each entry's kind, values and size.
  // Pass 2 (behaviour §17): every table exists. Pass 3 (behaviour §11, §12): keys, index keys, sizes; pass 4: duplicates.
  const planned = parseEntries(RequestItems, environment.settings.wording.BatchWriteItem)
    .map((entry) => ({ entry, table: availableTable(account, entry.tableName) }))
    .map(({ entry, table }) => ({ entry, table, write: planEntry(entry, table.schema) }));
  checkDuplicates(planned);
  const processed = planned.slice(0, Math.max(0, planned.length - environment.simulation.unprocessedEntries));
  if (planned[0] !== undefined && processed.length === 0) {
    const resource = planned[0].table.details.arn;
    throw throughputExceeded({ reason: 'TableWriteProvisionedThroughputExceeded', resource });
  }
  const { after, capacities } = executeEntries(account, { entries: processed, mode }, environment);
  const output: Output<'BatchWriteItem'> = { UnprocessedItems: toRequestItems(planned.slice(processed.length)) };
  if (reportsCapacity(mode)) output.ConsumedCapacity = capacities;
  if (ReturnItemCollectionMetrics === 'SIZE') {
    const writes = processed.map(({ entry: { tableName }, write }) => ({ tableName, write }));
    output.ItemCollectionMetrics = metricsByTable(after, writes);
  }
  return { account: after, output };
};

type RequestItems = NonNullable<Input<'BatchWriteItem'>['RequestItems']>;
type WriteRequest = RequestItems[string][number];

/** One parsed entry of a batch. */
type Entry = { readonly tableName: string } & (
  | { readonly kind: 'put'; readonly item: FlatItem }
  | { readonly kind: 'delete'; readonly key: Item }
);

/** A validated entry that can be executed. */
interface Planned {
  readonly entry: Entry;
  readonly table: AccountTable;
  readonly write: ItemWrite;
}

function parseEntries(requestItems: RequestItems, wording: Wording): Entry[] {
  const requests = Object.entries(requestItems).flatMap(([tableName, list]) =>
    list.map((request) => ({ tableName, request })),
  );
  if (requests.length > batchWriteLimit) throw tooManyEntries('BatchWriteItem');
  const contents = requests.map(({ request }) => request.PutRequest?.Item ?? request.DeleteRequest?.Key ?? {});
  return attributeNamesFirst(contents, wording, () =>
    requests.map(({ tableName, request }) => parseEntry(tableName, request, wording)),
  );
}

function parseEntry(tableName: string, { PutRequest, DeleteRequest }: WriteRequest, wording: Wording): Entry {
  if ((PutRequest === undefined) === (DeleteRequest === undefined)) throw notOneWrite();
  if (PutRequest === undefined) return { tableName, kind: 'delete', key: parseKey(DeleteRequest?.Key, wording) };
  const item = parseStoredItem(PutRequest.Item, wording);
  if (item.sizeBytes > itemSizeLimitBytes) throw itemTooLarge();
  return { tableName, kind: 'put', item };
}

function planEntry(entry: Entry, schema: TableSchema): ItemWrite {
  if (entry.kind === 'delete') return planDelete(schema, keyInTable(entry.key, schema), {});
  return planPut(schema, entry.item, keyOfBatchedItem(entry.item, schema), {});
}

function checkDuplicates(entries: readonly Planned[]): void {
  const byTable = new Map<string, Set<string>>();
  for (const { table, write } of entries) {
    const keys = byTable.get(table.schema.name) ?? new Set();
    byTable.set(table.schema.name, keys);
    const text = keyText(write.key);
    if (keys.has(text)) throw duplicateKeys();
    keys.add(text);
  }
}

/** Prepares all entries, charges them table by table, then commits them: their keys differ, so no order matters. */
function executeEntries(
  account: Account,
  { entries, mode }: { readonly entries: readonly Planned[]; readonly mode: CapacityMode },
  environment: Environment,
) {
  const changes = entries.map(({ entry, table, write }) => ({ entry, change: prepare(table, write) }));
  const byTable = new Map<string, TableChange[]>();
  for (const { entry, change } of changes) {
    const ofTable = byTable.get(entry.tableName) ?? [];
    byTable.set(entry.tableName, ofTable);
    ofTable.push(change);
  }
  const capacities = [...byTable].flatMap(([tableName, ofTable]) => {
    const schema = ofTable[0]?.table.schema;
    if (schema === undefined) return [];
    const cost = { kind: 'item changes', schema, changes: ofTable } as const;
    return charge(cost, { tableName, mode, throughput: environment.simulation.throughput }) ?? [];
  });
  const after = changes.reduce((current, { change }) => commit(current, change, 'request', environment), account);
  return { after, capacities };
}

function toRequestItems(entries: readonly Planned[]): RequestItems {
  const byTable = new Map<string, WriteRequest[]>();
  for (const { entry } of entries) {
    const request =
      entry.kind === 'put' ? { PutRequest: { Item: entry.item.attributes } } : { DeleteRequest: { Key: entry.key } };
    byTable.set(entry.tableName, [...(byTable.get(entry.tableName) ?? []), request]);
  }
  return Object.fromEntries(byTable);
}
