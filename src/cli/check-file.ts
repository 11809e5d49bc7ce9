import { readRecords } from './read-records.ts';
import { decodeRecord } from './record.ts';
import type { Rereadable } from './rereadable.ts';
import { reasonOf, UsageError } from './usage-error.ts';

/** How a file is checked. */
export interface CheckOptions {
  /** It may be cut off. */
  readonly isUnfinished: boolean;
}

/** The names of the tables of a file. */
export interface FileTables {
  /** Those that it creates. */
  readonly made: ReadonlySet<string>;
  /** Those that it deletes, as a file that was written by hand can. */
  readonly deleted: ReadonlySet<string>;
}

/**
 * Goes over a file from its first line to its last, and returns the names of its tables.
 *
 * @throws UsageError - it is damaged, or not whole.
 */
export function checkFile({ path, name }: Rereadable, { isUnfinished }: CheckOptions): FileTables {
  const made = new Set<string>();
  const deleted = new Set<string>();
  for (const { record, line } of readRecords(path, { name, isUnfinished })) {
    try {
      decodeRecord(record);
    } catch (error) {
      throw new UsageError(`${name} is damaged: line ${line} cannot be read (${reasonOf(error)})`);
    }
    if (record.operation === 'CreateTable') made.add(String(record.input.TableName));
    if (record.operation === 'DeleteTable') deleted.add(String(record.input.TableName));
  }
  return { made, deleted };
}
