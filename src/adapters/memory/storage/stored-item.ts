import type { Item } from '../../../domain/dynamodb.ts';
import type { Owner } from './ordered-map.ts';
import type { PointKey, StorageKey } from './storage-key.ts';

/** The types that a key attribute can have. */
export type KeyType = 'S' | 'N' | 'B';

/**
 * A stored item: one object that the table and the entries of its indexes share.
 *
 * Its contents are changed in place by a write of its owner, so that a write that moves no entry changes no tree. An item of
 * another owner is immutable, because snapshots share it: a write replaces it, as it replaces the nodes of trees.
 */
export interface StoredItem {
  /** `undefined` until the item is stored. */
  readonly owner: Owner | undefined;
  readonly key: StorageKey;
  /** Immutable: a write replaces the object. */
  readonly attributes: Item;
  readonly sizeBytes: number;
}

/** What is known of an item before it is stored. */
export interface NewItem extends Pick<StoredItem, 'attributes' | 'sizeBytes'> {
  readonly key: PointKey;
}

/** Returns an item that is not stored yet. */
export function newItem(key: StorageKey, attributes: Item, sizeBytes: number): StoredItem {
  return { owner: undefined, key, attributes, sizeBytes };
}

/** Makes an item that was just created a stored item of the owner. */
export function claim(item: StoredItem, owner: Owner): void {
  (item as Mutable<StoredItem>).owner = owner; // no table has it yet
}

/** Replaces the contents of a stored item, which must be the owner's of the write, with those of another with its key. */
export function overwrite(stored: StoredItem, { attributes, sizeBytes }: StoredItem): void {
  const own: Mutable<StoredItem> = stored; // its owner is the only one that sees it
  own.attributes = attributes;
  own.sizeBytes = sizeBytes;
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };
