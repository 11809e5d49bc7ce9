import type { IndexSchema } from '../storage/index-schema.ts';
import type { ItemChange } from '../storage/item-change.ts';
import type { TableSchema } from '../storage/table.ts';

/**
 * The facts that determine the capacity that a request consumes of one table. Units are calculated from them only when
 * needed.
 */
export type Cost = ItemReads | PageRead | ItemChanges;

/** Items read by key; each is rounded up separately. */
export interface ItemReads {
  readonly kind: 'item reads';
  /** Bytes of each item; 0 for one that doesn't exist. */
  readonly sizesBytes: readonly number[];
  readonly isConsistent: boolean;
  /** A transaction consumes twice as much. Default: false. */
  readonly isTransactional?: boolean | undefined;
}

/** A page of a query or scan, rounded up as a whole. */
export interface PageRead {
  readonly kind: 'page read';
  /** `undefined` if the table itself is read. */
  readonly index: IndexSchema | undefined;
  /** Bytes of the items evaluated, as the table or index holds them. */
  readonly sizeBytes: number;
  /** Bytes of each item that a local index fetches from the table. */
  readonly fetchedBytes: readonly number[];
  readonly isConsistent: boolean;
}

/** Writes of items, whether or not they change anything. */
export interface ItemChanges {
  readonly kind: 'item changes';
  readonly schema: TableSchema;
  readonly changes: readonly ItemChange[];
  /** A transaction consumes twice as much of the table, but not of its indexes. Default: false. */
  readonly isTransactional?: boolean | undefined;
}
