import type { Item } from '../../../domain/dynamodb.ts';
import { setAttribute } from '../../../domain/values/attribute-value.ts';
import { itemSizeBytes } from '../../../domain/values/size.ts';
import { FlatItem } from './flat-item.ts';
import { hasIndexKey, indexKey, keepsAttributes, keepsIndexKey } from './index-key.ts';
import type { IndexSchema } from './index-schema.ts';
import { indexedAttributes } from './indexed-attributes.ts';
import type { EntryChange } from './item-change.ts';
import { emptyMap, type OrderedMap, removeEntry, replaceEntry, setEntry } from './ordered-map.ts';
import { compareKeys, type KeyAttributes, type StorageKey } from './storage-key.ts';
import type { StoredItem } from './stored-item.ts';

/** The status of an index. */
export type IndexStatus = 'CREATING' | 'UPDATING' | 'ACTIVE' | 'DELETING';

/**
 * A secondary index. Its entries are the items themselves, projected when they are read. An item whose attributes can't
 * be the index's key has no entry ({@link indexKey}): the index is sparse.
 */
export interface SecondaryIndex {
  readonly schema: IndexSchema;
  readonly status: IndexStatus;
  /** When the backfill of a new index ends: milliseconds since 1970-01-01 UTC; `undefined` while it is not backfilled. */
  readonly backfilledAtMs: number | undefined;
  readonly entries: OrderedMap<StorageKey, StoredItem>;
  /** Bytes of all entries as projected. */
  readonly sizeBytes: number;
}

/** Returns an index without entries. */
export function emptyIndex(schema: IndexSchema, status: IndexStatus): SecondaryIndex {
  return { schema, status, backfilledAtMs: undefined, entries: emptyMap(compareKeys), sizeBytes: 0 };
}

/** Returns the indexes of a table with the entries of `previous` replaced by those of `item`, which has the same primary key. */
export function withEntriesReplaced(
  indexes: readonly SecondaryIndex[],
  schema: { readonly key: KeyAttributes; readonly indexes: readonly IndexSchema[] },
  change: EntryChange,
): readonly SecondaryIndex[] {
  const { previous, item, isInPlace } = change;
  if (isInPlace && previous !== undefined && item !== undefined) {
    if (keepsAttributes(previous, item, indexedAttributes(schema).deciding)) {
      const grownBytes = item.sizeBytes - previous.sizeBytes;
      return grownBytes === 0 ? indexes : indexes.map((index) => withEntryGrown(index, previous, grownBytes));
    }
  }
  return indexes.map((index) => withEntryReplaced(index, schema.key, change));
}

/** Of indexes whose entries keep the attributes that decide on them, only one with all attributes gets another size. */
function withEntryGrown(index: SecondaryIndex, item: StoredItem, grownBytes: number): SecondaryIndex {
  const { schema } = index;
  if (schema.projection.type !== 'ALL' || !hasIndexKey(item, schema)) return index;
  return withEntries(index, index.entries, index.sizeBytes + grownBytes);
}

/** Returns the index with the entry of `previous` replaced by that of `item`, which has the same primary key. */
export function withEntryReplaced(index: SecondaryIndex, tableKey: KeyAttributes, change: EntryChange): SecondaryIndex {
  const { previous, item, stored, owner } = change;
  if (previous !== undefined && item !== undefined && keepsIndexKey(previous, item, index.schema.key)) {
    return withEntryKept(index, tableKey, { ...change, previous, item });
  }
  const { schema } = index;
  const before = previous && indexKey(previous, schema, previous.key);
  const after = item && indexKey(item, schema, item.key);
  if (before === undefined && after === undefined) return index;
  let { entries, sizeBytes } = index;
  if (previous !== undefined && before !== undefined) {
    sizeBytes -= entrySizeBytes(schema, tableKey, previous);
    entries = removeEntry(entries, before, owner);
  }
  if (item !== undefined && stored !== undefined && after !== undefined) {
    sizeBytes += entrySizeBytes(schema, tableKey, item);
    entries = setEntry(entries, [after, stored], owner);
  }
  return withEntries(index, entries, sizeBytes);
}

/** An entry that keeps its position changes no tree, unless the stored item is another object than before. */
function withEntryKept(
  index: SecondaryIndex,
  tableKey: KeyAttributes,
  { previous, item, stored, isInPlace, owner }: EntryChange & Record<'previous' | 'item', StoredItem>,
): SecondaryIndex {
  const { schema } = index;
  if (isInPlace && schema.projection.type === 'KEYS_ONLY') return index;
  if (isInPlace && schema.projection.type === 'ALL' && item.sizeBytes === previous.sizeBytes) return index;
  if (!hasIndexKey(previous, schema)) return index;
  const grownBytes = entrySizeBytes(schema, tableKey, item) - entrySizeBytes(schema, tableKey, previous);
  let { entries } = index;
  const key = isInPlace ? undefined : indexKey(item, schema, item.key);
  if (key !== undefined && stored !== undefined) entries = replaceEntry(entries, [key, stored], owner);
  return withEntries(index, entries, index.sizeBytes + grownBytes);
}

function withEntries(
  { schema, status, backfilledAtMs }: SecondaryIndex,
  entries: SecondaryIndex['entries'],
  sizeBytes: number,
): SecondaryIndex {
  return { schema, status, backfilledAtMs, entries, sizeBytes };
}

/** Returns the attributes of an item that the index projects. The result shares values with the item: do not change it. */
export function projectedItem(schema: IndexSchema, tableKey: KeyAttributes, item: FlatItem): Item {
  return schema.projection.type === 'ALL' ? item.attributes : projectedAttributes(schema, tableKey, item);
}

/** Returns the same for an index that does not project all attributes. */
export function projectedAttributes(schema: IndexSchema, tableKey: KeyAttributes, item: FlatItem): Item {
  const projected: Item = {};
  for (const name of projectedNames(schema, tableKey)) {
    const value = item.attribute(name);
    if (value !== undefined) setAttribute(projected, name, value);
  }
  return projected;
}

/** Returns the bytes of an item's entry in the index. */
export function entrySizeBytes(schema: IndexSchema, tableKey: KeyAttributes, item: FlatItem): number {
  if (schema.projection.type === 'ALL') return item.sizeBytes;
  return itemSizeBytes(projectedAttributes(schema, tableKey, item));
}

/**
 * Returns the projected attributes of an index that does not project all: the keys of table and index, and those
 * included.
 */
export function projectedNames(schema: IndexSchema, tableKey: KeyAttributes): ReadonlySet<string> {
  let names = knownNames.get(schema);
  if (names === undefined) {
    names = newProjectedNames(schema, tableKey);
    knownNames.set(schema, names);
  }
  return names;
}

/** Every entry that is read or measured needs the names; a schema belongs to one table. */
const knownNames = new WeakMap<IndexSchema, ReadonlySet<string>>();

function newProjectedNames(schema: IndexSchema, tableKey: KeyAttributes): ReadonlySet<string> {
  const names = new Set([...tableKey.partition, ...tableKey.sort, ...schema.key.partition, ...schema.key.sort]);
  if (schema.projection.type === 'INCLUDE') for (const name of schema.projection.attributes) names.add(name);
  return names;
}
