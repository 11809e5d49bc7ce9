import { longestExpiryMs } from '../../../domain/limits.ts';
import { type Account, type AccountTable, tableOf, withTable } from '../account/account.ts';
import type { SweepDue } from '../account/account-event.ts';
import { scheduleTimed, unschedule } from '../account/schedule.ts';
import type { TimeToLive } from '../account/time-to-live.ts';
import type { Moment } from '../request-environment.ts';
import { expiryOf, firstExpiryAfter } from '../storage/expiry-index.ts';
import type { StoredItem } from '../storage/stored-item.ts';

/**
 * Returns the account with a sweep scheduled for an item that was just written: the sweep delay after its expiry, or after
 * now if it has expired already. Nothing changes if the table's next sweep is not later than that.
 */
export function withSweepFor(account: Account, table: AccountTable, { item, moment }: WrittenItem): Account {
  const { expiry } = table;
  const expiresAtMs = expiry && expiryOf(item, expiry.attributeName);
  return expiresAtMs === undefined ? account : withSweepOf(account, table, { expiresAtMs, moment });
}

/** An item after a write. */
export interface WrittenItem {
  readonly item: StoredItem;
  readonly moment: Moment;
}

/** Returns the account with the next sweep of a table whose expired items were deleted just now. */
export function withNextSweep(account: Account, tableName: string, moment: Moment): Account {
  const table = tableOf(account, tableName);
  const { timeToLive } = table?.details ?? {};
  if (table?.expiry === undefined || timeToLive === undefined) return account;
  const idle = withSweepTime(table, { ...timeToLive, nextSweep: undefined });
  const swept = withTable(unschedule(account, timeToLive.nextSweep), idle);
  const { sweepDelayMs } = moment.settings;
  const expiresAtMs = firstExpiryAfter(table.expiry, moment.nowMs - sweepDelayMs);
  return expiresAtMs === undefined ? swept : withSweepBy(swept, idle, Math.ceil(expiresAtMs) + sweepDelayMs);
}

/** Returns the account with the first sweep of a table whose time to live was just enabled. */
export function withFirstSweep(account: Account, table: AccountTable, moment: Moment): Account {
  const expiresAtMs = table.expiry && firstExpiryAfter(table.expiry, moment.nowMs - longestExpiryMs - 1);
  return expiresAtMs === undefined ? account : withSweepOf(account, table, { expiresAtMs, moment });
}

interface Expiry {
  readonly expiresAtMs: number;
  readonly moment: Moment;
}

/** Returns the account with a sweep scheduled for an item that can be found from now on. */
function withSweepOf(account: Account, table: AccountTable, { expiresAtMs, moment }: Expiry): Account {
  if (expiresAtMs < moment.nowMs - longestExpiryMs) return account;
  const dueMs = Math.ceil(Math.max(expiresAtMs, moment.nowMs)) + moment.settings.sweepDelayMs;
  return withSweepBy(account, table, dueMs);
}

/** Returns the account with the next sweep of a table at `dueMs` or before. */
function withSweepBy(account: Account, table: AccountTable, dueMs: number): Account {
  const { details, schema } = table;
  const { timeToLive } = details;
  if (timeToLive === undefined) return account;
  if (timeToLive.nextSweep !== undefined && timeToLive.nextSweep.dueMs <= dueMs) return account;
  const event: SweepDue = { kind: 'sweep due', tableName: schema.name, tableId: details.id };
  const { account: scheduled, time } = scheduleTimed(unschedule(account, timeToLive.nextSweep), dueMs, event);
  return withTable(scheduled, withSweepTime(table, { ...timeToLive, nextSweep: time }));
}

function withSweepTime(table: AccountTable, timeToLive: TimeToLive): AccountTable {
  return { ...table, details: { ...table.details, timeToLive } };
}
