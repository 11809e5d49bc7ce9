import type { Caller } from '../adapters/http/authorization.ts';
import { memoryAdmin } from '../adapters/memory/memory-admin.ts';
import { MemoryDynamoDb } from '../adapters/memory/memory-dynamodb.ts';
import type { Snapshot } from '../adapters/memory/snapshot/snapshot.ts';
import type { Engine } from './engine.ts';
import { carryOut, type RequestRecord } from './record.ts';

/** Settings of databases in memory. */
export interface MemoryEngineOptions {
  /** What ARNs name where all share one database. */
  readonly region: string;
  /** One for each access key and Region, instead of one for all. */
  readonly isolate: boolean;
  /** What every database begins with: requests that were found to be good. */
  readonly tables: readonly RequestRecord[];
}

/** Databases that are forgotten when the process ends. */
export async function memoryEngine({ region, isolate, tables }: MemoryEngineOptions): Promise<Engine> {
  const open = new Map<string, Opened>();
  const databaseOf = (caller: Caller) => {
    const key = isolate ? `${caller.region}/${caller.accessKeyId}` : '';
    const found = open.get(key) ?? openDatabase(isolate ? caller.region : region, tables);
    open.set(key, found);
    return found.db;
  };
  return {
    databases: databaseOf,
    keeping: isolate
      ? 'in memory, a database for each access key and Region; nothing is kept when it ends'
      : 'in memory; nothing is kept when it ends',
    admin: memoryAdmin({
      snapshot: () => new Map(Array.from(open, ([key, { db }]) => [key, db.snapshot()])),
      restore: (snapshots: ReadonlyMap<string, Snapshot>) => {
        // A database that was opened since then had, at that time, what it began with.
        for (const [key, { db, initial }] of open) db.restore(snapshots.get(key) ?? initial);
      },
    }),
    close: async () => {},
  };
}

interface Opened {
  readonly db: MemoryDynamoDb;
  readonly initial: Snapshot;
}

function openDatabase(region: string, tables: readonly RequestRecord[]): Opened {
  const db = new MemoryDynamoDb({ region });
  // A request to memory is executed at the moment of the call; that these can be, reading them has shown.
  for (const table of tables) void carryOut(db, table);
  return { db, initial: db.snapshot() };
}
