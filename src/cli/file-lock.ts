import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { isRecord } from '../domain/is-record.ts';
import { sameFileCheck } from './same-file.ts';
import { codeOf, UsageError } from './usage-error.ts';

/** A lock on a file, which holds until another process removes or takes it. */
export interface FileLock {
  isHeld(): boolean;
  release(): void;
}

/**
 * Locks a file for this process by creating a second file beside it, which names the process. The lock of a process on this
 * machine that has ended is taken over at once. Whether processes on other machines or in other containers still run cannot
 * be checked; a process that lost its lock notices this before it writes.
 *
 * @throws UsageError - another process holds the lock.
 */
export function lockFile(path: string): FileLock {
  const lock = `${path}.dynarepo-lock`;
  const descriptor = take(lock, path); // it stays open, so that no other file gets the same inode
  const isHeld = sameFileCheck(lock, descriptor);
  const release = () => {
    const isOurs = isHeld();
    closeSync(descriptor);
    if (isOurs) rmSync(lock, { force: true });
  };
  return { isHeld, release };
}

/**
 * Creates the lock, or replaces the lock of a process that has ended. If several processes find such a lock, only the one
 * that holds the claim (a lock on that lock) can replace it, after checking that the lock is still the same. Renaming the
 * claim to the lock replaces the lock and releases the claim in one step.
 */
function take(lock: string, path: string): number {
  const created = create(lock);
  if (created !== undefined) return created;
  const found = contentOf(lock);
  if (found === undefined) return take(lock, path); // it was released meanwhile
  rejectIfInUse(found, { lock, path });
  const claim = `${lock}-${createHash('sha256').update(found).digest('hex').slice(0, 8)}`;
  const descriptor = take(claim, path);
  try {
    if (contentOf(lock) === found) {
      renameSync(claim, lock);
      return descriptor;
    }
  } catch (error) {
    abandon(claim, descriptor);
    throw notWritable(lock, error);
  }
  abandon(claim, descriptor);
  return take(lock, path);
}

function create(lock: string): number | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(lock, 'wx');
    writeFileSync(descriptor, JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? ownStart }));
    fsyncSync(descriptor);
    return descriptor;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined;
    if (descriptor !== undefined) abandon(lock, descriptor);
    throw notWritable(lock, error);
  }
}

function abandon(lock: string, descriptor: number): void {
  closeSync(descriptor);
  rmSync(lock, { force: true });
}

function notWritable(lock: string, error: unknown): UsageError {
  return new UsageError(`${lock} cannot be written (${String(codeOf(error))})`);
}

function contentOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw notWritable(lock, error);
  }
}

function rejectIfInUse(text: string, { lock, path }: { readonly lock: string; readonly path: string }): void {
  const holder = parseHolder(text);
  if (holder !== undefined && !isRunning(holder)) return;
  const name = holder === undefined ? 'another process' : `process ${holder.pid}`;
  throw new UsageError(`${path} is in use by ${name}; if that is not dynarepo, remove ${lock}`);
}

/** A process that holds a lock. */
interface Holder {
  readonly pid: number;
  /** When it started; distinguishes processes that had the same id. */
  readonly started: string;
}

/** Parses the holder named in a lock; `undefined` if the text is incomplete or something else. */
function parseHolder(text: string): Holder | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (!isRecord(parsed) || typeof parsed.started !== 'string') return undefined;
    const pid = Number(parsed.pid);
    return Number.isSafeInteger(pid) && pid > 0 ? { pid, started: parsed.started } : undefined;
  } catch {
    return undefined;
  }
}

function isRunning({ pid, started }: Holder): boolean {
  const startNow = startOf(pid);
  if (startNow !== undefined) return startNow === started;
  if (pid === process.pid) return started === ownStart;
  try {
    process.kill(pid, 0);
    return true; // possibly another process with the same id; this can't be checked
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

/** The start of this process, on systems where `startOf` returns `undefined`. */
const ownStart = String(performance.timeOrigin);

/** Returns when a process started: on Linux, the id of the boot and the time since then; elsewhere `undefined`. */
function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name is in parentheses and can contain any text; the state and 18 numbers follow it.
    const [state, ...numbers] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? 'ended' : `${boot} ${numbers[18]}`;
  } catch {
    return undefined;
  }
}
