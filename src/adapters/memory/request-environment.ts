import type { Item } from '../../domain/dynamodb.ts';
import type { Charge } from './capacity/charge.ts';

/** Everything a request depends on beside the account and its input. */
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
}

/** Trouble that a request meets. */
export interface Simulation {
  /** How many keys or writes, counted from the end of a batch, are left unprocessed. */
  readonly unprocessedEntries: number;
  /** Receives what each request consumes, before its changes; it throws to throttle the request. */
  readonly throughput: ((charge: Charge) => void) | undefined;
}

/** A simulation without trouble. */
export const noTrouble: Simulation = { unprocessedEntries: 0, throughput: undefined };
