import { appendFileSync, closeSync, existsSync, fdatasync, fstatSync, fsyncSync, ftruncateSync } from 'node:fs';
import { assert } from '../domain/assert.ts';
import type { DynamoDb } from '../domain/dynamodb.ts';
import { Draft } from './draft.ts';
import { dumpRecords } from './dump-records.ts';
import { type FileLock, lockFile } from './file-lock.ts';
import { printRecords } from './print-records.ts';
import { type FileEnd, lackOf, readRecords } from './read-records.ts';
import { isStream, realPathOf } from './real-path.ts';
import { carryOut, printRecord, type RequestRecord } from './record.ts';
import { sameFileCheck } from './same-file.ts';
import { reasonOf, UsageError } from './usage-error.ts';
import { warn } from './warn.ts';

/** How often what was written is forced from the machine's memory to its disk. */
const syncEveryMs = 1000;
/** A file is overgrown when it is this many times as large as when it was last written anew, and no small one. */
const growth = 4;
const smallBytes = 16 << 20;
/** How much of the file is copied in one turn, to begin with. */
const pieceBytes = 1 << 20;

/** How a file is written anew. */
export interface CompactOptions {
  /** When the items are said to have been written, in milliseconds since 1970. */
  readonly nowMs: number;
  /** Nothing will be added to it any more. */
  readonly isLast?: boolean | undefined;
}

/**
 * The file that keeps a database from one run to the next: every request that changed something is added to it before it
 * is answered, and now and then it is written anew with what has come of them.
 */
export class DataFile {
  /** Where it is, without links. */
  readonly path: string;
  readonly #lock: FileLock;
  readonly #timer: NodeJS.Timeout;
  #descriptor: number | undefined;
  #isInPlace: () => boolean = () => true;
  #sizeBytes = 0;
  #overgrownBytes = Number.POSITIVE_INFINITY;
  #isTorn = false;
  #isSynced = true;

  private constructor(path: string, lock: FileLock) {
    this.path = path;
    this.#lock = lock;
    this.#timer = setInterval(() => this.#sync(), syncEveryMs).unref();
  }

  /**
   * Takes the file, which need not be there yet, for this process alone.
   *
   * @throws UsageError - another process has it, or it is none that can be kept.
   */
  static async take(path: string): Promise<DataFile> {
    if (isStream(path)) throw new UsageError(`${path} is no file that can keep anything`);
    const real = realPathOf(path);
    return new DataFile(real, await lockFile(real));
  }

  /** Whether it has become so large that it should be written anew. */
  get isOvergrown(): boolean {
    return this.#sizeBytes > this.#overgrownBytes;
  }

