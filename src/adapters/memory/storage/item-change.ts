import type { Owner } from './ordered-map.ts';
import type { StoredItem } from './stored-item.ts';

/** The item of a key before and after a write; `undefined` if there is none. */
export interface ItemChange {
  readonly previous: StoredItem | undefined;
  readonly item: StoredItem | undefined;
  /** The object of which `previous` is a copy, if it is known. Default: it is looked up. */
  readonly found?: StoredItem | undefined;
}

/** The change of an item, as the indexes of its table follow it. */
export interface EntryChange extends ItemChange {
  /** The object that the table and its indexes share after the write. */
  readonly stored: StoredItem | undefined;
  /** Whether that is the object from before, whose contents are replaced last. */
  readonly isInPlace: boolean;
  readonly owner: Owner;
}

/** Returns the change of an index that gets the entry of a stored item. */
export function addedEntry(item: StoredItem, owner: Owner): EntryChange {
  return { previous: undefined, item, stored: item, isInPlace: false, owner };
}
