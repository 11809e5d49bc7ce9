import type { AccountTable } from '../account/account.ts';
import type { ItemChange } from '../storage/item-change.ts';

/** A change of an item in a table of the account. */
export interface TableChange extends ItemChange {
  /** The table that the change was prepared on. */
  readonly table: AccountTable;
}
