import { type ExpiryIndex, withExpiryReplaced } from './expiry-index.ts';
import type { IndexSchema } from './index-schema.ts';
import type { ItemChange } from './item-change.ts';
import { emptyLookup, type ItemLookup, lookUp, withLookup } from './item-lookup.ts';
import { emptyMap, type OrderedMap, type Owner, removeEntry, replaceEntry, setEntry } from './ordered-map.ts';
import { emptyIndex, type IndexStatus, type SecondaryIndex, withEntriesReplaced } from './secondary-index.ts';
import { compareKeys, type KeyAttributes, type PointKey, partitionText, type StorageKey } from './storage-key.ts';
import type { KeyType, StoredItem } from './stored-item.ts';

/** The parts of a table's definition that determine the order of its items and index entries. */
export interface TableSchema {
  readonly name: string;
  readonly key: KeyAttributes;
  /** Types of all key attributes of the table and its indexes. */
  readonly keyTypes: Readonly<Record<string, KeyType>>;
  readonly indexes: readonly IndexSchema[];
}

/** A table with its items and indexes. Each write returns a new table; the old one must not be used again. */
export interface Table<Details = unknown> {
  readonly schema: TableSchema;
  /** The parts of the table's description besides its schema. */
  readonly details: Details;
  /** In the order of their keys, for queries and scans. */
  readonly items: OrderedMap<StorageKey, StoredItem>;
  /** The same items, for reads and writes of single items. */
  readonly lookup: ItemLookup;
  /** In the order of the schema. */
  readonly indexes: readonly SecondaryIndex[];
  /** Exists while the table deletes items that expire. */
  readonly expiry: ExpiryIndex | undefined;
  /** Bytes of all items. */
  readonly sizeBytes: number;
}

/** Returns a table without items; its indexes have the given status. */
export function emptyTable<Details>(
  schema: TableSchema,
  details: Details,
  indexStatus: IndexStatus = 'ACTIVE',
): Table<Details> {
  return {
    schema,
    details,
    items: emptyMap(compareKeys),
    lookup: emptyLookup(),
    indexes: schema.indexes.map((index) => emptyIndex(index, indexStatus)),
    expiry: undefined,
    sizeBytes: 0,
  };
}

/** Returns the item of a key. */
export function itemAt(table: Table, key: PointKey): StoredItem | undefined {
  return lookUp(table.lookup, key);
}

/**
 * Returns the table with `previous` replaced by `item`, which has the same key; either can be absent. If the stored item is the
 * owner's, its contents are changed in place.
 */
export function withItemReplaced<Details>(table: Table<Details>, change: ItemChange, owner: Owner): Table<Details> {
  const { previous, item } = change;
  const { schema, details } = table;
  let { items, lookup, indexes } = table;
  const before = change.found ?? (previous && lookUp(lookup, previous.key));
  const isInPlace = item !== undefined && before !== undefined && before.owner === owner;
  const stored = isInPlace ? before : item;
  item?.shareText(schema.key.partition[0] ?? '', partitionText(item.key));
  if (isInPlace) {
    // All trees keep the item that they have.
  } else if (item !== undefined) {
    item.claim(owner);
    items = (before === undefined ? setEntry : replaceEntry)(items, [item.key, item], owner);
    lookup = withLookup(lookup, item.key, item, owner);
  } else if (previous !== undefined) {
    items = removeEntry(items, previous.key, owner);
    lookup = withLookup(lookup, previous.key, undefined, owner);
  }
  if (indexes.length > 0) indexes = withEntriesReplaced(indexes, schema, { previous, item, stored, isInPlace, owner });
  const expiry = table.expiry && withExpiryReplaced(table.expiry, { previous, item, stored, isInPlace, owner });
  const sizeBytes = table.sizeBytes - (previous?.sizeBytes ?? 0) + (item?.sizeBytes ?? 0);
  if (isInPlace) before.overwrite(item);
  // Named one by one: spreading the table took a tenth of a put.
  return { schema, details, items, lookup, indexes, expiry, sizeBytes };
}
