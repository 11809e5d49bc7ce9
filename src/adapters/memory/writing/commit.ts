import { assert } from '../../../domain/assert.ts';
import { type Account, tableOf, withTable } from '../account/account.ts';
import type { TableStream } from '../account/table-details.ts';
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
  if (change.previous === change.item) return account;
  const table = tableOf(account, change.table.schema.name);
  assert(table !== undefined, 'a change is committed to the account that it was prepared on');
  const { stream } = table.details;
  const recorded = stream === undefined ? account : withRecord(account, change, { stream, cause, nowMs: moment.nowMs });
  const changed = withItemReplaced(withStatistics(table, moment.nowMs), change, account.owner);
  const after = withTable(recorded, changed);
  if (changed.expiry === undefined || change.item === undefined) return after;
  return withSweepFor(after, changed, { item: change.item, moment });
}

interface RecordedIn {
  readonly stream: TableStream;
  readonly cause: ChangeCause;
  readonly nowMs: number;
}

/** Records the change in the stream of its table. */
function withRecord(account: Account, { previous, item }: TableChange, { stream, cause, nowMs }: RecordedIn): Account {
  const change = { previous, item, atMs: nowMs, isExpiry: cause === 'time to live' };
  const streams = withChangeRecorded(account, stream.arn, change);
  return streams === account.streams ? account : { ...account, streams };
}
