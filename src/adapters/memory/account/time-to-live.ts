import { type ExpiryIndex, emptyExpiryIndex } from '../storage/expiry-index.ts';
import type { EventTime } from './agenda.ts';

/** Which attribute of an item holds the time at which it expires, and whether expired items are deleted. */
export interface TimeToLive {
  readonly status: 'ENABLING' | 'ENABLED' | 'DISABLING' | 'DISABLED';
  readonly attributeName: string;
  /** The time of the latest change of the setting, in milliseconds since 1970-01-01 UTC. */
  readonly changedAtMs: number;
  /** The event on the agenda that deletes expired items next; `undefined` if no item is known to expire. */
  readonly nextSweep: EventTime | undefined;
}

/** Returns the expiry index that a table without items has; `undefined` if the table does not delete expired items. */
export function newExpiryIndex(timeToLive: TimeToLive | undefined): ExpiryIndex | undefined {
  switch (timeToLive?.status) {
    case 'ENABLED':
    case 'DISABLING':
      return emptyExpiryIndex(timeToLive.attributeName);
    default:
      return undefined;
  }
}