  /**
   * Carries out what is in the file.
   *
   * @param setTime - told before each request when it was made, in milliseconds since 1970.
   * @throws UsageError - it is damaged, or of a later version; it stays as it is.
   */
  async replay(db: DynamoDb, setTime: (ms: number) => void): Promise<void> {
    if (!existsSync(this.path)) return;
    for await (const { record, line } of readRecords(this.path, { onEnd: (end) => this.#checkEnd(end) })) {
      if (record.at !== undefined) setTime(record.at);
      await carryOut(db, record).catch((error: unknown) => {
        throw new UsageError(`${this.path} is damaged: line ${line} cannot be carried out (${reasonOf(error)})`);
      });
    }
  }

  /**
   * Writes the file anew, all of it or nothing: what is in the database, which must not change meanwhile, and then what
   * is added to the file meanwhile.
   *
   * @throws UsageError - that cannot be done; the file stays as it was.
   */
  async compact(db: DynamoDb, { nowMs, isLast = false }: CompactOptions): Promise<void> {
    this.#checkOurs();
    // Where this fails, it is not tried again before the file has grown much further.
    this.#overgrownBytes = overgrownBytes(this.#sizeBytes);
    const draft = new Draft(this.path);
    try {
      const writtenBytes = this.#sizeBytes;
      for await (const line of printRecords(dumpRecords(db, { nowMs }), isLast)) await draft.add(line);
      await draft.force();
      await this.#replaceBy(draft, writtenBytes);
    } catch (error) {
      draft.discard();
      throw error;
    }
  }

  /**
   * Adds a request that was carried out. When this returns, it is kept though the process may end.
   *
   * @throws unknown - it is not kept: an error of Node's with a `code`, or a `UsageError`.
   */
  add(record: RequestRecord): void {
    const descriptor = this.#descriptor;
    assert(descriptor !== undefined, 'nothing is added to a file before it was written anew for the first time');
    this.#checkOurs();
    this.#mend(descriptor);
    const line = Buffer.from(printRecord(record));
    this.#isTorn = true;
    try {
      appendFileSync(descriptor, line);
      this.#isTorn = false;
      this.#sizeBytes += line.length;
    } finally {
      this.#mend(descriptor);
    }
    this.#isSynced = false;
  }

  /** Lets the file go. */
  close(): void {
    clearInterval(this.#timer);
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    try {
      if (descriptor !== undefined) {
        fsyncSync(descriptor);
        closeSync(descriptor);
      }
    } catch (error) {
      this.#warnOfSync(error);
    } finally {
      this.#lock.release();
    }
  }

  /** Adds to a draft what was added to the file since it had that many bytes, and puts it in the place of the file. */
  async #replaceBy(draft: Draft, sinceBytes: number): Promise<void> {
    const ownBytes = sizeOf(draft);
    let position = sinceBytes;
    const restBytes = () => this.#sizeBytes - position;
    const copy = (bytes: number) => {
      const copied = this.#descriptor === undefined ? 0 : draft.copy(this.#descriptor, position, bytes);
      if (copied === 0) throw this.#notOurs('it was cut off');
      position += copied;
    };
    // Every piece is larger than the one before, so that an end is reached however much is added meanwhile.
    for (let bytes = pieceBytes; restBytes() > bytes; bytes *= 2) {
      copy(bytes);
      await draft.force();
    }
    // Nothing is added from here on, as nobody else gets a turn.
    while (restBytes() > 0) copy(restBytes());
    this.#checkOurs();
    draft.replace();
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = draft.descriptor;
    this.#isInPlace = sameFileCheck(this.path, draft.descriptor);
    this.#sizeBytes = sizeOf(draft);
    this.#overgrownBytes = overgrownBytes(ownBytes);
  }

  /** Whatever comes next must not stand behind half a line. */
  #mend(descriptor: number): void {
    if (!this.#isTorn) return;
    ftruncateSync(descriptor, this.#sizeBytes);
    this.#isTorn = false;
  }

  /** Two processes that write to one file, or a file that others see no more, would lose what was acknowledged. */
  #checkOurs(): void {
    if (!this.#lock.isHeld()) throw this.#notOurs('its lock was removed or taken');
    if (!this.#isInPlace()) throw this.#notOurs('it was removed, or another file put in its place');
    if (this.#descriptor !== undefined && fstatSync(this.#descriptor).size < this.#sizeBytes) {
      throw this.#notOurs('it was cut off');
    }
  }

  #notOurs(what: string): UsageError {
    return new UsageError(`${this.path} is not ours any more: ${what}`);
  }

  #checkEnd(end: FileEnd): void {
    const lack = lackOf(end);
    if (lack === undefined) return;
    if (end.tornLine !== undefined) warn(`${this.path}: ${lack}, and was dropped`);
    // A file has no end while a server goes on with it, or after one that was killed.
    else if (end.counted !== undefined) throw new UsageError(`${this.path} is damaged: ${lack}`);
  }

  #sync(): void {
    const descriptor = this.#descriptor;
    if (this.#isSynced || descriptor === undefined) return;
    this.#isSynced = true;
    fdatasync(descriptor, (error) => {
      // A file that was closed meanwhile was forced to the disk before.
      if (error !== null && descriptor === this.#descriptor) this.#warnOfSync(error);
    });
  }

  #warnOfSync(error: unknown): void {
    warn(`${this.path} could not be forced to the disk (${reasonOf(error)})`);
  }
}

function sizeOf({ descriptor }: Draft): number {
  return fstatSync(descriptor).size;
}

function overgrownBytes(sizeBytes: number): number {
  return Math.max(smallBytes, growth * sizeBytes);
}
