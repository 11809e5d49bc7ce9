import type { Input, Item, Output } from '../../../domain/dynamodb.ts';
import { batchWriteLimit, itemSizeLimitBytes } from '../../../domain/limits.ts';
import type { Account, AccountTable } from '../account/account.ts';
import { activeTable } from '../account/find-table.ts';
import {
  addUnits,
  type CapacityMode,
  consumedCapacity,
  isCapacityTold,
  type UnitsByPlace,
} from '../capacity/consumed-capacity.ts';
import { unitsOfChange } from '../capacity/write-capacity.ts';
import type { Operation } from '../operation.ts';
import type { TableSchema } from '../storage/table.ts';
import { attributeNamesFirst } from '../validation/items.ts';
import { keyOfBatchedItem, readKey } from '../validation/keys.ts';
import { type ReadItem, readItem } from '../values/attribute-values.ts';
import { duplicateKeys, notOneWrite, tooManyEntries } from '../wording/batches.ts';
import { itemTooLarge } from '../wording/items.ts';
import { batchWriteWording } from '../wording/refusal.ts';
import { throughputExceeded } from '../wording/throttling.ts';
import { type ItemCollectionMetrics, itemCollectionMetrics } from '../writing/item-collection-metrics.ts';
import { commit, type ItemWrite, prepare } from '../writing/prepare.ts';
import { planDelete } from './delete-item.ts';
import { planPut } from './put-item.ts';

/**
 * Puts and deletes up to 25 items of one or several tables, each on its own and without conditions. One entry that is
 * refused refuses them all.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
export const batchWriteItem: Operation<'BatchWriteItem'> = (database, input, { unprocessedEntries }) => {
  const { RequestItems = {}, ReturnConsumedCapacity: mode, ReturnItemCollectionMetrics } = input;
  const planned = readEntries(RequestItems)
    .map((entry) => ({ entry, table: activeTable(database, entry.tableName) }))
    .map(({ entry, table }) => ({ entry, table, write: planEntry(entry, table.schema) }));
  refuseDuplicates(planned);
  const processed = planned.slice(0, Math.max(0, planned.length - unprocessedEntries));
  if (planned[0] !== undefined && processed.length === 0) {
    const resource = planned[0].table.details.arn;
    throw throughputExceeded({ reason: 'TableWriteProvisionedThroughputExceeded', resource });
  }
  const { after, capacities } = carryOut(database, processed, mode);
  const output: Output<'BatchWriteItem'> = { UnprocessedItems: toRequestItems(planned.slice(processed.length)) };
  if (isCapacityTold(mode)) output.ConsumedCapacity = capacities;
  if (ReturnItemCollectionMetrics === 'SIZE') output.ItemCollectionMetrics = collections(after, processed);
  return { database: after, output };
};

type RequestItems = NonNullable<Input<'BatchWriteItem'>['RequestItems']>;
type WriteRequest = RequestItems[string][number];

/** One entry of a batch, its values read. */
type Entry = { readonly tableName: string } & (
  | { readonly kind: 'put'; readonly item: ReadItem }
  | { readonly kind: 'delete'; readonly key: Item }
);

/** An entry that is fit to be carried out. */
interface Planned {
  readonly entry: Entry;
  readonly table: AccountTable;
  readonly write: ItemWrite;
}

function readEntries(requestItems: RequestItems): Entry[] {
  const requests = Object.entries(requestItems).flatMap(([tableName, list]) =>
    list.map((request) => ({ tableName, request })),
  );
  if (requests.length > batchWriteLimit) throw tooManyEntries('BatchWriteItem');
  const contents = requests.map(({ request }) => request.PutRequest?.Item ?? request.DeleteRequest?.Key ?? {});
  return attributeNamesFirst(contents, batchWriteWording, () =>
    requests.map(({ tableName, request }) => readEntry(tableName, request)),
  );
}

function readEntry(tableName: string, { PutRequest, DeleteRequest }: WriteRequest): Entry {
  if ((PutRequest === undefined) === (DeleteRequest === undefined)) throw notOneWrite();
  if (PutRequest === undefined)
    return { tableName, kind: 'delete', key: readKey(DeleteRequest?.Key, batchWriteWording) };
  const item = readItem(PutRequest.Item, batchWriteWording);
  if (item.sizeBytes > itemSizeLimitBytes) throw itemTooLarge();
  return { tableName, kind: 'put', item };
}

function planEntry(entry: Entry, schema: TableSchema): ItemWrite {
  if (entry.kind === 'delete') return planDelete(schema, entry.key, {});
  return planPut(schema, entry.item, keyOfBatchedItem(entry.item.attributes, schema), {});
}

function refuseDuplicates(entries: readonly Planned[]): void {
  const keys = new Set(entries.map(({ table, write }) => JSON.stringify([table.schema.name, ...write.key.parts])));
  if (keys.size < entries.length) throw duplicateKeys();
}

/** Carries entries out, each on what the one before it left. */
function carryOut(database: Account, entries: readonly Planned[], mode: CapacityMode) {
  const units = new Map<string, UnitsByPlace>();
  let after = database;
  for (const { entry, write } of entries) {
    const table = activeTable(after, entry.tableName);
    const change = prepare(table, write);
    if (isCapacityTold(mode)) {
      const soFar = units.get(entry.tableName) ?? { table: 0 };
      units.set(entry.tableName, addUnits(soFar, unitsOfChange(table.schema, change)));
    }
    after = commit(after, table, change);
  }
  const capacities = [...units].flatMap(([tableName, each]) => consumedCapacity(mode, tableName, each) ?? []);
  return { after, capacities };
}

/** Each item collection that was written to, once. */
function collections(database: Account, entries: readonly Planned[]): Record<string, ItemCollectionMetrics[]> {
  const byTable = new Map<string, Map<string, ItemCollectionMetrics>>();
  for (const { entry, write } of entries) {
    const metrics = itemCollectionMetrics(activeTable(database, entry.tableName), write);
    if (metrics === undefined) continue;
    const ofTable = byTable.get(entry.tableName) ?? new Map<string, ItemCollectionMetrics>();
    byTable.set(entry.tableName, ofTable.set(write.key.parts[0] ?? '', metrics));
  }
  return Object.fromEntries([...byTable].map(([tableName, ofTable]) => [tableName, [...ofTable.values()]]));
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
