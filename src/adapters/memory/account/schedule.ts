import { type Account, withIncremented } from './account.ts';
import type { AccountEvent } from './account-event.ts';
import { type EventTime, withEvent, withoutEvent } from './agenda.ts';

/** Returns the account with an event on its agenda, due at `dueMs` (milliseconds since 1970-01-01 UTC). */
export function schedule(account: Account, dueMs: number, event: AccountEvent): Account {
  return scheduleTimed(account, dueMs, event).account;
}

/** Schedules an event, and returns its position on the agenda too, for `unschedule`. */
export function scheduleTimed(
  account: Account,
  dueMs: number,
  event: AccountEvent,
): { readonly account: Account; readonly time: EventTime } {
  const counted = withIncremented(account, 'eventsScheduled');
  const time = { dueMs, sequenceNumber: counted.counters.eventsScheduled };
  const agenda = withEvent(counted.agenda, time, { event, owner: counted.owner });
  return { account: { ...counted, agenda }, time };
}

/** Returns the account without the event at that position of its agenda, if there is one. */
export function unschedule(account: Account, time: EventTime | undefined): Account {
  return time === undefined ? account : { ...account, agenda: withoutEvent(account.agenda, time, account.owner) };
}
