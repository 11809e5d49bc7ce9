import { fstatSync, statSync } from 'node:fs';

/**
 * Makes the function that tells whether the file at a path is still the one that is open, and not another that was put in
 * its place.
 */
export function sameFileCheck(path: string, descriptor: number): () => boolean {
  // As bigints, because some systems count beyond what a number can tell apart.
  const { ino, dev } = fstatSync(descriptor, { bigint: true });
  return () => {
    const there = statSync(path, { bigint: true, throwIfNoEntry: false });
    return there !== undefined && there.ino === ino && there.dev === dev;
  };
}
