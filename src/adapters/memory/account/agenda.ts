import { emptyMap, firstEntry, type OrderedMap, type Owner, removeEntry, setEntry } from '../storage/ordered-map.ts';
import type { AccountEvent } from './account-event.ts';

/** Scheduled events, ordered by due time, then by the order in which they were scheduled. */
export type Agenda = OrderedMap<EventTime, AccountEvent>;

/** When an event happens. */
export interface EventTime {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly dueMs: number;
  /** Counts the events of an account; unique. */
  readonly sequenceNumber: number;
}

/** Returns an agenda without events. */
export function emptyAgenda(): Agenda {
  return emptyMap(compareTimes);
}

/** Returns the agenda with an event added. */
export function withEvent(agenda: Agenda, time: EventTime, { event, owner }: OwnedEvent): Agenda {
  return setEntry(agenda, [time, event], owner);
}

/** Returns the first event due at `nowMs` or before, or `undefined` if there is none. */
export function dueEvent(agenda: Agenda, nowMs: number): { time: EventTime; event: AccountEvent } | undefined {
  const first = firstEntry(agenda);
  return first === undefined || first.key.dueMs > nowMs ? undefined : { time: first.key, event: first.value };
}

/** Returns the agenda without the event at that time. */
export function withoutEvent(agenda: Agenda, time: EventTime, owner: Owner): Agenda {
  return removeEntry(agenda, time, owner);
}

/** An event, and the owner of the nodes that adding it may change. */
export interface OwnedEvent {
  readonly event: AccountEvent;
  readonly owner: Owner;
}

function compareTimes(left: EventTime, right: EventTime): number {
  return left.dueMs - right.dueMs || left.sequenceNumber - right.sequenceNumber;
}
