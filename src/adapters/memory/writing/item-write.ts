import type { Condition, ItemUpdate } from '../../../domain/expressions/tree.ts';
import type { FlatItem } from '../storage/flat-item.ts';
import { type RequestKey, type StorageKey, withHash } from '../storage/storage-key.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import type { TableSchema } from '../storage/table.ts';

/** A write of one item, validated as far as possible without reading the stored item. */
export interface ItemWrite {
  readonly key: RequestKey;
  readonly action: WriteAction;
  readonly condition: WriteCondition;
}

/** What a write does to its item; a check leaves it as it is. */
export type WriteAction =
  | { readonly kind: 'put'; readonly item: FlatItem }
  | { readonly kind: 'update'; readonly update: ItemUpdate | undefined }
  | { readonly kind: 'delete' }
  | { readonly kind: 'check' };

/** The condition that the stored item must satisfy for a write to be executed. */
export interface WriteCondition {
  readonly condition?: Condition | undefined;
  /** Whether no path of the request leads into an attribute. Default: unknown. */
  readonly hasTopLevelPaths?: boolean | undefined;
  /** Whether the error of a failed condition contains the item. */
  readonly itemOnFailure?: 'ALL_OLD' | 'NONE' | undefined;
}

/** Returns the key to store the item of a write with. A stored item has it already; only that of a new item is hashed. */
export function storageKeyOf({ key }: ItemWrite, schema: TableSchema, previous: StoredItem | undefined): StorageKey {
  return previous?.key ?? withHash(key, schema.key);
}
