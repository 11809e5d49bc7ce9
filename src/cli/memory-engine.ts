import type { Caller } from '../adapters/http/authorization.ts';
import { type MemoryAdmin, memoryAdmin } from '../adapters/memory/memory-admin.ts';
import { MemoryDynamoDb } from '../adapters/memory/memory-dynamodb.ts';
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
    admin: adminOfAll(open),
    close: async () => {},
  };
}

interface Opened {
  readonly db: MemoryDynamoDb;
  readonly admin: MemoryAdmin;
}

function openDatabase(region: string, tables: readonly RequestRecord[]): Opened {
  const db = new MemoryDynamoDb({ region });
  // A request to memory is carried out at the moment of the call; that these can be, reading them has shown.
  for (const table of tables) void carryOut(db, table);
  return { db, admin: memoryAdmin(db) };
}

/** A snapshot of all databases is one of each, by what they are opened by. */
function adminOfAll(open: ReadonlyMap<string, Opened>): MemoryAdmin {
  const snapshots = new Map<string, ReadonlyMap<string, string>>();
  return {
    reset: () => {
      for (const { admin } of open.values()) admin.reset();
    },
    snapshot: () => {
      const name = String(snapshots.size + 1);
      snapshots.set(name, new Map([...open].map(([key, { admin }]) => [key, admin.snapshot()])));
      return name;
    },
    restore: (name) => {
      const kept = snapshots.get(name);
      if (kept === undefined) return false;
      for (const [key, { admin }] of open) {
        const snapshot = kept.get(key);
        // A database that was opened since then held, at that time, what it began with.
        if (snapshot === undefined) admin.reset();
        else admin.restore(snapshot);
      }
      return true;
    },
  };
}
