import { type FileEnd, lackOf, readRecords } from './read-records.ts';
import { decodeRecord } from './record.ts';
import type { Rereadable } from './rereadable.ts';
import { reasonOf, UsageError } from './usage-error.ts';

/** How a file is checked. */
export interface CheckOptions {
  /** It need not be whole: what is there will do. */
  readonly isUnfinished: boolean;
}

/**
 * Goes over a file from its first line to its last, and gives the names of the tables that it makes.
 *
 * @throws UsageError - it is damaged, or not whole.
 */
export async function checkFile(file: Rereadable, { isUnfinished }: CheckOptions): Promise<ReadonlySet<string>> {
  const tables = new Set<string>();
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
    if (record.operation === 'CreateTable') tables.add(String(record.input.TableName));
  }
  return tables;
}
