import type { Item, Output } from '../../../domain/dynamodb.ts';
import { attributeOf, copyValue, setAttribute } from '../../../domain/values/attribute-value.ts';
import type { AccountTable } from '../account/account.ts';
import { walk } from '../storage/ordered-map.ts';
import { type Bound, isBefore, type StorageKey } from '../storage/storage-key.ts';
import { bytesInCollection } from '../validation/item-requests.ts';

/** The item collection metrics of an output. */
export type ItemCollectionMetrics = NonNullable<Output<'PutItem'>['ItemCollectionMetrics']>;

const gigabyte = 1024 ** 3;

/**
 * Returns the metrics of a key's item collection: all items of its partition and their entries in local secondary
 * indexes; `undefined` for a table without such an index. The service's limit of 10 GB is not checked: no process
 * holds that much.
 *
 * @param keyAttributes - contains the partition key attribute.
 */
export function itemCollectionMetrics(
  table: AccountTable,
  { key, keyAttributes }: { readonly key: StorageKey; readonly keyAttributes: Item },
): ItemCollectionMetrics | undefined {
  const { schema } = table;
  if (!schema.indexes.some(({ kind }) => kind === 'local')) return undefined;
  const lowerBound = Math.floor(collectionBytes(table, key) / gigabyte);
  return {
    ItemCollectionKey: pick(keyAttributes, schema.key.partition),
    SizeEstimateRangeGB: [lowerBound, lowerBound + 1],
  };
}

function collectionBytes({ schema, items }: AccountTable, { hash, parts }: StorageKey): number {
  const start: Bound = { hash, parts: parts.slice(0, 1), side: 'before' };
  let bytes = 0;
  walk(items, { skip: (key) => isBefore(key, start) }, (item) => {
    const isInside = item.key.hash === hash && item.key.parts[0] === parts[0];
    if (isInside) bytes += bytesInCollection(schema, item);
    return isInside;
  });
  return bytes;
}

function pick(attributes: Item, names: readonly string[]): Item {
  const picked: Item = {};
  for (const name of names) {
    const value = attributeOf(attributes, name);
    if (value !== undefined) setAttribute(picked, name, copyValue(value));
  }
  return picked;
}
