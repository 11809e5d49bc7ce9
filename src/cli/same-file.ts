import { fstatSync, statSync } from 'node:fs';

/** Returns a function that checks whether the file at a path is still the open one, not another that replaced it. */
export function sameFileCheck(path: string, descriptor: number): () => boolean {
  // Bigints, because some systems' ids are larger than the safe integers.
  const { ino, dev } = fstatSync(descriptor, { bigint: true });
  return () => {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    return found !== undefined && found.ino === ino && found.dev === dev;
  };
}
