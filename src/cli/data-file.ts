import { appendFileSync, closeSync, fdatasync, fstatSync, fsyncSync, ftruncateSync } from 'node:fs';
import { encodeSnapshot } from '../adapters/memory/snapshot/encode-snapshot.ts';
import type { Snapshot } from '../adapters/memory/snapshot/snapshot.ts';
import { assert } from '../domain/assert.ts';
import { Draft } from './draft.ts';
import { type FileLock, lockFile } from './file-lock.ts';
import { type LogHeader, printLogHeader } from './log-header.ts';
import type { LogRecord } from './log-record.ts';
import { isStream, realPathOf } from './real-path.ts';
import { printRecord } from './record.ts';
import { sameFileCheck } from './same-file.ts';
import { reasonOf, UsageError } from './usage-error.ts';
import { warn } from './warn.ts';

/** How often written data is flushed from the system's cache to the disk. */
const syncEveryMs = 1000;
/** A log up to this size is never too long. */
const longLogBytes = 16 << 20;

/**
 * The file that stores a database between runs: a snapshot, then a log of the requests and actions that changed something
 * since then. Each is in the log before its output is returned.
 */
export class DataFile {
  /** The path without symbolic links. */
  readonly path: string;
  readonly #lock: FileLock;
  readonly #timer: NodeJS.Timeout;
  #descriptor: number | undefined;
  #isSameFile: () => boolean = () => true;
  #sizeBytes = 0;
  /** The log is too long if the file is larger than this. */
  #limitBytes = Number.POSITIVE_INFINITY;
  #hasPartialLine = false;
  #isSynced = true;

  /**
   * Locks a file, which may not exist yet, for this process.
   *
   * @throws UsageError - another process has locked it, or it is a device or a pipe.
   */
  constructor(path: string) {
    if (isStream(path)) throw new UsageError(`${path} is not a regular file, so it cannot store data`);
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
   * @throws UsageError - the file cannot be written; it is unchanged.
   */
  compact(snapshot: Snapshot, header: LogHeader): void {
    this.#limitBytes = 2 * this.#sizeBytes; // after a failure, wait until the file has doubled
    this.#checkOwnership();
    const draft = new Draft(this.path);
    try {
      for (const line of encodeSnapshot(snapshot)) draft.add(`${line}\n`);
      draft.add(printLogHeader(header));
      this.#checkOwnership();
      draft.replace();
    } catch (error) {
      draft.discard();
      throw error;
    }
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = draft.descriptor;
    this.#isSameFile = sameFileCheck(this.path, draft.descriptor);
    this.#sizeBytes = fstatSync(draft.descriptor).size;
    this.#limitBytes = this.#sizeBytes + Math.max(this.#sizeBytes, longLogBytes);
  }

  /**
   * Adds a record to the log. It survives the end of the process once this method has returned.
   *
   * @throws unknown - the record is not in the log: a Node error with a `code`, or a `UsageError`.
   */
  add(record: LogRecord): void {
    const descriptor = this.#descriptor;
    assert(descriptor !== undefined, 'compact() starts the log');
    this.#checkOwnership();
    this.#removePartialLine(descriptor);
    const line = Buffer.from(printRecord(record));
    this.#hasPartialLine = true;
    try {
      appendFileSync(descriptor, line);
      this.#hasPartialLine = false;
      this.#sizeBytes += line.length;
    } finally {
      this.#removePartialLine(descriptor);
    }
    this.#checkSize(descriptor);
    this.#isSynced = false;
  }

  /** Closes and unlocks the file. */
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
      this.#warnOfSyncError(error);
    } finally {
      this.#lock.release();
    }
  }

  /** Removes an incomplete last line before anything is added. */
  #removePartialLine(descriptor: number): void {
    if (!this.#hasPartialLine) return;
    ftruncateSync(descriptor, this.#sizeBytes);
    this.#hasPartialLine = false;
  }

  /** Prevents that acknowledged writes are lost because another process writes to the file, or has removed it. */
  #checkOwnership(): void {
    if (!this.#lock.isHeld()) throw this.#ownershipError('its lock was removed or taken over');
    if (!this.#isSameFile()) throw this.#ownershipError('it was removed or replaced');
    if (this.#descriptor !== undefined && !this.#hasPartialLine) this.#checkSize(this.#descriptor);
  }

  #checkSize(descriptor: number): void {
    const { size } = fstatSync(descriptor);
    if (size < this.#sizeBytes) throw this.#ownershipError('it was truncated');
    if (size > this.#sizeBytes) throw this.#ownershipError('another process has appended to it');
  }

  #ownershipError(reason: string): UsageError {
    return new UsageError(`${this.path} no longer belongs to this process: ${reason}`);
  }

  #sync(): void {
    const descriptor = this.#descriptor;
    if (this.#isSynced || descriptor === undefined) return;
    this.#isSynced = true;
    fdatasync(descriptor, (error) => {
      // close() has flushed a file that was closed meanwhile.
      if (error !== null && descriptor === this.#descriptor) this.#warnOfSyncError(error);
    });
  }

  #warnOfSyncError(error: unknown): void {
    warn(`${this.path} could not be flushed to the disk (${reasonOf(error)})`);
  }
}
