import { readFileSync } from 'node:fs';
import type { RequestRecord } from './record.ts';
import { codeOf, UsageError } from './usage-error.ts';

/**
 * The CreateTable requests in a file: one, or a JSON array of them.
 *
 * @throws UsageError - the file is not there, or holds something else.
 */
export function readTables(path: string): RequestRecord[] {
  const parsed = parse(path);
  return [parsed].flat().map((input: unknown) => {
    if (typeof input !== 'object' || input === null || !('TableName' in input)) {
      throw new UsageError(`${path} holds no JSON array of CreateTable requests`);
    }
    return { operation: 'CreateTable', input: { ...input } };
  });
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = codeOf(error) ?? 'it is no JSON';
    throw new UsageError(`${path} cannot be read (${String(reason)})`);
  }
}
