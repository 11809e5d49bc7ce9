import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isStream } from './real-path.ts';
import { codeOf, UsageError } from './usage-error.ts';

/** A file that can be read several times. */
export interface Rereadable {
  readonly path: string;
  /** Its name in messages. */
  readonly name: string;
}

/**
 * Calls `use` with a file. The standard input (`-`) and other streams are first copied to a temporary file, which is deleted
 * when `use` is done.
 *
 * @throws UsageError - the stream cannot be read or copied.
 */
export async function withRereadable<Outcome>(
  path: string,
  use: (file: Rereadable) => Promise<Outcome>,
): Promise<Outcome> {
  const name = path === '-' ? 'the standard input' : path;
  if (path !== '-' && !isStream(path)) return use({ path, name });
  const folder = mkdtempSync(join(tmpdir(), 'dynarepo-'));
  try {
    const copy = join(folder, 'copy');
    const source = path === '-' ? process.stdin : createReadStream(path);
    await pipeline(source, createWriteStream(copy)).catch((error: unknown) => {
      throw new UsageError(`${name} cannot be copied to a temporary file (${String(codeOf(error))})`);
    });
    return await use({ path: copy, name });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
