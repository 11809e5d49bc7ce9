import type { Database } from '../storage/database.ts';
import type { Table } from '../storage/table.ts';
import type { TableDetails } from '../tables/table-details.ts';

/** Everything the emulated account holds. */
export type Account = Database<TableDetails>;

/** A table of the account. */
export type AccountTable = Table<TableDetails>;
