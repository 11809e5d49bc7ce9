import type { Account } from './account/account.ts';
import type { AccountEvent } from './account/account-event.ts';
import { dueEvent, withoutEvent } from './account/agenda.ts';
import type { Moment } from './request-environment.ts';
import { removeExpiredStream, rollOverStream } from './streams/stream-life.ts';
import { finishTableCreation, finishTableDeletion } from './tables/table-life.ts';
import { finishTimeToLiveChange } from './tables/time-to-live.ts';
import { finishEncryptionUpdate } from './tables/updates/encryption-life.ts';
import { finishBackfill, finishTableUpdate } from './tables/updates/update-life.ts';
import { forgetToken } from './transactions/tokens.ts';
import { sweepTable } from './writing/sweep.ts';

/** Applies an event to the account at the moment when it is due. */
type EventHandler<Kind extends AccountEvent['kind']> = (
  account: Account,
  event: Extract<AccountEvent, { readonly kind: Kind }>,
  moment: Moment,
) => Account;

/** One handler for each kind of event. An event whose subject no longer exists changes nothing. */
const eventHandlers: { readonly [Kind in AccountEvent['kind']]: EventHandler<Kind> } = {
  'encryption updated': finishEncryptionUpdate,
  'index backfilled': finishBackfill,
  'stream expired': removeExpiredStream,
  'stream rolled over': rollOverStream,
  'sweep due': sweepTable,
  'table created': finishTableCreation,
  'table deleted': finishTableDeletion,
  'table updated': finishTableUpdate,
  'time to live changed': finishTimeToLiveChange,
  'token expired': forgetToken,
};

/**
 * Returns the account after every event due at that moment or before, each applied at its own due time, in order of due time
 * and then of scheduling. So one long jump of the clock gives the same account as many short ones.
 */
export function runDueEvents(account: Account, { nowMs, settings }: Moment): Account {
  let current = account;
  for (let due = dueEvent(current.agenda, nowMs); due !== undefined; due = dueEvent(current.agenda, nowMs)) {
    const agenda = withoutEvent(current.agenda, due.time, current.owner);
    current = apply({ ...current, agenda }, due.event, { nowMs: due.time.dueMs, settings });
  }
  return current;
}

function apply<Kind extends AccountEvent['kind']>(
  account: Account,
  event: Extract<AccountEvent, { readonly kind: Kind }>,
  moment: Moment,
): Account {
  const handler: EventHandler<Kind> = eventHandlers[event.kind as Kind]; // the kind of an event names its handler
  return handler(account, event, moment);
}
