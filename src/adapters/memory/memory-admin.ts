import { checkArgument, withMethods } from '../../domain/options.ts';

/** Named snapshots, for callers outside this process. */
export interface MemoryAdmin {
  /** Restores the state at creation. */
  reset(): void;
  /** Stores the current state and returns its name. */
  snapshot(): string;
  /** Restores the state stored under a name; returns `false` if there is none. */
  restore(snapshot: string): boolean;
  /** Deletes the state stored under a name, and so frees its memory; returns `false` if there is none. */
  deleteSnapshot(snapshot: string): boolean;
}

/** A database with snapshots: a `MemoryDynamoDb`, or several as one. */
export interface Restorable<Snapshot> {
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
}

/**
 * Returns the admin operations of a database, for a server in front of it.
 *
 * @example
 * const db = new MemoryDynamoDb();
 * const server = createServer(db, { admin: memoryAdmin(db) });
 */
export function memoryAdmin<Snapshot extends object>(db: Restorable<Snapshot>): MemoryAdmin {
  checkArgument('the argument of memoryAdmin', db, withMethods('snapshot', 'restore'));
  const initial = db.snapshot();
  const snapshots = new Map<string, Snapshot>();
  let count = 0;
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
  };
}
