import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** The test files that match some patterns, and the patterns without a match. */
export interface Found {
  readonly files: readonly string[];
  readonly unmatched: readonly string[];
}

/**
 * Finds test files below `folder`. A pattern is the path of a file with any name, or a part of the path of files ending
 * in `.test.ts`; without patterns every such file is returned.
 */
export function findTestFiles(folder: string, patterns: readonly string[]): Found {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => join(folder, path))
    .sort();
  if (patterns.length === 0) return { files: all, unmatched: all.length === 0 ? [`${folder}/**/*.test.ts`] : [] };
  const files = new Set<string>();
  const unmatched: string[] = [];
  for (const pattern of patterns) {
    const matching = isFile(pattern) ? [resolve(pattern)] : all.filter((file) => matches(file, pattern));
    if (matching.length === 0) unmatched.push(pattern);
    for (const file of matching) files.add(file);
  }
  return { files: [...files], unmatched };
}

function matches(file: string, pattern: string): boolean {
  return relative(process.cwd(), file).includes(pattern.replace(/^\.\//, ''));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
