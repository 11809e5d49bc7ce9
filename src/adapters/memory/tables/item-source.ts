import type { Item } from '../../../domain/dynamodb.ts';
import { attributeOf, copyValue, setAttribute } from '../../../domain/values/attribute-value.ts';
import type { IndexSchema } from '../storage/index-schema.ts';
import type { OrderedMap } from '../storage/ordered-map.ts';
import type { KeyAttributes, StorageKey } from '../storage/storage-key.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import type { Table, TableSchema } from '../storage/table.ts';
import { indexReadErrors } from '../wording/query-errors.ts';

/** What a query or scan reads: a table, or one of its indexes. */
export interface ItemSource {
  readonly table: TableSchema;
  /** `undefined` where the table itself is read. */
  readonly index: IndexSchema | undefined;
  /** The key that entries stand in order of: the index's, or the table's. */
  readonly key: KeyAttributes;
  readonly entries: OrderedMap<StorageKey, StoredItem>;
}

/**
 * The table, or its index of that name.
 *
 * @throws ServiceError - ValidationException: the table has no such index.
 */
export function itemSource({ schema: table, items, indexes }: Table, indexName: string | undefined): ItemSource {
  if (indexName === undefined) return { table, index: undefined, key: table.key, entries: items };
  const found = indexes.find(({ schema }) => schema.name === indexName);
  if (found === undefined) throw indexReadErrors.noSuchIndex(indexName);
  return { table, index: found.schema, key: found.schema.key, entries: found.entries };
}

/** The attributes of the keys that pages end with and begin after: those of the table's key and of the index's. */
export function startKeyNames({ table, key }: ItemSource): readonly string[] {
  const names = [...table.key.partition, ...table.key.sort, ...key.partition, ...key.sort];
  return [...new Set(names)];
}

/** The key after which the page that follows the one with this last item begins. */
export function startKeyAfter(source: ItemSource, { attributes }: StoredItem): Item {
  const startKey: Item = {};
  for (const name of startKeyNames(source)) {
    const value = attributeOf(attributes, name);
    if (value !== undefined) setAttribute(startKey, name, copyValue(value));
  }
  return startKey;
}
