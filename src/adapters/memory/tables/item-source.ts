import type { Item } from '../../../domain/dynamodb.ts';
import { copyValue, setAttribute } from '../../../domain/values/attribute-value.ts';
import type { IndexSchema } from '../storage/index-schema.ts';
import type { OrderedMap } from '../storage/ordered-map.ts';
import type { SecondaryIndex } from '../storage/secondary-index.ts';
import type { KeyAttributes, StorageKey } from '../storage/storage-key.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import type { Table, TableSchema } from '../storage/table.ts';
import { indexReadErrors } from '../wording/query-errors.ts';

/** A table or one of its indexes, as a query or scan reads it. */
export interface ItemSource {
  readonly table: TableSchema;
  /** `undefined` if the table itself is read. */
  readonly index: IndexSchema | undefined;
  /** The key that orders the entries: the key of the index, or of the table. */
  readonly key: KeyAttributes;
  readonly entries: OrderedMap<StorageKey, StoredItem>;
}

/**
 * Returns a table as an item source, or its index with that name.
 *
 * @throws ServiceError - ValidationException: the table has no such index, or it isn't ready.
 */
export function itemSource({ schema: table, items, indexes }: Table, indexName: string | undefined): ItemSource {
  if (indexName === undefined) return { table, index: undefined, key: table.key, entries: items };
  const found = indexes.find(({ schema }) => schema.name === indexName);
  if (found === undefined) throw indexReadErrors.noSuchIndex(indexName);
  checkIsReady(found);
  return { table, index: found.schema, key: found.schema.key, entries: found.entries };
}

/** Inferred: an index can't be seen before its backfill, nor while it is deleted. */
function checkIsReady({ schema, status, backfilledAtMs }: SecondaryIndex): void {
  if (status === 'ACTIVE' || status === 'UPDATING') return;
  if (status === 'CREATING' && backfilledAtMs !== undefined) throw indexReadErrors.backfilling(schema.name);
  throw indexReadErrors.noSuchIndex(schema.name);
}

/** Returns the attribute names of start keys: the key of the table, and the key of the index. */
export function startKeyNames({ table, key }: ItemSource): readonly string[] {
  const names = [...table.key.partition, ...table.key.sort, ...key.partition, ...key.sort];
  return [...new Set(names)];
}

/** Returns the start key of the page that follows an item. */
export function startKeyAfter(source: ItemSource, item: StoredItem): Item {
  const startKey: Item = {};
  for (const name of startKeyNames(source)) {
    const value = item.attribute(name);
    if (value !== undefined) setAttribute(startKey, name, copyValue(value));
  }
  return startKey;
}
