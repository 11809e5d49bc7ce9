import {
  appendFileSync,
  closeSync,
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
 * A file in the making that replaces another when it is complete; until then that one stays as it is. It gets the
 * permissions and the owner of the one it replaces.
 */
export class Draft {
  /** Open for reading and appending, also after the draft has replaced the file. */
  readonly descriptor: number;
  readonly #path: string;
  readonly #draftPath: string;
  #waiting = '';

  /**
   * @param path - of the file to replace, without links.
   * @throws UsageError - it cannot be written.
   */
  constructor(path: string) {
    this.#path = path;
    this.#draftPath = `${path}.dynarepo-new`;
    this.descriptor = this.#tried(() => {
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
    this.#waiting += text;
    if (this.#waiting.length >= pieceLength) this.#flush();
  }

  /**
   * Replaces the file.
   *
   * @throws UsageError - that cannot be done, and everything is as it was.
   */
  replace(rename: typeof renameSync = renameSync): void {
    this.#flush();
    this.#tried(() => {
      fsyncSync(this.descriptor);
      rename(this.#draftPath, this.#path);
    });
    forceFolder(dirname(this.#path));
  }

  /** Closes the descriptor. */
  close(): void {
    closeSync(this.descriptor);
  }

  /** Throws the draft away. */
  discard(): void {
    this.close();
    rmSync(this.#draftPath, { force: true });
  }

  #flush(): void {
    const text = this.#waiting;
    this.#waiting = '';
    this.#tried(() => appendFileSync(this.descriptor, text));
  }

  #tried<Outcome>(attempt: () => Outcome): Outcome {
    try {
      return attempt();
    } catch (error) {
      const code = codeOf(error);
      // A file that is mounted by itself, into a container for example, can't be replaced.
      if (code === 'EBUSY') throw new UsageError(`${this.#path} is a mount point: mount its folder instead`);
      throw new UsageError(`${this.#path} cannot be written (${String(code)})`);
    }
  }
}

/** How much is written at once, in UTF-16 code units. */
const pieceLength = 1 << 18;

/** Creates a file with the permissions and the owner of another, as far as the system and this process's rights allow. */
function openLike(path: string, { mode, uid, gid }: Partial<Stats> = {}): number {
  if (mode === undefined || uid === undefined || gid === undefined) return openSync(path, 'ax+');
  const descriptor = openSync(path, 'ax+', 0o600);
  try {
    fchownSync(descriptor, uid, gid);
    fchmodSync(descriptor, mode & 0o777);
  } catch {
    // It stays with this process's owner: for another owner or group, the same permissions would mean other people.
  }
  return descriptor;
}

/** Forces a folder's entries to the disk; otherwise the file that was replaced may be back after a loss of power. */
function forceFolder(path: string): void {
  try {
    const descriptor = openSync(path, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch {
    // Some systems can't, and the file itself is on the disk.
  }
}
