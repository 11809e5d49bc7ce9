import type { Item } from '../../domain/dynamodb.ts';
import { type Clock, systemClock } from '../../domain/environment.ts';
import type { ReadableItem } from '../../domain/values/readable-item.ts';
import type { Sharding } from './account/stream.ts';
import type { Charge } from './capacity/charge.ts';
import type { StatisticsMode } from './tables/statistics.ts';
import type { TableDelay } from './tables/table-pace.ts';
import type { WordingProfile } from './wording/wording-profile.ts';

/** When a change happens, and in which account. */
export interface Moment {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly nowMs: number;
  readonly settings: AccountSettings;
}

/** Everything that a request depends on besides the account and its input. */
export interface Environment extends Moment {
  readonly simulation: Simulation;
  /** Copies an item for the output; the identity function when the caller accepts shared items. */
  readonly copyItem: (item: ReadableItem) => Item;
}

/** What distinguishes one account and Region from another. */
export interface AccountSettings {
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** How long each change of a table takes. */
  readonly tableDelayMs: TableDelay;
  /** How long after its expiry an item is deleted, in milliseconds. */
  readonly sweepDelayMs: number;
  /** How current item counts and sizes in descriptions of tables are. */
  readonly statistics: StatisticsMode;
  /** The shards of new streams. */
  readonly streams: Sharding;
  /** The texts of validation errors. */
  readonly wording: WordingProfile;
}

/** Failures to simulate in one request. */
export interface Simulation {
  /** How many keys or writes, counted from the end of a batch, are left unprocessed. */
  readonly unprocessedEntries: number;
  /**
   * The actions of a transaction that conflict with another transaction, counted from 0; `undefined` for no conflict. A
   * write of a single item conflicts whatever the numbers.
   */
  readonly conflictingActions: readonly number[] | undefined;
  /** Whether another request with the same client request token is being executed. */
  readonly isTokenInUse: boolean;
  /** Receives what a request consumes, before the request changes anything. It throws to throttle the request. */
  readonly throughput: ((charge: Charge) => void) | undefined;
}

/** A simulation without failures. */
export const noFailures: Simulation = {
  unprocessedEntries: 0,
  conflictingActions: undefined,
  isTokenInUse: false,
  throughput: undefined,
};

/** Returns the environment of a request that starts now. */
export function environmentAt(clock: Clock, others: Omit<Environment, 'nowMs'>): Environment {
  if (clock === systemClock) return new EnvironmentOfSystem(others);
  const { settings, simulation, copyItem } = others;
  return { nowMs: clock.nowMs(), settings, simulation, copyItem };
}

/** Reads the time when it is first needed, which in most reads is never: this took a twelfth of a GetItem. */
class EnvironmentOfSystem implements Environment {
  readonly settings: AccountSettings;
  readonly simulation: Simulation;
  readonly copyItem: Environment['copyItem'];
  #nowMs: number | undefined;

  constructor({ settings, simulation, copyItem }: Omit<Environment, 'nowMs'>) {
    this.settings = settings;
    this.simulation = simulation;
    this.copyItem = copyItem;
  }

  get nowMs(): number {
    this.#nowMs ??= systemClock.nowMs();
    return this.#nowMs;
  }
}
