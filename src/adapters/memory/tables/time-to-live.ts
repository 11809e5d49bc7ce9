import { timeToLiveIntervalMs } from '../../../domain/limits.ts';
import { type Account, type AccountTable, tableOfEvent, withTable } from '../account/account.ts';
import type { TimeToLiveChanged } from '../account/account-event.ts';
import { scheduleAfter, unschedule } from '../account/schedule.ts';
import { newExpiryIndex, type TimeToLive } from '../account/time-to-live.ts';
import type { AccountSettings, Moment } from '../request-environment.ts';
import { withExpiryReplaced } from '../storage/expiry-index.ts';
import { addedEntry } from '../storage/item-change.ts';
import { entriesOf } from '../storage/ordered-map.ts';
import { timeToLiveErrors } from '../wording/table-errors.ts';
import { withFirstSweep } from './sweep-schedule.ts';

/** A change of a table's time to live. */
export interface TimeToLiveChange {
  readonly isEnabled: boolean;
  readonly attributeName: string;
}

/**
 * Checks that a table's time to live can be changed: first that something changes, then that the last change is long enough
 * ago (control plane §2; Observed: that order, October 2026).
 *
 * @throws ServiceError - ValidationException.
 */
export function checkTimeToLiveChange(
  current: TimeToLive | undefined,
  { isEnabled, attributeName }: TimeToLiveChange,
  nowMs: number,
): void {
  const isActive = current?.status === 'ENABLED' || current?.status === 'ENABLING';
  if (!isActive && !isEnabled) throw timeToLiveErrors.alreadyDisabled();
  if (isActive && current.attributeName !== attributeName) {
    throw timeToLiveErrors.otherAttribute(current.attributeName);
  }
  if (isActive && isEnabled) throw timeToLiveErrors.alreadyEnabled();
  const isChanging = current?.status === 'ENABLING' || current?.status === 'DISABLING';
  if (isChanging || (current !== undefined && nowMs < current.changedAtMs + timeToLiveIntervalMs)) {
    throw timeToLiveErrors.changedTooOften();
  }
}

/**
 * Returns the account with a table's time to live changed: ENABLING or DISABLING for `tableDelayMs`, without such a delay at
 * once. Expired items are deleted while it is ENABLED or DISABLING.
 *
 * Observed: the service never shows ENABLING or DISABLING, October 2026.
 */
export function withTimeToLiveChange(
  account: Account,
  table: AccountTable,
  { change: { isEnabled, attributeName }, moment }: { readonly change: TimeToLiveChange; readonly moment: Moment },
): Account {
  const { details, schema } = table;
  const timeToLive: TimeToLive = {
    status: isEnabled ? 'ENABLING' : 'DISABLING',
    attributeName,
    changedAtMs: moment.nowMs,
    nextSweep: details.timeToLive?.nextSweep,
  };
  const event: TimeToLiveChanged = { kind: 'time to live changed', tableName: schema.name, tableId: details.id };
  const started = withTable(account, { ...table, details: { ...details, timeToLive } });
  return scheduleAfter(started, event, {
    nowMs: moment.nowMs,
    delayMs: changeDelayMs(moment.settings),
    handle: (changing) => finishTimeToLiveChange(changing, event, moment),
  });
}

/** Handles the end of a change of a table's time to live. */
export function finishTimeToLiveChange(account: Account, event: TimeToLiveChanged, moment: Moment): Account {
  const table = tableOfEvent(account, event);
  const timeToLive = table?.details.timeToLive;
  if (table === undefined || timeToLive === undefined) return account;
  const status = timeToLive.status === 'ENABLING' ? 'ENABLED' : 'DISABLED';
  const settled: TimeToLive = { ...timeToLive, status, nextSweep: undefined };
  const expiry = filledExpiryIndex(account, table, settled);
  const changed = { ...table, expiry, details: { ...table.details, timeToLive: settled } };
  return withFirstSweep(withTable(unschedule(account, timeToLive.nextSweep), changed), changed, moment);
}

function filledExpiryIndex({ owner }: Account, { items }: AccountTable, timeToLive: TimeToLive) {
  let index = newExpiryIndex(timeToLive);
  if (index === undefined) return undefined;
  for (const [, item] of entriesOf(items)) index = withExpiryReplaced(index, addedEntry(item, owner));
  return index;
}

function changeDelayMs({ tableDelayMs }: Pick<AccountSettings, 'tableDelayMs'>): number {
  return tableDelayMs === 'service' ? 0 : tableDelayMs;
}
