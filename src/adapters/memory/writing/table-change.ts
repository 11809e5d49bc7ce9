import type { AccountTable } from '../account/account.ts';
import type { ItemChange } from '../storage/item-change.ts';

/** A change of an item in a table of the account. */
export interface TableChange extends ItemChange {
  /** As it is in the account before the change. */
  readonly table: AccountTable;
}
