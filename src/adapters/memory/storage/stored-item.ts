import type { Item } from '../../../domain/dynamodb.ts';
import { FlatItem } from './flat-item.ts';
import type { Owner } from './ordered-map.ts';
import type { StorageKey } from './storage-key.ts';

/** The types that a key attribute can have. */
export type KeyType = 'S' | 'N' | 'B';

/**
 * A stored item: one object that the table and the entries of its indexes share.
 *
 * Its contents are changed in place by a write of its owner, so that a write that moves no entry changes no tree. An item of
 * another owner is immutable, because snapshots share it: a write replaces it, as it replaces the nodes of trees.
 */
export class StoredItem extends FlatItem {
  /** `undefined` until the item is stored. */
  declare readonly owner: Owner | undefined;
  declare readonly key: StorageKey;

  /** Creates an item that is not stored yet. */
  constructor(key: StorageKey, item: Item | FlatItem, sizeBytes: number) {
    super(item, sizeBytes);
    this.owner = undefined;
    this.key = key;
  }

  /** Makes an item that was just created a stored item of the owner. */
  claim(owner: Owner): void {
    (this as Mutable<StoredItem>).owner = owner; // no table has it yet
  }

  /** Replaces the contents with those of another item with the same key. The owner of the write must be that of this item. */
  overwrite({ shape, contents, sizeBytes }: StoredItem): void {
    this.shape = shape;
    this.contents = contents;
    (this as Mutable<StoredItem>).sizeBytes = sizeBytes; // its owner is the only one that sees it
  }
}

/** Returns an item that is not stored yet. */
export function newItem(key: StorageKey, item: Item | FlatItem, sizeBytes: number): StoredItem {
  return new StoredItem(key, item, sizeBytes);
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };
