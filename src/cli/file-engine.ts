import { type AccountChange, observeChanges } from '../adapters/memory/change-observer.ts';
import { type AdvanceableClock, memoryAdmin } from '../adapters/memory/memory-admin.ts';
import type { Snapshot } from '../adapters/memory/snapshot/snapshot.ts';
import type { DynamoDb } from '../domain/dynamodb.ts';
import type { Clock } from '../domain/environment.ts';
import { ServiceError } from '../domain/errors.ts';
import { DataFile } from './data-file.ts';
import type { DatabaseSettings, Engine } from './engine.ts';
import type { LogRecord } from './log-record.ts';
import { readDataFile } from './read-data-file.ts';
import { executeRecord, type RequestRecord, recordOf } from './record.ts';
import { ServedClock } from './served-clock.ts';
import { codeOf, reasonOf } from './usage-error.ts';
import { warn } from './warn.ts';

/** Settings of a database in a file. */
export interface FileEngineOptions extends DatabaseSettings {
  readonly path: string;
  /** The time of the system. Default: its clock. */
  readonly clock?: Clock | undefined;
}

/**
 * Returns one database for all callers, which a file stores between runs. Of `tables`, those that the file has are left out.
 *
 * @throws UsageError - another process has locked the file, or it cannot be read or written.
 */
export async function fileEngine(options: FileEngineOptions): Promise<Engine> {
  const { path, region, tables, tableDelayMs, sweepDelayMs, statistics, streams, wording } = options;
  const file = new DataFile(path);
  try {
    const replayed = await readDataFile(file.path);
    const clock = new ServedClock(replayed.clockOffsetMs, options.clock);
    // With the settings of the log until now, because clients may have seen what was due before the process ended.
    const upToNow = replayed.db.fork({ clock });
    const stored = upToNow.fork({ region, clock, sweepDelayMs, streams, tableDelayMs: 0 });
    await createMissing(stored, tables);
    const db = stored.fork({ tableDelayMs, statistics, wording });
    const settings = { tableDelayMs, sweepDelayMs, streams };
    const compact = (snapshot: Snapshot) => file.compact(snapshot, { region, settings, clockOffsetMs: clock.offsetMs });
    compact(db.snapshot());
    const log = logger(file, () => compact(db.snapshot()));
    observeChanges(db, (change) => log(recordOfChange(change)));
    const restore = (snapshot: Snapshot) => {
      compact(snapshot);
      db.restore(snapshot);
    };
    return {
      databases: db,
      storageDescription: `stored in ${path}`,
      admin: memoryAdmin(
        {
          snapshot: () => db.snapshot(),
          restore,
          sweepExpiredItems: () => db.sweepExpiredItems(),
          splitShard: (streamArn, shardId) => db.splitShard(streamArn, shardId),
          listTokens: () => db.listTokens(),
        },
        { clock: loggedClock(clock, log) },
      ),
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

/** Returns the observer that adds changes to the log. A change that can't be added is undone with an InternalServerError. */
function logger(file: DataFile, compact: () => void): (record: LogRecord) => void {
  let isFailing = false;
  const compactIfLong = () => {
    if (!file.hasLongLog) return;
    try {
      compact();
    } catch (error) {
      warn(`${file.path} could not be compacted: ${reasonOf(error)}`);
    }
  };
  return (record) => {
    try {
      file.add(record);
    } catch (cause) {
      const reason = `the data file cannot be written (${String(codeOf(cause) ?? reasonOf(cause))})`;
      if (!isFailing) warn(`${file.path}: ${reason}; writes are rejected until it can be written`);
      isFailing = true;
      throw new ServiceError('InternalServerError', reason, { cause });
    }
    if (isFailing) warn(`${file.path}: the data file can be written again`);
    isFailing = false;
    if (file.hasLongLog) setImmediate(compactIfLong); // between two requests
  };
}

function recordOfChange(change: AccountChange): LogRecord {
  if ('action' in change) return { at: change.nowMs, action: change.action };
  return recordOf(change.operation, change.input, change.nowMs);
}

/** Returns a clock that is advanced only if that could be added to the log. */
function loggedClock(clock: ServedClock, log: (record: LogRecord) => void): AdvanceableClock {
  return {
    nowMs: () => clock.nowMs(),
    advance: (ms) => {
      log({ at: clock.nowMs(), action: { kind: 'advance clock', ms } });
      clock.advance(ms);
    },
  };
}

/** Executes the requests of the tables that a database lacks. */
async function createMissing(db: DynamoDb, tables: readonly RequestRecord[]): Promise<void> {
  let isNew = false;
  for (const request of tables) {
    if (request.operation === 'CreateTable') isNew = await executeRecord(db, request).then(() => true, isExistingTable);
    else if (isNew) await executeRecord(db, request);
  }
}

/** Returns `false` for the error of a table that exists; throws others. */
function isExistingTable(error: unknown): false {
  if (error instanceof ServiceError && error.name === 'ResourceInUseException') return false;
  throw error;
}
