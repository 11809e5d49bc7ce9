import { type ChangingRequest, observeChanges } from '../adapters/memory/change-observer.ts';
import { memoryAdmin } from '../adapters/memory/memory-admin.ts';
import type { Snapshot } from '../adapters/memory/snapshot/snapshot.ts';
import { type Clock, systemClock } from '../domain/environment.ts';
import { ServiceError } from '../domain/errors.ts';
import { DataFile } from './data-file.ts';
import type { Engine } from './engine.ts';
import { readDataFile } from './read-data-file.ts';
import { carryOut, type RequestRecord, recordOf } from './record.ts';
import { codeOf, reasonOf } from './usage-error.ts';
import { warn } from './warn.ts';

/** Settings of a database that is stored in a file. */
export interface KeptEngineOptions {
  readonly path: string;
  readonly region: string;
  /** Tables that are created unless the file has them. */
  readonly tables: readonly RequestRecord[];
}

/**
 * One database for all, which a file stores from one run to the next.
 *
 * @throws UsageError - another process has the file, or it cannot be read or written.
 */
export async function keptEngine({ path, region, tables }: KeptEngineOptions): Promise<Engine> {
  const file = new DataFile(path);
  try {
    const db = (await readDataFile(file.path)).fork({ region, clock: forwardClock() });
    for (const table of tables) await carryOut(db, table).catch(unlessThere);
    const compact = (snapshot: Snapshot) => file.compact(snapshot, region);
    compact(db.snapshot());
    observeChanges(
      db,
      logger(file, () => compact(db.snapshot())),
    );
    const restore = (snapshot: Snapshot) => {
      compact(snapshot);
      db.restore(snapshot);
    };
    return {
      databases: db,
      keeping: `kept in ${path}`,
      admin: memoryAdmin({ snapshot: () => db.snapshot(), restore }),
      close: async () => {
        try {
          compact(db.snapshot());
        } finally {
          file.close();
        }
      },
    };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Returns the observer that adds changes to the log: what can't be added is undone, with an InternalServerError. */
function logger(file: DataFile, compact: () => void): (request: ChangingRequest) => void {
  let isFailing = false;
  const compactIfLong = () => {
    if (!file.hasLongLog) return;
    try {
      compact();
    } catch (error) {
      warn(`${file.path} could not be made smaller: ${reasonOf(error)}`);
    }
  };
  return ({ operation, input, nowMs }) => {
    try {
      file.add(recordOf(operation, input, nowMs));
    } catch (cause) {
      const reason = `the data file cannot be written (${String(codeOf(cause) ?? reasonOf(cause))})`;
      if (!isFailing) warn(`${file.path}: ${reason}; until it can be, every write is refused`);
      isFailing = true;
      throw new ServiceError('InternalServerError', reason, { cause });
    }
    if (isFailing) warn(`${file.path}: the data file can be written again`);
    isFailing = false;
    if (file.hasLongLog) setImmediate(compactIfLong); // between two requests
  };
}

/** The system's clock, but never going back: requests that are executed again meet the same events as the first time. */
function forwardClock(): Clock {
  let latestMs = 0;
  return {
    sleep: systemClock.sleep,
    nowMs: () => {
      latestMs = Math.max(latestMs, systemClock.nowMs());
      return latestMs;
    },
  };
}

function unlessThere(error: unknown): void {
  if (!(error instanceof ServiceError && error.name === 'ResourceInUseException')) throw error;
}
