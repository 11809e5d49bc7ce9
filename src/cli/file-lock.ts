import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { isRecord } from '../domain/is-record.ts';
import { sameFileCheck } from './same-file.ts';
import { codeOf, UsageError } from './usage-error.ts';

/** A file that this process has for itself, until another process removes or takes the lock. */
export interface FileLock {
  isHeld(): boolean;
  release(): void;
}

/**
 * Takes a file for this process alone: creates a second file beside it, which names the process. The lock of a process of
 * this machine that has ended is taken over at once. Processes of other machines and containers are unknown here, so a
 * file that they share has no protection but this: a process that lost its lock notices before it writes.
 *
 * @throws UsageError - another process has it.
 */
export function lockFile(path: string): FileLock {
  const lock = `${path}.dynarepo-lock`;
  const descriptor = take(lock, path); // it stays open, so that no other file can have the same identity
  const isHeld = sameFileCheck(lock, descriptor);
  const release = () => {
    const isOurs = isHeld();
    closeSync(descriptor);
    if (isOurs) rmSync(lock, { force: true });
  };
  return { isHeld, release };
}

/**
 * Creates the lock, or replaces the one of a process that has ended. Of several processes that find such a lock only one
 * can replace it: the one that holds the claim, a lock on exactly that lock, while it sees that it is still there.
 * Renaming the claim to the lock replaces the one and gives up the other in one step.
 */
function take(lock: string, path: string): number {
  const created = create(lock);
  if (created !== undefined) return created;
  const found = textOf(lock);
  if (found === undefined) return take(lock, path); // it was released just now
  refuseIfInUse(found, { lock, path });
  const claim = `${lock}-${createHash('sha256').update(found).digest('hex').slice(0, 8)}`;
  const descriptor = take(claim, path);
  try {
    if (textOf(lock) === found) {
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

function textOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw notWritable(lock, error);
  }
}

function refuseIfInUse(text: string, { lock, path }: { readonly lock: string; readonly path: string }): void {
  const holder = holderIn(text);
  if (holder !== undefined && !isRunning(holder)) return;
  const name = holder === undefined ? 'another process' : `process ${holder.pid}`;
  throw new UsageError(`${path} is in use by ${name}; if that is no dynarepo, remove ${lock}`);
}

/** A process that has a lock. */
interface Holder {
  readonly pid: number;
  /** Distinguishes it from other processes with its number, in a form of this machine's. */
  readonly started: string;
}

/** Returns the holder named in a lock; `undefined` if the lock is incomplete or something else. */
function holderIn(text: string): Holder | undefined {
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
    return true; // or another process that has its number by now, which can't be known here
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

/** When this process started, where the system doesn't say. */
const ownStart = String(performance.timeOrigin);

/** Returns when a process started, as Linux says: the boot, and the time since. `undefined` on other systems. */
function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program is in parentheses and may hold anything; the state and 18 numbers follow.
    const [state, ...numbers] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? 'ended' : `${boot} ${numbers[18]}`;
  } catch {
    return undefined;
  }
}
