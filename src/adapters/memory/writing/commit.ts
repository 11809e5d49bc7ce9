import { type Account, withTable } from '../account/account.ts';
import { withItemReplaced } from '../storage/table.ts';
import type { TableChange } from './table-change.ts';

/** The cause of a change. For all causes but a request, the stream record names an AWS service. */
export type ChangeCause = 'request' | 'time to live' | 'import' | 'replica';

/**
 * Returns the account after a change of one item: the one place where items and index entries change, whatever the
 * cause. Code that must see every change (a stream, a history, an expiry index) belongs here.
 *
 * @param _nowMs - the time of the change, in milliseconds since 1970-01-01 UTC.
 */
export function commit(account: Account, change: TableChange, _cause: ChangeCause, _nowMs: number): Account {
  const { table, previous, item } = change;
  if (previous === item) return account;
  return withTable(account, withItemReplaced(table, change, account.owner));
}
