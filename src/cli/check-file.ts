import { readRecords } from './read-records.ts';
import { decodeRecord } from './record.ts';
import type { Rereadable } from './rereadable.ts';
import { reasonOf, UsageError } from './usage-error.ts';

/** How to check a file. */
export interface CheckOptions {
  /** Accepts a file that is cut off. */
  readonly isUnfinished: boolean;
}

/** What a file has. */
export interface FileContent {
  /** Tables that the file creates. */
  readonly created: ReadonlySet<string>;
  /** Tables that the file deletes; only files written by hand do. */
  readonly deleted: ReadonlySet<string>;
  /** The number of items that it puts. */
  readonly items: number;
}

/**
 * Checks every line of a file and returns what it has.
 *
 * @throws UsageError - the file is damaged or cut off.
 */
export function checkFile({ path, name }: Rereadable, { isUnfinished }: CheckOptions): FileContent {
  const created = new Set<string>();
  const deleted = new Set<string>();
  let items = 0;
  for (const { record, line } of readRecords(path, { name, isUnfinished })) {
    try {
      decodeRecord(record);
    } catch (error) {
      throw new UsageError(`${name} is damaged: line ${line} cannot be read (${reasonOf(error)})`);
    }
    if (record.operation === 'CreateTable') created.add(String(record.input.TableName));
    if (record.operation === 'PutItem') items += 1;
    if (record.operation === 'DeleteTable') deleted.add(String(record.input.TableName));
  }
  return { created, deleted, items };
}
