import type { Item, Output } from '../../../domain/dynamodb.ts';
import { copyValue, setAttribute } from '../../../domain/values/attribute-value.ts';
import { type ReadableItem, readAttribute } from '../../../domain/values/readable-item.ts';
import type { Account, AccountTable } from '../account/account.ts';
import { walk } from '../storage/ordered-map.ts';
import { type Bound, isBefore, partitionText, type StorageKey, wholeHash, withHash } from '../storage/storage-key.ts';
import { availableTable } from '../tables/find-table.ts';
import { bytesInCollection } from '../validation/item-requests.ts';
import type { ItemWrite } from './item-write.ts';

/** The item collection metrics of an output. */
export type ItemCollectionMetrics = NonNullable<Output<'PutItem'>['ItemCollectionMetrics']>;

const gigabyte = 1024 ** 3;

/**
 * Returns the metrics of a key's item collection: all items of its partition and their entries in local secondary
 * indexes; `undefined` for a table without such an index. The service's limit of 10 GB is not checked: no process
 * holds that much.
 */
export function itemCollectionMetrics(
  table: AccountTable,
  { key }: Pick<ItemWrite, 'key'>,
): ItemCollectionMetrics | undefined {
  const { schema } = table;
  if (!schema.indexes.some(({ kind }) => kind === 'local')) return undefined;
  const lowerBound = Math.floor(collectionBytes(table, withHash(key, schema.key)) / gigabyte);
  return {
    ItemCollectionKey: pick(key.attributes, schema.key.partition),
    SizeEstimateRangeGB: [lowerBound, lowerBound + 1],
  };
}

/** A write of a request for several items, and the name or ARN of its table as in the request. */
export interface TableWrite {
  readonly tableName: string;
  readonly write: ItemWrite;
}

/** Returns the metrics of each written item collection once, by table. A check writes none. */
export function metricsByTable(
  account: Account,
  writes: readonly TableWrite[],
): Record<string, ItemCollectionMetrics[]> {
  const byTable = new Map<string, Map<string, ItemCollectionMetrics>>();
  for (const { tableName, write } of writes) {
    if (write.action.kind === 'check') continue;
    const partition = partitionText(write.key);
    const ofTable = byTable.get(tableName) ?? new Map<string, ItemCollectionMetrics>();
    if (ofTable.has(partition)) continue;
    const metrics = itemCollectionMetrics(availableTable(account, tableName), write);
    if (metrics !== undefined) byTable.set(tableName, ofTable.set(partition, metrics));
  }
  return Object.fromEntries([...byTable].map(([tableName, ofTable]) => [tableName, [...ofTable.values()]]));
}

function collectionBytes({ schema, items }: AccountTable, key: StorageKey): number {
  const hash = wholeHash(key);
  const partition = partitionText(key);
  const start: Bound = { hash, parts: [partition], side: 'before' };
  let bytes = 0;
  walk(items, { skip: (key) => isBefore(key, start) }, (item) => {
    const isInside = wholeHash(item.key) === hash && item.key.partition === partition;
    if (isInside) bytes += bytesInCollection(schema, item);
    return isInside;
  });
  return bytes;
}

function pick(attributes: ReadableItem, names: readonly string[]): Item {
  const picked: Item = {};
  for (const name of names) {
    const value = readAttribute(attributes, name);
    if (value !== undefined) setAttribute(picked, name, copyValue(value));
  }
  return picked;
}
