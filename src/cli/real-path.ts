import { readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf, UsageError } from './usage-error.ts';

/**
 * Returns the path of a file that exists or will be created, without symbolic links: renaming another file to a link would
 * replace the link, not the file.
 *
 * @throws UsageError - the folder does not exist.
 */
export function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw new UsageError(`${path} cannot be written (${String(codeOf(error))})`);
  }
  const folder = realFolderOf(path);
  const target = targetOf(path);
  return target === undefined ? join(folder, basename(path)) : realPathOf(resolve(folder, target));
}

/**
 * Whether a path is a device or a pipe, which can't be replaced or read twice. Paths under `/dev` and `/proc` count as
 * streams even if they stand for a file, as `/dev/stdout` may.
 */
export function isStream(path: string, hops: number = maxHops): boolean {
  if (/^\/(dev(?!\/shm\/)|proc)\//.test(resolve(path))) return true;
  const target = targetOf(path);
  if (target !== undefined && hops > 0) return isStream(resolve(dirname(path), target), hops - 1);
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === false;
  } catch {
    return false; // opening it reports the error
  }
}

/** Ends the search in links that form a cycle. */
const maxHops = 40;

function realFolderOf(path: string): string {
  try {
    return realpathSync(dirname(path));
  } catch (error) {
    const reason = codeOf(error) === 'ENOENT' ? 'does not exist' : `cannot be entered (${String(codeOf(error))})`;
    throw new UsageError(`${path} cannot be written: the folder ${dirname(path)} ${reason}`);
  }
}

/** Returns the target of a symbolic link; `undefined` if the path is something else. */
function targetOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined; // not a link, or the path does not exist
  }
}
