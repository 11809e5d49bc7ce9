import { type Account, withIncremented } from './account.ts';
import type { AccountEvent } from './account-event.ts';
import { withEvent } from './agenda.ts';

/** Returns the account with an event on its agenda, due at `dueMs` (milliseconds since 1970-01-01 UTC). */
export function schedule(account: Account, dueMs: number, event: AccountEvent): Account {
  const counted = withIncremented(account, 'eventsScheduled');
  const time = { dueMs, sequenceNumber: counted.counters.eventsScheduled };
  return { ...counted, agenda: withEvent(counted.agenda, time, { event, owner: counted.owner }) };
}
