import { checkArgument, withMethods } from '../../domain/options.ts';
import type { ShardToSplit } from './streams/split-shard.ts';
import type { RememberedToken } from './transactions/tokens.ts';

/** Named snapshots, and what a test can do to time, streams and tokens, for callers outside this process. */
export interface MemoryAdmin {
  /** Restores the state at creation. The clock is not turned back. */
  reset(): void;
  /** Stores the current state and returns its name. */
  snapshot(): string;
  /** Restores the state stored under a name; returns `false` if there is none. The clock is not turned back. */
  restore(snapshot: string): boolean;
  /** Deletes the state stored under a name, and so frees its memory; returns `false` if there is none. */
  deleteSnapshot(snapshot: string): boolean;
  /** Deletes the items that have expired, and returns their number. */
  sweepExpiredItems(): number;
  /**
   * Splits an open shard of a stream, and returns the ids of the shards that continue it.
   *
   * @throws DynarepoError - BAD_INPUT: there is no such open shard, or several without a shard id.
   */
  splitShard(shard: ShardToSplit): readonly string[];
  /** Returns the client request tokens that are remembered, in the order in which they are forgotten. */
  listTokens(): readonly RememberedToken[];
  /** Advances the clock by `ms` milliseconds, and returns its time; absent if the clock can't be advanced. */
  readonly advanceClock?: (ms: number) => number;
}

/** A database with snapshots: a `MemoryDynamoDb`, or several as one. */
export interface Restorable<Snapshot> {
  /** Returns the current state. */
  snapshot(): Snapshot;
  /** Restores a state that `snapshot` returned. */
  restore(snapshot: Snapshot): void;
  /** Deletes the items that have expired, and returns their number. */
  sweepExpiredItems(): number;
  /** Splits an open shard of a stream, the only one without a shard id, and returns the ids of those that continue it. */
  splitShard(streamArn: string, shardId?: string): readonly string[];
  /** Returns the client request tokens that are remembered, in the order in which they are forgotten. */
  listTokens(): readonly RememberedToken[];
}

/** A clock that can be advanced, such as a `ManualClock`. */
export interface AdvanceableClock {
  /** Returns the time in milliseconds since 1970-01-01 UTC. */
  nowMs(): number;
  /** Advances the clock by `ms` milliseconds. */
  advance(ms: number): void;
}

const methods = ['snapshot', 'restore', 'sweepExpiredItems', 'splitShard', 'listTokens'] as const;

/** Settings of the admin operations. */
export interface MemoryAdminOptions {
  /** The clock of the database. Default: it can't be advanced. */
  readonly clock?: AdvanceableClock | undefined;
}

/**
 * Returns the admin operations of a database, for a server in front of it.
 *
 * @throws DynarepoError - `BAD_INPUT`: the argument lacks one of these methods.
 * @example
 * import { createServer } from 'dynarepo/http';
 * import { MemoryDynamoDb, memoryAdmin } from 'dynarepo/memory';
 *
 * const db = new MemoryDynamoDb();
 * const server = createServer(db, { admin: memoryAdmin(db) });
 */
export function memoryAdmin<Snapshot extends object>(
  db: Restorable<Snapshot>,
  { clock }: MemoryAdminOptions = {},
): MemoryAdmin {
  checkArgument('the argument of memoryAdmin', db, withMethods(...methods));
  const initial = db.snapshot();
  const snapshots = new Map<string, Snapshot>();
  let count = 0;
  const advanceClock = (ms: number): number => {
    clock?.advance(ms);
    return clock?.nowMs() ?? 0;
  };
  return {
    reset: () => db.restore(initial),
    snapshot: () => {
      count += 1;
      const name = String(count); // of no earlier snapshot, even after a deletion
      snapshots.set(name, db.snapshot());
      return name;
    },
    restore: (name) => {
      const snapshot = snapshots.get(name);
      if (snapshot !== undefined) db.restore(snapshot);
      return snapshot !== undefined;
    },
    deleteSnapshot: (name) => snapshots.delete(name),
    sweepExpiredItems: () => db.sweepExpiredItems(),
    splitShard: ({ streamArn, shardId }) => db.splitShard(streamArn, shardId),
    listTokens: () => db.listTokens(),
    ...(clock !== undefined && { advanceClock }),
  };
}
