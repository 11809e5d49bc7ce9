import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Builds a checkout where its `dist` is missing or older than what it is built from, and logs that it does. */
export function updateBuild(directory: string, log: (text: string) => void): void {
  const reason = reasonToBuild(directory);
  if (reason === undefined) return;
  log(`${reason}: executing "npm run build"`);
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'inherit'],
    // npm is a shell script on Windows.
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('the build of this checkout failed');
}

/** Returns why a checkout has to be built; `undefined` when its `dist` is up to date. */
export function reasonToBuild(directory: string): string | undefined {
  const dist = join(directory, 'dist');
  if (!existsSync(dist)) return 'dist is missing';
  const sources = ['src', 'tsconfig.json', 'tsconfig.build.json'].map((name) => join(directory, name));
  // Folders count as well: one changes when a file in it is deleted.
  const changedMs = Math.max(...sources.flatMap(pathsIn).map(modifiedMs));
  const builtMs = Math.min(...pathsIn(dist).map(modifiedMs));
  return builtMs < changedMs ? 'dist is older than src' : undefined;
}

function pathsIn(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return [path, ...readdirSync(path).flatMap((name) => pathsIn(join(path, name)))];
}

function modifiedMs(path: string): number {
  return statSync(path).mtimeMs;
}
