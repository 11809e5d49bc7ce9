import { type Account, withIncremented } from './account.ts';
import type { AccountEvent } from './account-event.ts';
import { type EventTime, withEvent, withoutEvent } from './agenda.ts';

/** Returns the account with an event on its agenda, due at `dueMs` (milliseconds since 1970-01-01 UTC). */
export function schedule(account: Account, dueMs: number, event: AccountEvent): Account {
  return scheduleTimed(account, dueMs, event).account;
}

/** When an event happens, and what it does. */
export interface Delay<Event extends AccountEvent> {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly nowMs: number;
  readonly delayMs: number;
  readonly handle: (account: Account, event: Event, moment: { readonly nowMs: number }) => Account;
}

/** Returns the account with an event scheduled after a delay; without a delay, the event is handled at once. */
export function scheduleAfter<Event extends AccountEvent>(
  account: Account,
  event: Event,
  { nowMs, delayMs, handle }: Delay<Event>,
): Account {
  return delayMs <= 0 ? handle(account, event, { nowMs }) : schedule(account, nowMs + delayMs, event);
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
