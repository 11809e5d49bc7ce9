import {
  accessSync,
  appendFileSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, UsageError } from './usage-error.ts';

/**
 * A new version of a file, which replaces the file when it is complete. It gets the permissions and the owner of the file
 * that it replaces.
 */
export class Draft {
  /** Open for reading and appending, also after `replace()`. */
  readonly descriptor: number;
  readonly #path: string;
  readonly #draftPath: string;
  #buffered = '';

  /**
   * @param path - the file to replace, without symbolic links.
   * @throws UsageError - the draft cannot be written.
   */
  constructor(path: string) {
    this.#path = path;
    this.#attempt(() => checkWritable(path));
    this.#draftPath = `${path}.dynarepo-new`;
    this.descriptor = this.#attempt(() => {
      rmSync(this.#draftPath, { force: true });
      return openLike(this.#draftPath, statSync(path, { throwIfNoEntry: false }));
    });
  }

  /**
   * Adds text.
   *
   * @throws UsageError - the file cannot be written.
   */
  add(text: string): void {
    this.#buffered += text;
    if (this.#buffered.length >= bufferLength) this.#flush();
  }

  /**
   * Replaces the file.
   *
   * @throws UsageError - the file cannot be replaced; it is unchanged.
   */
  replace(rename: typeof renameSync = renameSync): void {
    this.#flush();
    this.#attempt(() => {
      fsyncSync(this.descriptor);
      rename(this.#draftPath, this.#path);
    });
    flushFolder(dirname(this.#path));
  }

  /** Closes the descriptor. */
  close(): void {
    closeSync(this.descriptor);
  }

  /** Closes and deletes the draft. */
  discard(): void {
    this.close();
    rmSync(this.#draftPath, { force: true });
  }

  #flush(): void {
    const text = this.#buffered;
    this.#buffered = '';
    this.#attempt(() => appendFileSync(this.descriptor, text));
  }

  #attempt<Outcome>(write: () => Outcome): Outcome {
    try {
      return write();
    } catch (error) {
      const code = codeOf(error);
      // A single file that is mounted, for example into a container, can't be replaced.
      if (code === 'EBUSY') throw new UsageError(`${this.#path} is a mount point: mount its folder instead`);
      throw new UsageError(`${this.#path} cannot be written (${String(code)})`);
    }
  }
}

/** A rename would replace a file that this process must not write. */
function checkWritable(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  // The superuser may write every file, but one without any write permission is not meant to be written.
  if ((stats.mode & 0o222) === 0) throw Object.assign(new Error('read-only'), { code: 'it is read-only' });
  accessSync(path, constants.W_OK);
}

/** Text is buffered up to this length, in UTF-16 code units. */
const bufferLength = 1 << 18;

/** Creates a file with the permissions and the owner of another one, as far as this process may. */
function openLike(path: string, { mode, uid, gid }: Partial<Stats> = {}): number {
  if (mode === undefined || uid === undefined || gid === undefined) return openSync(path, 'ax+');
  const descriptor = openSync(path, 'ax+', 0o600);
  try {
    fchownSync(descriptor, uid, gid);
    fchmodSync(descriptor, mode & 0o777);
  } catch {
    // The permissions stay narrow: the same ones would let other users in under another owner or group.
  }
  return descriptor;
}

/** Flushes a folder's entries to the disk; otherwise the old file can be back after a power failure. */
function flushFolder(path: string): void {
  try {
    const descriptor = openSync(path, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch {
    // Some systems can't flush a folder; the file itself is on the disk.
  }
}
