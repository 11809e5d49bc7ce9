import type { Item } from '../../domain/dynamodb.ts';
import type { Sharding } from './account/stream.ts';
import type { Charge } from './capacity/charge.ts';

/** Everything that a request depends on besides the account and its input. */
export interface Environment {
  /** Time: milliseconds since 1970-01-01 UTC. */
  readonly nowMs: number;
  readonly settings: AccountSettings;
  readonly simulation: Simulation;
  /** Copies an item for the output; the identity function when the caller accepts shared items. */
  readonly copyItem: (item: Item) => Item;
}

/** What distinguishes one account and Region from another. */
export interface AccountSettings {
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** How long a new table is CREATING and a deleted one DELETING, in milliseconds. */
  readonly tableDelayMs: number;
  /** The shards of new streams. */
  readonly streams: Sharding;
}

/** Failures to simulate in one request. */
export interface Simulation {
  /** How many keys or writes, counted from the end of a batch, are left unprocessed. */
  readonly unprocessedEntries: number;
  /** Receives what a request consumes, before the request changes anything. It throws to throttle the request. */
  readonly throughput: ((charge: Charge) => void) | undefined;
}

/** A simulation without failures. */
export const noFailures: Simulation = { unprocessedEntries: 0, throughput: undefined };
