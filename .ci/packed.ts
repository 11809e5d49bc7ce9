// What the checks of the packed package share: a temporary folder, the package as npm packs it, projects, and the count.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root: string = fileURLToPath(new URL('..', import.meta.url));
/** The folder of the programs that stand for users. */
export const consumers: string = join(root, '.ci', 'consumers');
const work = mkdtempSync(join(tmpdir(), 'dynarepo-packed-'));
// An install that fails ends the process; its folders go all the same.
process.on('exit', () => discard(work));
const counts = { passed: 0, failed: 0, skipped: 0 };

/** Packs what `npm run build` built; returns the path of the tarball. */
export function pack(): string {
  const listed: unknown = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--silent', '--ignore-scripts', '--pack-destination', work], {
      cwd: root,
      encoding: 'utf8',
    }),
  );
  const first: unknown = Array.isArray(listed) ? listed[0] : undefined;
  return join(work, String(Reflect.get(Object(first), 'filename')));
}

/** Creates an empty project; returns its folder. */
export function project(name: string, type: 'module' | 'commonjs' = 'module'): string {
  const folder = join(work, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, private: true, type }));
  return folder;
}

/** How long an install may take; most take seconds, and one that stalled took more than ten minutes. */
const installLimitMs = 180_000;

/** Installs packages into a project as its users do: npm rejects what breaks the range of a peer. One that stalls is tried twice. */
export function install(folder: string, packages: readonly string[]): void {
  for (const isLast of [false, true]) {
    try {
      execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--silent', ...packages], {
        cwd: folder,
        stdio: ['ignore', 'inherit', 'inherit'],
        timeout: installLimitMs,
        killSignal: 'SIGKILL',
      });
      return;
    } catch (error) {
      if (Reflect.get(Object(error), 'code') !== 'ETIMEDOUT') throw error;
      const text = `npm install ${packages.join(' ')} did not end within ${installLimitMs / 1000} seconds`;
      if (isLast) throw new Error(`${text}, twice`);
      process.stdout.write(`${text}: trying once more\n`);
    }
  }
}

/** Development dependencies as `npm install` takes them: `name@version`. */
export function pinned(...names: readonly string[]): readonly string[] {
  const versions: object = Object(Reflect.get(manifest(), 'devDependencies'));
  return names.map((name) => `${name}@${Reflect.get(versions, name)}`);
}

/** The package.json of this package. */
export function manifest(): object {
  return Object(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
}

/** Runs a program in a project; returns what it prints. A failure's message holds all its output. */
export function run(folder: string, [program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  try {
    return execFileSync(program, args, {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1', CI: 'true', ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    throw new Error(`${Reflect.get(Object(error), 'stdout')}\n${Reflect.get(Object(error), 'stderr')}`);
  }
}

/** Runs the compiler of this package, or another, on files of a project. */
export function compile(
  folder: string,
  args: readonly string[],
  compiler: string = join(root, 'node_modules/typescript'),
) {
  run(folder, [
    process.execPath,
    join(compiler, 'bin/tsc'),
    '--target',
    'ES2022',
    '--strict',
    '--types',
    'node',
    ...args,
  ]);
}

/** Runs and counts one check. */
export function check(name: string, perform: () => void): void {
  const started = performance.now();
  try {
    perform();
    counts.passed++;
    process.stdout.write(`ok   ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`);
  } catch (error) {
    counts.failed++;
    process.stdout.write(`FAIL ${name}\n${String(error)}\n`);
  }
}

/** Counts a check that cannot be made here. */
export function skip(name: string, reason: string): void {
  counts.skipped++;
  process.stdout.write(`skip ${name}: ${reason}\n`);
}

/** Expects a failure whose output matches. */
export function fails(perform: () => void, expected: RegExp): void {
  try {
    perform();
  } catch (error) {
    if (expected.test(String(error))) return;
    throw error;
  }
  throw new Error(`expected a failure with ${expected}`);
}

/** Removes a folder that is no longer needed, such as a runtime of 200 MB. */
export function discard(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Prints the count, with which the process ends. */
export function finish(): void {
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  if (counts.failed > 0) process.exitCode = 1;
}
