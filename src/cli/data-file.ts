import { appendFileSync, closeSync, fdatasync, fstatSync, fsyncSync, ftruncateSync } from 'node:fs';
import { encodeSnapshot } from '../adapters/memory/snapshot/encode-snapshot.ts';
import type { Snapshot } from '../adapters/memory/snapshot/snapshot.ts';
import { assert } from '../domain/assert.ts';
import { Draft } from './draft.ts';
import { type FileLock, lockFile } from './file-lock.ts';
import { printRegion } from './read-data-file.ts';
import { isStream, realPathOf } from './real-path.ts';
import { printRecord, type RequestRecord } from './record.ts';
import { sameFileCheck } from './same-file.ts';
import { reasonOf, UsageError } from './usage-error.ts';
import { warn } from './warn.ts';

/** How often what was written is forced from the machine's memory to its disk. */
const syncEveryMs = 1000;
/** The least size of a log that is too long. */
const longLogBytes = 16 << 20;

/**
 * The file that stores a database from one run to the next: a snapshot, and a log of the requests that changed something
 * since. A request is in the log before its output is returned.
 */
export class DataFile {
  /** Without links. */
  readonly path: string;
  readonly #lock: FileLock;
  readonly #timer: NodeJS.Timeout;
  #descriptor: number | undefined;
  #isInPlace: () => boolean = () => true;
  #sizeBytes = 0;
  /** The log is too long if the file is larger. */
  #limitBytes = Number.POSITIVE_INFINITY;
  #isTorn = false;
  #isSynced = true;

  /**
   * Takes a file, which may not exist yet, for this process alone.
   *
   * @throws UsageError - another process has it, or it cannot store anything.
   */
  constructor(path: string) {
    if (isStream(path)) throw new UsageError(`${path} is no file that can keep anything`);
    this.path = realPathOf(path);
    this.#lock = lockFile(this.path);
    this.#timer = setInterval(() => this.#sync(), syncEveryMs).unref();
  }

  /** Whether the log is larger than the snapshot, and at least 16 MB. */
  get hasLongLog(): boolean {
    return this.#descriptor !== undefined && this.#sizeBytes > this.#limitBytes;
  }

  /**
   * Replaces the file with a snapshot and an empty log.
   *
   * @param region - the Region of the database.
   * @throws UsageError - that cannot be done; the file stays as it was.
   */
  compact(snapshot: Snapshot, region: string): void {
    this.#limitBytes = 2 * this.#sizeBytes; // if this fails, it is not tried again until the file has grown much
    this.#checkOurs();
    const draft = new Draft(this.path);
    try {
      for (const line of encodeSnapshot(snapshot)) draft.add(`${line}\n`);
      draft.add(printRegion(region));
      this.#checkOurs();
      draft.replace();
    } catch (error) {
      draft.discard();
      throw error;
    }
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = draft.descriptor;
    this.#isInPlace = sameFileCheck(this.path, draft.descriptor);
    this.#sizeBytes = fstatSync(draft.descriptor).size;
    this.#limitBytes = this.#sizeBytes + Math.max(this.#sizeBytes, longLogBytes);
  }

  /**
   * Adds a request to the log. When this returns, it stays there even if the process ends.
   *
   * @throws unknown - it is not in the log: an error of Node's with a `code`, or a `UsageError`.
   */
  add(record: RequestRecord): void {
    const descriptor = this.#descriptor;
    assert(descriptor !== undefined, 'the log begins when the file is compacted for the first time');
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

  /** Releases the file. */
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

  /** Removes half a line, which nothing may follow. */
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
