/** Snapshots by name, for callers that can't hold one, such as the clients of a server. */
export interface MemoryAdmin {
  /** Back to how everything was when this was made. */
  reset(): void;
  /** Keeps everything as it is now, under a name that is returned. */
  snapshot(): string;
  /** Back to what is kept under that name; `false` where nothing is. */
  restore(snapshot: string): boolean;
}

/** What has snapshots: a `MemoryDynamoDb`, or several as one. */
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
