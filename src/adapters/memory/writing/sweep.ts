import { longestExpiryMs } from '../../../domain/limits.ts';
import { type Account, type AccountTable, tableOfEvent } from '../account/account.ts';
import type { SweepDue } from '../account/account-event.ts';
import type { Moment } from '../request-environment.ts';
import { itemsExpiring } from '../storage/expiry-index.ts';
import { entriesOf } from '../storage/ordered-map.ts';
import { withNextSweep } from '../tables/sweep-schedule.ts';
import { servesRequests } from '../tables/table-life.ts';
import { commit } from './commit.ts';

/**
 * Handles a sweep that is due: deletes the items of a table that expired at least the sweep delay ago, and schedules the
 * next sweep. Each item is checked again when it is deleted: the expiry index has its latest expiry.
 *
 * Nothing is charged (behaviour §19).
 */
export function sweepTable(account: Account, event: SweepDue, moment: Moment): Account {
  const table = tableOfEvent(account, event);
  if (table === undefined) return account;
  const throughMs = moment.nowMs - moment.settings.sweepDelayMs;
  return withNextSweep(withoutExpired(account, table, { throughMs, moment }).account, event.tableName, moment);
}

/** The result of a sweep of all tables. */
export interface Swept {
  readonly account: Account;
  /** Number of deleted items. */
  readonly items: number;
}

/** Deletes the expired items of all tables, without waiting for the sweep delay. */
export function sweepAll(account: Account, moment: Moment): Swept {
  let swept: Swept = { account, items: 0 };
  for (const table of [...entriesOf(account.tables)].map(([, each]) => each)) {
    const { account: after, items } = withoutExpired(swept.account, table, { throughMs: moment.nowMs, moment });
    swept = { account: after, items: swept.items + items };
  }
  return swept;
}

interface Sweep {
  readonly throughMs: number;
  readonly moment: Moment;
}

function withoutExpired(account: Account, table: AccountTable, { throughMs, moment }: Sweep): Swept {
  if (table.expiry === undefined || !servesRequests(table.details.status)) return { account, items: 0 };
  const items = itemsExpiring(table.expiry, { fromMs: moment.nowMs - longestExpiryMs, throughMs });
  const after = items.reduce(
    (current, previous) => commit(current, { table, previous, item: undefined }, 'time to live', moment),
    account,
  );
  return { account: after, items: items.length };
}
