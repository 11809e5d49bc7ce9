import { readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf, UsageError } from './usage-error.ts';

/**
 * Where a file really is, or will be: who renames another one over a link replaces the link and not the file.
 *
 * @throws UsageError - its folder is not there.
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
 * Whether what is written to a path goes by, as in a device or a pipe, so that it cannot be replaced or read twice. What
 * the system offers under `/dev` and `/proc` does even where it stands for a file, as `/dev/stdout` may.
 */
export function isStream(path: string, hops: number = mostHops): boolean {
  if (/^\/(dev(?!\/shm\/)|proc)\//.test(resolve(path))) return true;
  const target = targetOf(path);
  if (target !== undefined && hops > 0) return isStream(resolve(dirname(path), target), hops - 1);
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === false;
  } catch {
    return false; // who opens it is told why that cannot be
  }
}

/** Links that go round are followed no further. */
const mostHops = 40;

function realFolderOf(path: string): string {
  try {
    return realpathSync(dirname(path));
  } catch (error) {
    const reason = codeOf(error) === 'ENOENT' ? 'is not there' : `cannot be entered (${String(codeOf(error))})`;
    throw new UsageError(`${path} cannot be written: the folder ${dirname(path)} ${reason}`);
  }
}

/** What a link says, if it is one. */
function targetOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined; // most paths are no links, and some are not there
  }
}
