import type { StoredItem } from './stored-item.ts';

/** The item of a key before and after a write; `undefined` if there is none. */
export interface ItemChange {
  readonly previous: StoredItem | undefined;
  readonly item: StoredItem | undefined;
}
