import { readRecords } from './read-records.ts';
import { decodeRecord } from './record.ts';
import type { Rereadable } from './rereadable.ts';
import { reasonOf, UsageError } from './usage-error.ts';

/** How to check a file. */
export interface CheckOptions {
  /** Accepts a file that is cut off. */
  readonly isUnfinished: boolean;
}

/** Names of the tables in a file. */
export interface FileTables {
  /** Tables that the file creates. */
  readonly created: ReadonlySet<string>;
  /** Tables that the file deletes; only files written by hand do. */
  readonly deleted: ReadonlySet<string>;
}

/**
 * Checks every line of a file and returns the names of its tables.
 *
 * @throws UsageError - the file is damaged or cut off.
 */
export function checkFile({ path, name }: Rereadable, { isUnfinished }: CheckOptions): FileTables {
  const created = new Set<string>();
  const deleted = new Set<string>();
  for (const { record, line } of readRecords(path, { name, isUnfinished })) {
    try {
      decodeRecord(record);
    } catch (error) {
      throw new UsageError(`${name} is damaged: line ${line} cannot be read (${reasonOf(error)})`);
    }
    if (record.operation === 'CreateTable') created.add(String(record.input.TableName));
    if (record.operation === 'DeleteTable') deleted.add(String(record.input.TableName));
  }
  return { created, deleted };
}
