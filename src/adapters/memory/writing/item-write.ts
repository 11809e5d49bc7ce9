import type { Item } from '../../../domain/dynamodb.ts';
import type { Condition, ItemUpdate } from '../../../domain/expressions/tree.ts';
import type { StorageKey } from '../storage/storage-key.ts';
import type { StoredItem } from '../storage/stored-item.ts';

/** A write of one item, validated as far as possible without reading the stored item. */
export interface ItemWrite {
  readonly key: StorageKey;
  /** The key's attributes, possibly among others. */
  readonly keyAttributes: Item;
  readonly action: WriteAction;
  readonly condition: WriteCondition;
}

/** What a write does to its item; a check leaves it as it is. */
export type WriteAction =
  | { readonly kind: 'put'; readonly item: StoredItem }
  | { readonly kind: 'update'; readonly update: ItemUpdate | undefined }
  | { readonly kind: 'delete' }
  | { readonly kind: 'check' };

/** The condition that the stored item must satisfy for a write to be executed. */
export interface WriteCondition {
  readonly condition?: Condition | undefined;
  /** Whether the error of a failed condition contains the item. */
  readonly itemOnFailure?: 'ALL_OLD' | 'NONE' | undefined;
}
