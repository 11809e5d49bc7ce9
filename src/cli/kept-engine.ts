import { setImmediate } from 'node:timers/promises';
import { MemoryDynamoDb } from '../adapters/memory/memory-dynamodb.ts';
import type { Snapshot } from '../adapters/memory/snapshot.ts';
import { isReading } from '../domain/api/is-reading.ts';
import type { DynamoDb } from '../domain/dynamodb.ts';
import { type Clock, systemClock } from '../domain/environment.ts';
import { ServiceError } from '../domain/errors.ts';
import { DataFile } from './data-file.ts';
import type { Engine } from './engine.ts';
import { carryOut, type RequestRecord, recordOf } from './record.ts';

/** Settings of a database that a file keeps. */
export interface KeptEngineOptions {
  readonly path: string;
  readonly region: string;
  /** Tables that are made unless the file has them. */
  readonly tables: readonly RequestRecord[];
}

/**
 * One database for all, which a file keeps from one run to the next.
 *
 * @throws UsageError - another process has the file, or it cannot be read.
 */
export async function keptEngine({ path, region, tables }: KeptEngineOptions): Promise<Engine> {
  const clock = new ReplayClock();
  const db = new MemoryDynamoDb({ region, clock });
  const file = new DataFile(path);
  try {
    await file.replay(db, (ms) => clock.set(ms));
    clock.set(undefined);
    for (const table of tables) await carryOut(db, table).catch(unlessThere);
    await file.compact(db, clock.nowMs());
  } catch (error) {
    file.close();
    throw error;
  }
  const initial = db.snapshot();
  const snapshots: Snapshot[] = [];
  const kept = new KeptDatabase(db, file);
  return {
    databases: kept,
    keeping: `kept in ${path}`,
    admin: {
      reset: () => kept.restore(initial),
      snapshot: () => String(snapshots.push(db.snapshot())),
      restore: async (name) => {
        const snapshot = snapshots[Number(name) - 1];
        if (snapshot !== undefined) await kept.restore(snapshot);
        return snapshot !== undefined;
      },
    },
    close: async () => {
      await kept.settle();
      await file.compact(db, clock.nowMs());
      file.close();
    },
  };
}

/** A database that adds to a file what changes it. */
class KeptDatabase implements DynamoDb {
  readonly #db: MemoryDynamoDb;
  readonly #file: DataFile;
  /** What every request waits for: nothing, but while the file is written anew. */
  #restored: Promise<void> = Promise.resolve();

  constructor(db: MemoryDynamoDb, file: DataFile) {
    this.#db = db;
    this.#file = file;
  }

  execute: DynamoDb['execute'] = async (operation, input, options) => {
    await this.settle();
    const nowMs = systemClock.nowMs();
    const output = await this.#db.execute(operation, input, options);
    if (!isReading(operation)) this.#file.add(recordOf(operation, input, nowMs));
    return output;
  };

  /** Goes back to a snapshot, in the file as well; requests from now on wait for it. */
  restore(snapshot: Snapshot): Promise<void> {
    this.#restored = this.settle().then(() => this.#restoreNow(snapshot));
    return this.#restored;
  }

  /** Resolves when no snapshot is being gone back to. */
  async settle(): Promise<void> {
    await this.#restored.catch(() => {}); // who asked for it is told
  }

  async #restoreNow(snapshot: Snapshot): Promise<void> {
    // A request that was carried out in this turn of the loop is not in the file yet.
    await setImmediate();
    this.#db.restore(snapshot);
    await this.#file.compact(this.#db, systemClock.nowMs());
  }
}

/** The clock of the machine, but while requests of the past are carried out again. */
class ReplayClock implements Clock {
  #nowMs: number | undefined;

  /** Stands still at a time, or goes on as the machine's. */
  set(nowMs: number | undefined): void {
    this.#nowMs = nowMs;
  }

  nowMs(): number {
    return this.#nowMs ?? systemClock.nowMs();
  }

  sleep(delayMs: number, abortSignal?: AbortSignal): Promise<void> {
    return systemClock.sleep(delayMs, abortSignal);
  }
}

function unlessThere(error: unknown): void {
  if (!(error instanceof ServiceError && error.name === 'ResourceInUseException')) throw error;
}
