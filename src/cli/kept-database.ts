import type { MemoryDynamoDb } from '../adapters/memory/memory-dynamodb.ts';
import type { Snapshot } from '../adapters/memory/snapshot.ts';
import { isReadOperation } from '../domain/api/is-read-operation.ts';
import type { DynamoDb } from '../domain/dynamodb.ts';
import { systemClock } from '../domain/environment.ts';
import { ServiceError } from '../domain/errors.ts';
import type { DataFile } from './data-file.ts';
import { type RequestRecord, recordOf } from './record.ts';
import { codeOf, reasonOf } from './usage-error.ts';
import { warn } from './warn.ts';

/**
 * A database that adds to a file what changes it. Requests are carried out one after the other, so that no change is seen
 * that the file does not have: one that cannot be added to it is undone, and answered with an InternalServerError.
 */
export class KeptDatabase implements DynamoDb {
  readonly #db: MemoryDynamoDb;
  readonly #file: DataFile;
  #last: Promise<unknown> = Promise.resolve();
  /** What writes the file anew while requests go on, if anything does. */
  #compaction: Promise<void> | undefined;
  #isFailing = false;

  constructor(db: MemoryDynamoDb, file: DataFile) {
    this.#db = db;
    this.#file = file;
  }

  execute: DynamoDb['execute'] = (operation, input, options) =>
    this.#inTurn(async () => {
      if (isReadOperation(operation)) return this.#db.execute(operation, input, options);
      const before = this.#db.snapshot();
      const nowMs = systemClock.nowMs();
      const output = await this.#db.execute(operation, input, options);
      this.#keep(recordOf(operation, input, nowMs), before);
      return output;
    });

  /** Everything as it is now. */
  snapshot(): Promise<Snapshot> {
    return this.#inTurn(async () => this.#db.snapshot());
  }

  /** Goes back to a snapshot, in the file as well; requests from now on wait for it. */
  restore(snapshot: Snapshot): Promise<void> {
    return this.#inTurn(async () => {
      await this.#compaction;
      const restored = this.#db.fork();
      restored.restore(snapshot);
      await this.#file.compact(restored, { nowMs: systemClock.nowMs() });
      this.#db.restore(snapshot);
    });
  }

  /** Writes the file anew for the last time, and lets it go. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#compaction;
      try {
        await this.#file.compact(this.#db, { nowMs: systemClock.nowMs(), isLast: true });
      } finally {
        this.#file.close();
      }
    });
  }

  #inTurn<Outcome>(work: () => Promise<Outcome>): Promise<Outcome> {
    const outcome = this.#last.then(work, work);
    this.#last = outcome;
    return outcome;
  }

  #keep(record: RequestRecord, before: Snapshot): void {
    try {
      this.#file.add(record);
    } catch (cause) {
      this.#db.restore(before);
      const reason = `the data file cannot be written (${String(codeOf(cause) ?? reasonOf(cause))})`;
      if (!this.#isFailing) warn(`${this.#file.path}: ${reason}; until it can be, every write is refused`);
      this.#isFailing = true;
      throw new ServiceError('InternalServerError', reason, { cause });
    }
    if (this.#isFailing) warn(`${this.#file.path}: the data file can be written again`);
    this.#isFailing = false;
    if (this.#file.isOvergrown) this.#compactMeanwhile();
  }

  /** A fork stays as it is, while requests go on to change the database. */
  #compactMeanwhile(): void {
    this.#compaction ??= this.#file
      .compact(this.#db.fork(), { nowMs: systemClock.nowMs() })
      .catch((error: unknown) => warn(`${this.#file.path} could not be made smaller: ${reasonOf(error)}`))
      .finally(() => {
        this.#compaction = undefined;
      });
  }
}
