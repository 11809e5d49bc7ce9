import { assert } from '../../../domain/assert.ts';
import { type Account, tableOf, withTable } from '../account/account.ts';
import { withItemReplaced } from '../storage/table.ts';
import { withChangeRecorded } from '../streams/change-record.ts';
import { withStatistics } from '../tables/statistics.ts';
import type { TableChange } from './table-change.ts';

/** The cause of a change. For all causes but a request, the stream record names an AWS service. */
export type ChangeCause = 'request' | 'time to live' | 'import' | 'replica';

/**
 * Returns the account after a change of one item: the one place where items and index entries change, whatever the
 * cause. Code that must see every change (a stream, a history, an expiry index) belongs here.
 *
 * The change applies to the table as it is in `account`, so that several changes of different items can be prepared on one
 * account and then committed one after the other.
 *
 * @param nowMs - the time of the change, in milliseconds since 1970-01-01 UTC.
 */
export function commit(account: Account, change: TableChange, cause: ChangeCause, nowMs: number): Account {
  if (change.previous === change.item) return account;
  const table = tableOf(account, change.table.schema.name);
  assert(table !== undefined, 'a change is committed to the account that it was prepared on');
  const changed = withTable(account, withItemReplaced(withStatistics(table, nowMs), change, account.owner));
  const { stream } = table.details;
  if (stream === undefined) return changed;
  const { previous, item } = change;
  const recorded = { previous, item, atMs: nowMs, isExpiry: cause === 'time to live' };
  const streams = withChangeRecorded(account, stream.arn, recorded);
  return streams === changed.streams ? changed : { ...changed, streams };
}
