/** Named snapshots, for callers outside this process. */
export interface MemoryAdmin {
  /** Restores the state at creation. */
  reset(): void;
  /** Stores the current state and returns its name. */
  snapshot(): string;
  /** Restores the state stored under a name; returns `false` if there is none. */
  restore(snapshot: string): boolean;
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
  const initial = db.snapshot();
  const kept = new Map<string, Snapshot>();
  return {
    reset: () => db.restore(initial),
    snapshot: () => {
      const name = String(kept.size + 1);
      kept.set(name, db.snapshot());
      return name;
    },
    restore: (name) => {
      const snapshot = kept.get(name);
      if (snapshot !== undefined) db.restore(snapshot);
      return snapshot !== undefined;
    },
  };
}
