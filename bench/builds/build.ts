import { cpSync, existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../arguments.ts';

/** The entry points that are measured. */
export interface EntryPoints {
  readonly dynarepo: typeof import('dynarepo');
  readonly memory: typeof import('dynarepo/memory');
  readonly http: typeof import('dynarepo/http');
  readonly dynamodb: typeof import('dynarepo/dynamodb');
}

/** A loaded build. That of another checkout may lack an entry point or some of its exports. */
export type Build = { readonly [Name in keyof EntryPoints]: Partial<EntryPoints[Name]> };

/** Something that a row needs and a build lacks. */
export class MissingExport extends Error {}

/**
 * Returns exports of a build.
 *
 * @throws MissingExport - the build lacks one.
 */
export function exportsOf<Point extends keyof EntryPoints, Name extends keyof EntryPoints[Point]>(
  build: Build,
  entryPoint: Point,
  ...names: readonly Name[]
): Pick<EntryPoints[Point], Name> {
  const found: Partial<EntryPoints[Point]> = build[entryPoint];
  for (const name of names) {
    if (found[name] === undefined) throw new MissingExport(`${entryPoint} has no export ${String(name)}`);
  }
  return found as EntryPoints[Point]; // checked above
}

/**
 * Checks that a folder is a built checkout of dynarepo.
 *
 * @throws UsageError - it is not.
 */
export function checkCheckout(directory: string): void {
  if (!existsSync(directory)) throw new UsageError(`${directory} does not exist`);
  if (packageNameIn(directory) !== 'dynarepo') throw new UsageError(`${directory} is not a checkout of dynarepo`);
  if (!existsSync(join(directory, 'dist', files.memory))) {
    throw new UsageError(`${directory} has no complete dist folder: execute "npm run build" there first`);
  }
}

/** Whether two paths lead to the same folder. */
export function isSameFolder(first: string, second: string): boolean {
  return realpathSync(first) === realpathSync(second);
}

/** Copies a build to a folder, from where it is loaded as modules with their own state and their own compiled code. */
export function copyBuild(from: string, to: string): void {
  for (const part of ['package.json', 'dist']) cpSync(join(from, part), join(to, part), { recursive: true });
}

/**
 * Loads the build of a checkout.
 *
 * @throws UsageError - an entry point fails to load.
 */
export async function loadBuild(directory: string): Promise<Build> {
  const load = async (file: string): Promise<object> => {
    const path = join(directory, 'dist', file);
    if (!existsSync(path)) return {};
    try {
      return await import(pathToFileURL(path).href);
    } catch (error) {
      throw new UsageError(`${path} cannot be loaded: ${String(error)}`);
    }
  };
  const { dynarepo, memory, http, dynamodb } = files;
  return {
    dynarepo: await load(dynarepo),
    memory: await load(memory),
    http: await load(http),
    dynamodb: await load(dynamodb),
  };
}

const files: Readonly<Record<keyof EntryPoints, string>> = {
  dynarepo: 'index.js',
  memory: join('adapters', 'memory', 'index.js'),
  http: join('adapters', 'http', 'index.js'),
  dynamodb: join('adapters', 'dynamodb', 'index.js'),
};

function packageNameIn(directory: string): unknown {
  try {
    const content: unknown = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
    return Reflect.get(Object(content), 'name');
  } catch {
    return undefined;
  }
}
