import type { Caller } from '../adapters/http/authorization.ts';
import { memoryAdmin } from '../adapters/memory/memory-admin.ts';
import { MemoryDynamoDb } from '../adapters/memory/memory-dynamodb.ts';
import type { Snapshot } from '../adapters/memory/snapshot/snapshot.ts';
import { DynarepoError } from '../domain/errors.ts';
import type { DatabaseSettings, Engine } from './engine.ts';
import { executeRecord } from './record.ts';
import { ServedClock } from './served-clock.ts';

/** Settings of databases in memory. */
export interface MemoryEngineOptions extends DatabaseSettings {
  /** A database for each access key and Region, instead of one for all in the Region of the settings. */
  readonly isolate: boolean;
}

/** Returns databases that last until the process ends. */
export async function memoryEngine(options: MemoryEngineOptions): Promise<Engine> {
  const { isolate, region } = options;
  const clock = new ServedClock();
  const open = new Map<string, Opened>();
  const databaseOf = (caller: Caller) => {
    const key = isolate ? `${caller.region}/${caller.accessKeyId}` : '';
    const found = open.get(key) ?? openDatabase((isolate && caller.region) || region, { ...options, clock });
    open.set(key, found);
    return found.db;
  };
  return {
    databases: databaseOf,
    storageDescription: isolate
      ? 'in memory, with a database for each access key and Region; the data is lost at the end'
      : 'in memory; the data is lost at the end',
    admin: memoryAdmin(
      {
        snapshot: () => new Map(Array.from(open, ([key, { db }]) => [key, db.snapshot()])),
        restore: (snapshots: ReadonlyMap<string, Snapshot>) => {
          // A database that was opened after the snapshot returns to its initial state.
          for (const [key, { db, initial }] of open) db.restore(snapshots.get(key) ?? initial);
        },
        sweepExpiredItems: () =>
          databasesOf(open)
            .map((db) => db.sweepExpiredItems())
            .reduce((a, b) => a + b, 0),
        splitShard: (streamArn, shardId) => splitShard(databasesOf(open), streamArn, shardId),
        listTokens: () => databasesOf(open).flatMap((db) => db.listTokens()),
      },
      { clock },
    ),
    close: async () => {},
  };
}

interface Opened {
  readonly db: MemoryDynamoDb;
  readonly initial: Snapshot;
}

function databasesOf(open: ReadonlyMap<string, Opened>): MemoryDynamoDb[] {
  return Array.from(open.values(), ({ db }) => db);
}

/** Splits the shard in every database that has it: databases of one Region can have streams with the same ARN. */
function splitShard(databases: readonly MemoryDynamoDb[], streamArn: string, shardId?: string): string[] {
  const shardIds: string[] = [];
  let rejection: unknown = new DynarepoError('BAD_INPUT', 'no database has been used yet');
  for (const db of databases) {
    try {
      shardIds.push(...db.splitShard(streamArn, shardId));
    } catch (error) {
      rejection = error;
    }
  }
  if (shardIds.length === 0) throw rejection;
  return shardIds;
}

function openDatabase(
  region: string,
  {
    tables,
    tableDelayMs,
    sweepDelayMs,
    statistics,
    streams,
    wording,
    clock,
  }: MemoryEngineOptions & { readonly clock: ServedClock },
): Opened {
  const initial = new MemoryDynamoDb({ region, clock, sweepDelayMs, streams });
  // The memory adapter executes a request during the call; `readTables` has shown that these succeed.
  for (const request of tables) void executeRecord(initial, request);
  const db = initial.fork({ tableDelayMs, statistics, wording });
  return { db, initial: db.snapshot() };
}
