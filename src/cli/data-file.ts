import {
  appendFileSync,
  closeSync,
  existsSync,
  fdatasync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { assert } from '../domain/assert.ts';
import type { DynamoDb } from '../domain/dynamodb.ts';
import { dumpRecords } from './dump-records.ts';
import { lockFile } from './file-lock.ts';
import { readRecords } from './read-records.ts';
import { carryOut, header, printRecord, type RequestRecord } from './record.ts';
import { reasonOf, UsageError } from './usage-error.ts';

/** How often what was written is forced from the machine's memory to its disk. */
const syncEveryMs = 1000;

/**
 * The file that keeps a database from one run to the next: every request that changed something is added to it before it
 * is answered, and now and then it is written anew with what has come of them.
 */
export class DataFile {
  readonly #path: string;
  readonly #unlock: () => void;
  readonly #timer: NodeJS.Timeout;
  #descriptor: number | undefined;
  #isSynced = true;

  /**
   * Takes the file, which need not be there yet, for this process alone.
   *
   * @throws UsageError - another process has it.
   */
  constructor(path: string) {
    this.#path = path;
    this.#unlock = lockFile(path);
    this.#timer = setInterval(() => this.#sync(), syncEveryMs).unref();
  }

  /**
   * Carries out what is in the file.
   *
   * @param setTime - told before each request when it was made, in milliseconds since 1970.
   * @throws UsageError - it is damaged, or of a later version; it stays as it is.
   */
  async replay(db: DynamoDb, setTime: (ms: number) => void): Promise<void> {
    if (!existsSync(this.#path)) return;
    const onTornLine = (line: number) => warn(`${this.#path}: line ${line} breaks off, and was dropped`);
    for await (const { record, line } of readRecords(this.#path, { onTornLine })) {
      if (record.at !== undefined) setTime(record.at);
      await carryOut(db, record).catch((error: unknown) => {
        throw new UsageError(`${this.#path} is damaged: line ${line} cannot be carried out (${reasonOf(error)})`);
      });
    }
  }

  /** Writes the file anew, all of it or nothing. The database must not change meanwhile. */
  async compact(db: DynamoDb, nowMs: number): Promise<void> {
    const next = `${this.#path}.new`;
    rmSync(next, { force: true });
    const descriptor = openSync(next, 'a');
    appendFileSync(descriptor, `${header}\n`);
    for await (const record of dumpRecords(db, { nowMs })) appendFileSync(descriptor, printRecord(record));
    fsyncSync(descriptor);
    renameSync(next, this.#path);
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = descriptor;
  }

  /** Adds a request that was carried out. When this returns, it is kept though the process may end. */
  add(record: RequestRecord): void {
    const descriptor = this.#descriptor;
    assert(descriptor !== undefined, 'nothing is added to a file before it was written anew for the first time');
    const { size } = fstatSync(descriptor);
    try {
      appendFileSync(descriptor, printRecord(record));
    } catch (error) {
      // Whatever comes next must not stand behind half a line.
      ftruncateSync(descriptor, size);
      throw error;
    }
    this.#isSynced = false;
  }

  /** Lets the file go. */
  close(): void {
    clearInterval(this.#timer);
    if (this.#descriptor !== undefined) {
      fsyncSync(this.#descriptor);
      closeSync(this.#descriptor);
      this.#descriptor = undefined;
    }
    this.#unlock();
  }

  #sync(): void {
    if (this.#isSynced || this.#descriptor === undefined) return;
    this.#isSynced = true;
    fdatasync(this.#descriptor, (error) => {
      if (error !== null) warn(`${this.#path} could not be forced to the disk (${error.message})`);
    });
  }
}

function warn(message: string): void {
  process.stderr.write(`dynarepo: ${message}\n`);
}
