import { MemoryDynamoDb } from '../adapters/memory/memory-dynamodb.ts';
import type { Snapshot } from '../adapters/memory/snapshot/snapshot.ts';
import { type Clock, systemClock } from '../domain/environment.ts';
import { ServiceError } from '../domain/errors.ts';
import { DataFile } from './data-file.ts';
import type { Engine } from './engine.ts';
import { KeptDatabase } from './kept-database.ts';
import { carryOut, type RequestRecord } from './record.ts';

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
  const file = await DataFile.take(path);
  try {
    await file.replay(db, (ms) => clock.set(ms));
    clock.set(undefined);
    for (const table of tables) await carryOut(db, table).catch(unlessThere);
    await file.compact(db, { nowMs: clock.nowMs() });
  } catch (error) {
    file.close();
    throw error;
  }
  const initial = db.snapshot();
  const snapshots = new Map<string, Snapshot>();
  const kept = new KeptDatabase(db, file);
  return {
    databases: kept,
    keeping: `kept in ${path}`,
    admin: {
      reset: () => kept.restore(initial),
      snapshot: async () => {
        const snapshot = await kept.snapshot();
        const name = String(snapshots.size + 1);
        snapshots.set(name, snapshot);
        return name;
      },
      restore: async (name) => {
        const snapshot = snapshots.get(name);
        if (snapshot !== undefined) await kept.restore(snapshot);
        return snapshot !== undefined;
      },
    },
    close: () => kept.close(),
  };
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
