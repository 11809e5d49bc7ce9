import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { codeOf, UsageError } from './usage-error.ts';

/**
 * Takes a file for this process alone, by a second file beside it that holds the number of the process; gives what lets it
 * go. A lock that a dead process left behind is taken over.
 *
 * @throws UsageError - another process has it.
 */
export function lockFile(path: string): () => void {
  const lock = `${path}.lock`;
  if (!take(lock)) {
    const owner = ownerOf(lock);
    if (owner !== undefined && isAlive(owner)) {
      throw new UsageError(`${path} is in use by process ${owner}; if that is no dynarepo, remove ${lock}`);
    }
    rmSync(lock, { force: true });
    if (!take(lock)) throw new UsageError(`${path} is in use by another process, which took it just now`);
  }
  return () => rmSync(lock, { force: true });
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw new UsageError(`${lock} cannot be written (${String(codeOf(error))})`);
  }
}

function ownerOf(lock: string): number | undefined {
  const owner = Number(readFileSync(lock, 'utf8'));
  return Number.isSafeInteger(owner) && owner > 0 ? owner : undefined;
}

/** A lock with our own number is an old one: in a container every run has the same. */
function isAlive(owner: number): boolean {
  if (owner === process.pid) return false;
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}
