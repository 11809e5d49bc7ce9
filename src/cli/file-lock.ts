import { closeSync, futimes, openSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { performance } from 'node:perf_hooks';
import { systemClock } from '../domain/environment.ts';
import { isRecord } from '../domain/is-record.ts';
import { sameFileCheck } from './same-file.ts';
import { codeOf, UsageError } from './usage-error.ts';
import { warn } from './warn.ts';

/** A file that this process has for itself, as long as nobody removes the lock. */
export interface FileLock {
  /** Whether it still has. */
  isHeld(): boolean;
  /** Lets the file go. */
  release(): void;
}

/**
 * Takes a file for this process alone, by a second file beside it that names the process, and that it touches every two
 * seconds.
 *
 * A lock that a dead process of this machine left behind is taken over at once. Of a process of another machine or
 * container nobody here can tell whether it lives: its lock is taken over when it was not touched for ten seconds, which
 * are waited for.
 *
 * @throws UsageError - another process has it.
 */
export async function lockFile(path: string): Promise<FileLock> {
  const lock = `${path}.dynarepo-lock`;
  let descriptor = take(lock);
  if (descriptor === undefined) {
    await removeAbandoned(lock, path);
    descriptor = take(lock);
  }
  if (descriptor === undefined) throw new UsageError(`${path} is in use by another process, which took it just now`);
  return held(lock, descriptor);
}

/** The descriptor stays open, so that no other file can come by the same identity. */
function held(lock: string, descriptor: number): FileLock {
  const touch = () => {
    const now = systemClock.nowMs() / 1000;
    // Where this fails another process may take the lock, and that is noticed before the next write.
    futimes(descriptor, now, now, () => {});
  };
  const timer = setInterval(touch, touchEveryMs).unref();
  const isHeld = sameFileCheck(lock, descriptor);
  const release = () => {
    clearInterval(timer);
    const isOurs = isHeld();
    closeSync(descriptor);
    if (isOurs) rmSync(lock, { force: true });
  };
  return { isHeld, release };
}

const touchEveryMs = 2000;
const abandonedAfterMs = 10_000;
const lookEveryMs = 250;

/** Who has a lock. */
interface Owner {
  readonly host: string;
  /** What its number counts in: a container has numbers of its own. */
  readonly space: string;
  readonly pid: number;
  /** When it was started, in milliseconds since 1970: numbers of processes come again. */
  readonly startedMs: number;
}

function thisProcess(): Owner {
  return { host: hostname(), space: processSpace(), pid: process.pid, startedMs: performance.timeOrigin };
}

function processSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return ''; // only Linux has several on one machine
  }
}

function take(lock: string): number | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(lock, 'wx');
    writeFileSync(descriptor, JSON.stringify(thisProcess()));
    return descriptor;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined;
    if (descriptor !== undefined) {
      closeSync(descriptor);
      rmSync(lock, { force: true });
    }
    throw new UsageError(`${lock} cannot be written (${String(codeOf(error))})`);
  }
}

/**
 * Removes a lock that nobody has any more.
 *
 * @throws UsageError - somebody has it.
 */
async function removeAbandoned(lock: string, path: string): Promise<void> {
  const touchedMs = touchedMsOf(lock);
  const owner = ownerOf(lock);
  const life = lifeOf(owner);
  const name = owner === undefined ? 'another process' : `process ${owner.pid}`;
  if (life === 'going on') throw new UsageError(`${path} is in use by ${name}; if that is no dynarepo, remove ${lock}`);
  if (life === 'unknown' && touchedMs !== undefined) {
    const user = owner === undefined ? name : `${name} of ${owner.host}, another machine or container`;
    await untilAbandoned(lock, touchedMs, `${path} is in use by ${user}`);
  }
  // What is another one by now is somebody else's.
  if (touchedMsOf(lock) === touchedMs) rmSync(lock, { force: true });
}

async function untilAbandoned(lock: string, touchedMs: number, inUse: string): Promise<void> {
  const abandonedMs = Math.min(touchedMs, systemClock.nowMs()) + abandonedAfterMs;
  if (systemClock.nowMs() < abandonedMs) warn(`${inUse}, or was a moment ago; waiting`);
  while (systemClock.nowMs() < abandonedMs) {
    await systemClock.sleep(lookEveryMs);
    const latestMs = touchedMsOf(lock);
    if (latestMs === undefined) return;
    if (latestMs !== touchedMs) throw new UsageError(inUse);
  }
}

function lifeOf(owner: Owner | undefined): 'going on' | 'over' | 'unknown' {
  const { host, space, pid, startedMs } = thisProcess();
  if (owner === undefined || owner.host !== host || owner.space !== space) return 'unknown';
  // In a container that is started again every run has the same number.
  if (owner.pid === pid) return owner.startedMs === startedMs ? 'going on' : 'over';
  try {
    process.kill(owner.pid, 0);
    return 'going on';
  } catch (error) {
    return codeOf(error) === 'ESRCH' ? 'over' : 'going on';
  }
}

/** The owner of a lock; nobody that is known where it is of another form, or not written yet. */
function ownerOf(lock: string): Owner | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(lock, 'utf8'));
    if (!isRecord(parsed)) return undefined;
    const { host, space, pid, startedMs } = parsed;
    if (typeof host !== 'string' || typeof space !== 'string') return undefined;
    return { host, space, pid: Number(pid), startedMs: Number(startedMs) };
  } catch {
    return undefined;
  }
}

/** When a lock was last touched, in milliseconds since 1970, if it is still there. */
function touchedMsOf(lock: string): number | undefined {
  return statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
}
