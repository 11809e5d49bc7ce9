import {
  appendFileSync,
  closeSync,
  fchmodSync,
  fchownSync,
  fsync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { codeOf, UsageError } from './usage-error.ts';

/**
 * A file in the making that takes the place of another when it is complete, and not before; until then that one stays as it
 * is. It gets the other's permissions and owner.
 */
export class Draft {
  /** Open for reading and appending, also when the draft has taken its place. */
  readonly descriptor: number;
  readonly #path: string;
  readonly #draftPath: string;
  #waiting = '';

  /**
   * @param path - of the file whose place it takes, without links.
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
   * Adds text. Now and then others get their turn meanwhile.
   *
   * @throws UsageError - the file cannot be written.
   */
  async add(text: string): Promise<void> {
    this.#waiting += text;
    if (this.#waiting.length < pieceLength) return;
    this.#flush();
    await setImmediate();
  }

  /**
   * Forces what was added to the disk, while others get their turn.
   *
   * @throws UsageError - the file cannot be written.
   */
  async force(): Promise<void> {
    this.#flush();
    await promisify(fsync)(this.descriptor).catch((error: unknown) => {
      throw this.#failure(error);
    });
  }

  /** Adds bytes of another file, at once; gives how many there were, up to the length. */
  copy(descriptor: number, position: number, length: number): number {
    return this.#tried(() => {
      const piece = Buffer.allocUnsafe(length);
      const count = readSync(descriptor, piece, { position });
      appendFileSync(this.descriptor, piece.subarray(0, count));
      return count;
    });
  }

  /**
   * Puts the draft in its place.
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

  /** Nothing more is to be added. */
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
      throw this.#failure(error);
    }
  }

  #failure(error: unknown): UsageError {
    const code = codeOf(error);
    // A file that is mounted by itself, into a container say, cannot give its place to another.
    if (code === 'EBUSY') return new UsageError(`${this.#path} is a mount point: mount its folder instead`);
    return new UsageError(`${this.#path} cannot be written (${String(code)})`);
  }
}

/** How much is written at once, in characters or bytes. */
const pieceLength = 1 << 18;

/** Makes a file with the permissions of another one and its owner, where the system and the rights of this process allow. */
function openLike(path: string, { mode, uid, gid }: Partial<Stats> = {}): number {
  if (mode === undefined || uid === undefined || gid === undefined) return openSync(path, 'ax+');
  const descriptor = openSync(path, 'ax+', 0o600);
  try {
    fchownSync(descriptor, uid, gid);
    fchmodSync(descriptor, mode & 0o777);
  } catch {
    // Then it stays for whom writes it: with another owner or group the same permissions would mean other people.
  }
  return descriptor;
}

/** Without it the other file may have its place back after the machine has lost its power. */
function forceFolder(path: string): void {
  try {
    const descriptor = openSync(path, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch {
    // Some systems have no such thing, and the file itself is written.
  }
}
