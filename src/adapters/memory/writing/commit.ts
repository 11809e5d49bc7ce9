import { assert } from '../../../domain/assert.ts';
import { type Account, tableOf, withTable } from '../account/account.ts';
import type { Moment } from '../request-environment.ts';
import { withItemReplaced } from '../storage/table.ts';
import { withChangeRecorded } from '../streams/change-record.ts';
import { withStatistics } from '../tables/statistics.ts';
import { withSweepFor } from '../tables/sweep-schedule.ts';
import type { TableChange } from './table-change.ts';

/** The cause of a change. For all causes but a request, the stream record names an AWS service. */
export type ChangeCause = 'request' | 'time to live' | 'import' | 'replica';

/**
 * Returns the account after a change of one item: the one place where items and index entries change, whatever the
 * cause. Code that must see every change (a stream, a history, an expiry index) belongs here.
 *
 * The change applies to the table as it is in `account`, so that several changes of different items can be prepared on one
 * account and then committed one after the other.
 */
export function commit(account: Account, change: TableChange, cause: ChangeCause, moment: Moment): Account {
  const { previous, item } = change;
  if (previous === item) return account;
  const table = tableOf(account, change.table.schema.name);
  assert(table !== undefined, 'a change is committed to the account that it was prepared on');
  const { stream } = table.details;
  const isExpiry = cause === 'time to live';
  const streams =
    stream === undefined
      ? account.streams
      : withChangeRecorded(account, stream.arn, { previous, item, atMs: moment.nowMs, isExpiry });
  const recorded = streams === account.streams ? account : { ...account, streams };
  const changed = withItemReplaced(withStatistics(table, moment.nowMs), change, account.owner);
  const after = withTable(recorded, changed);
  return changed.expiry === undefined || item === undefined ? after : withSweepFor(after, changed, { item, moment });
}
