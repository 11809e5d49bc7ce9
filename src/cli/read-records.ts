import { createReadStream } from 'node:fs';
import { header, parseRecord, type RequestRecord } from './record.ts';
import { codeOf, UsageError } from './usage-error.ts';

/** A record with the number of its line. */
export interface ReadRecord {
  readonly record: RequestRecord;
  readonly line: number;
}

/** What is told of a file beside its records. */
export interface ReadOptions {
  /** Called where the last line breaks off, as it does when the machine or the program went down in its middle. */
  readonly onTornLine: (line: number) => void;
}

/**
 * Reads the records of a file, a piece at a time.
 *
 * @throws UsageError - the file is not there, is none of dynarepo's or of a later version's, or is damaged.
 */
export async function* readRecords(path: string, { onTornLine }: ReadOptions): AsyncGenerator<ReadRecord> {
  let line = 0;
  for await (const { text, isComplete } of readLines(path)) {
    line += 1;
    if (line === 1) {
      checkHeader(path, text);
      continue;
    }
    const record = parseRecord(text);
    if (record !== undefined) yield { record, line };
    else if (isComplete) throw new UsageError(`${path} is damaged: line ${line} holds no request`);
    else onTornLine(line);
  }
  if (line === 0) checkHeader(path, '');
}

function checkHeader(path: string, text: string): void {
  if (text === header) return;
  const version = /^\{"dynarepo":(\d+)\}$/.exec(text)?.[1];
  if (version !== undefined) throw new UsageError(`${path} was written by a later dynarepo, in form ${version}`);
  throw new UsageError(`${path} is no file of dynarepo's: its first line is not ${header}`);
}

interface Line {
  readonly text: string;
  /** It has an end; all lines have but one that breaks off, or the last of a file that was written by hand. */
  readonly isComplete: boolean;
}

async function* readLines(path: string): AsyncGenerator<Line> {
  let rest = '';
  try {
    for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) yield { text, isComplete: true };
    }
  } catch (error) {
    if (codeOf(error) === undefined || error instanceof UsageError) throw error;
    throw new UsageError(`${path} cannot be read (${String(codeOf(error))})`);
  }
  if (rest !== '') yield { text: rest, isComplete: false };
}
