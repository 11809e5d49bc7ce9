import { execFileSync, spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** The commit that the targets compare with: the column "today". */
export const earlierCommit = '8762a398abb522d571accf90e15d4ab9ac503ff7';

/**
 * Builds {@link earlierCommit} from a repository's history, this one's by default, in an empty folder.
 *
 * @returns why that is not possible; `undefined` when it was built.
 */
export function buildEarlier(folder: string, repository: string = checkout): string | undefined {
  const archive = spawnSync('git', ['archive', '--format=tar', earlierCommit], {
    cwd: repository,
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (archive.status !== 0) return `the history here does not have commit ${earlierCommit.slice(0, 7)}`;
  execFileSync('tar', ['-x', '-C', folder], { input: archive.stdout });
  symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const compiler = join(checkout, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  return status === 0 ? undefined : `commit ${earlierCommit.slice(0, 7)} cannot be built with these dependencies`;
}
