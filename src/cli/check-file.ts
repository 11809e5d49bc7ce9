import { type FileEnd, lackOf, readRecords } from './read-records.ts';
import { decodeRecord } from './record.ts';
import type { Rereadable } from './rereadable.ts';
import { reasonOf, UsageError } from './usage-error.ts';

/** How a file is checked. */
export interface CheckOptions {
  /** It need not be whole: what is there will do. */
  readonly isUnfinished: boolean;
}

/** The names of the tables of a file. */
export interface FileTables {
  /** Those that it makes. */
  readonly made: ReadonlySet<string>;
  /** Those that it deletes, as a file can that a server kept and did not end. */
  readonly deleted: ReadonlySet<string>;
}

/**
 * Goes over a file from its first line to its last, and gives the names of its tables.
 *
 * @throws UsageError - it is damaged, or not whole.
 */
export async function checkFile(file: Rereadable, { isUnfinished }: CheckOptions): Promise<FileTables> {
  const made = new Set<string>();
  const deleted = new Set<string>();
  const onEnd = (end: FileEnd) => {
    const lack = lackOf(end);
    if (lack === undefined) return;
    if (!isUnfinished) throw new UsageError(`${file.name} is cut off: ${lack}; --unfinished loads what is there`);
  };
  for await (const { record, line } of readRecords(file.path, { name: file.name, onEnd })) {
    try {
      decodeRecord(record);
    } catch (error) {
      throw new UsageError(`${file.name} is damaged: line ${line} cannot be read (${reasonOf(error)})`);
    }
    if (record.operation === 'CreateTable') made.add(String(record.input.TableName));
    if (record.operation === 'DeleteTable') deleted.add(String(record.input.TableName));
  }
  return { made, deleted };
}
