import type { Item } from '../../../domain/dynamodb.ts';
import type { StorageKey } from './storage-key.ts';

/** The types that a key attribute can have. */
export type KeyType = 'S' | 'N' | 'B';

/** A stored item: immutable, and shared by the table, its indexes and all snapshots. */
export interface StoredItem {
  readonly key: StorageKey;
  readonly attributes: Item;
  readonly sizeBytes: number;
}
