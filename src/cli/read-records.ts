import { createReadStream } from 'node:fs';
import { header, parseLine, type RequestRecord } from './record.ts';
import { codeOf, UsageError } from './usage-error.ts';

/** A record with the number of its line. */
export interface ReadRecord {
  readonly record: RequestRecord;
  readonly line: number;
}

/** How a file ends. */
export interface FileEnd {
  /** The requests that are in it. */
  readonly requests: number;
  /** How many its last line says there are; not there where it has no such line. */
  readonly counted: number | undefined;
  /** The number of the last line, where it breaks off as it does when the machine or the program went down in its middle. */
  readonly tornLine: number | undefined;
}

/** What a file lacks, if it is not whole. */
export function lackOf({ requests, counted, tornLine }: FileEnd): string | undefined {
  if (tornLine !== undefined) return `line ${tornLine} breaks off`;
  if (counted === undefined) return 'its last line, {"end":…}, is not there';
  return counted === requests ? undefined : `its last line counts ${counted} requests, and ${requests} are there`;
}

/** What is told beside the records. */
export interface ReadOptions {
  /** What the file is called in messages; its path unless given. */
  readonly name?: string | undefined;
  /** Called when everything was read. What it throws comes out of the reading. */
  readonly onEnd: (end: FileEnd) => void;
}

/**
 * Reads the records of a file, a piece at a time. A file without a byte is one without records.
 *
 * @throws UsageError - the file is not there, is none of dynarepo's or of a later version's, or is damaged before its end.
 */
export async function* readRecords(path: string, { name = path, onEnd }: ReadOptions): AsyncGenerator<ReadRecord> {
  let line = 0;
  let requests = 0;
  let counted: number | undefined;
  let tornLine: number | undefined;
  for await (const { text, isComplete } of readLines(path, name)) {
    line += 1;
    if (line === 1) {
      checkHeader(name, text);
      continue;
    }
    if (counted !== undefined) throw new UsageError(`${name} is damaged: line ${line} comes after its end`);
    const content = parseLine(text);
    switch (content.kind) {
      case 'request':
        requests += 1;
        yield { record: content.record, line };
        break;
      case 'end':
        counted = content.requests;
        break;
      case 'fault':
        if (isComplete) throw new UsageError(`${name} is damaged: line ${line} ${content.fault}`);
        tornLine = line;
        break;
      default:
        content satisfies never;
    }
  }
  onEnd({ requests, counted, tornLine });
}

function checkHeader(name: string, text: string): void {
  if (text === header) return;
  const version = /^\{"dynarepo":(\d+)\}$/.exec(text)?.[1];
  if (version !== undefined) throw new UsageError(`${name} was written by a later dynarepo, in form ${version}`);
  throw new UsageError(`${name} is no file of dynarepo's: its first line is not ${header}`);
}

interface Line {
  readonly text: string;
  /** It has an end; all lines have but one that breaks off, or the last of a file that was written by hand. */
  readonly isComplete: boolean;
}

async function* readLines(path: string, name: string): AsyncGenerator<Line> {
  let rest = '';
  try {
    for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) yield { text, isComplete: true };
    }
  } catch (error) {
    if (codeOf(error) === undefined || error instanceof UsageError) throw error;
    throw new UsageError(`${name} cannot be read (${String(codeOf(error))})`);
  }
  if (rest !== '') yield { text: rest, isComplete: false };
}
