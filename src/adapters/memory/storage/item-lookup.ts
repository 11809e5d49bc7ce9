import { newOwner, type Owner } from './ordered-map.ts';
import { type PointKey, partitionText, sortText } from './storage-key.ts';
import type { StoredItem } from './stored-item.ts';

/**
 * The items of a table by key, for reads and writes of single items: their cost doesn't depend on the number of items, as
 * that of a search in the table's tree does.
 *
 * Persistent as the tree is: an owner changes its own level only. The levels below belong to older owners, and their items
 * never change; an item is looked for from the top, so that a fork copies nothing.
 */
export interface ItemLookup {
  readonly owner: Owner;
  partitions: Map<string, Partition>;
  /** Number of keys in `partitions`, those of deleted items included. */
  count: number;
  below: ItemLookup | undefined;
}

/** The items of a partition by sort key, `null` for one that was deleted; or the only item that this level has of it. */
type Partition = StoredItem | Map<string, StoredItem | null>;

/** Creates a lookup without items. */
export function emptyLookup(): ItemLookup {
  return newLevel(undefined);
}

/** Returns the item of a key. */
export function lookUp(lookup: ItemLookup, key: PointKey): StoredItem | undefined {
  const partitionPart = partitionText(key);
  const sortPart = sortText(key);
  let level: ItemLookup | undefined = lookup;
  do {
    const partition = level.partitions.get(partitionPart);
    if (partition !== undefined) {
      const item = partition instanceof Map ? partition.get(sortPart) : ifAt(partition, sortPart);
      if (item !== undefined) return item ?? undefined;
    }
    level = level.below;
  } while (level !== undefined);
  return undefined;
}

/** Returns the lookup with the item of a key replaced; `undefined` deletes it. */
export function withLookup(lookup: ItemLookup, key: PointKey, item: StoredItem | undefined, owner: Owner): ItemLookup {
  const own = lookup.owner === owner ? lookup : levelAbove(lookup, owner);
  if (item !== undefined) setItem(own, key, item);
  else if (own.below !== undefined) setItem(own, key, null);
  else removeItem(own, key);
  return own;
}

function ifAt(item: StoredItem, sortPart: string): StoredItem | undefined {
  return sortText(item.key) === sortPart ? item : undefined;
}

function setItem(level: ItemLookup, key: PointKey, item: StoredItem | null): void {
  const { partitions } = level;
  const partitionPart = partitionText(key);
  const partition = partitions.get(partitionPart);
  if (partition instanceof Map) {
    const { size } = partition;
    partition.set(sortText(key), item);
    level.count += partition.size - size;
    return;
  }
  const isReplaced = partition !== undefined && ifAt(partition, sortText(key)) !== undefined;
  if (item !== null && (partition === undefined || isReplaced)) {
    partitions.set(partitionPart, item);
  } else {
    const items = new Map<string, StoredItem | null>();
    if (partition !== undefined) items.set(sortText(partition.key), partition);
    partitions.set(partitionPart, items.set(sortText(key), item));
  }
  if (!isReplaced) level.count += 1;
}

function removeItem(level: ItemLookup, key: PointKey): void {
  const { partitions } = level;
  const partitionPart = partitionText(key);
  const partition = partitions.get(partitionPart);
  if (partition === undefined) return;
  if (partition instanceof Map) {
    if (partition.delete(sortText(key))) level.count -= 1;
    if (partition.size === 0) partitions.delete(partitionPart);
  } else if (ifAt(partition, sortText(key)) !== undefined) {
    partitions.delete(partitionPart);
    level.count -= 1;
  }
}

/**
 * Returns an empty level of an owner. Levels below that are not much larger than the one above them are merged, so that the
 * number of levels is logarithmic; a key is copied about as often. Snapshots that share the levels share the merged one too.
 */
function levelAbove(below: ItemLookup, owner: Owner): ItemLookup {
  while (below.below !== undefined && below.count * 2 >= below.below.count) mergeBelow(below, below.below);
  return newLevel(below.count === 0 ? below.below : below, owner);
}

function newLevel(below: ItemLookup | undefined, owner: Owner = newOwner()): ItemLookup {
  return { owner, partitions: new Map(), count: 0, below };
}

/** Moves the items of a level and of the one below it into one. All keys have the same item as before. */
function mergeBelow(level: ItemLookup, below: ItemLookup): void {
  const merged = newLevel(below.below);
  for (const { partitions } of [below, level]) {
    for (const [partitionPart, partition] of partitions) {
      if (!(partition instanceof Map)) {
        setItem(merged, partition.key, partition);
        continue;
      }
      for (const [sortPart, item] of partition) {
        const key = { partition: partitionPart, sort: sortPart };
        if (item === null && merged.below === undefined) removeItem(merged, key);
        else setItem(merged, key, item);
      }
    }
  }
  level.partitions = merged.partitions;
  level.count = merged.count;
  level.below = merged.below;
}
