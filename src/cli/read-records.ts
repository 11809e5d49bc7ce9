import { readLines } from './read-lines.ts';
import { header, parseLine, type RequestRecord } from './record.ts';
import { UsageError } from './usage-error.ts';

/** A record with its line. */
export interface ReadRecord {
  readonly record: RequestRecord;
  readonly line: number;
  /** The length of the line, in UTF-16 code units. */
  readonly length: number;
}

/** How to read a file. */
export interface ReadOptions {
  /** The file's name in messages. */
  readonly name: string;
  /** Accepts a file that is cut off: its last line may be incomplete, and its end may be missing. */
  readonly isUnfinished: boolean;
}

/**
 * Reads the records of a file of `dynarepo dump`, in chunks.
 *
 * @throws UsageError - the file cannot be read, has another format, was written by a later version, is damaged or cut off.
 */
export function* readRecords(path: string, { name, isUnfinished }: ReadOptions): Generator<ReadRecord> {
  let line = 0;
  let requests = 0;
  let counted: number | undefined;
  const rejectCutOff = (reason: string) => {
    if (!isUnfinished) throw new UsageError(`${name} is cut off: ${reason}; --unfinished loads it as far as it goes`);
  };
  for (const text of readLines(path, name)) {
    line += 1;
    if (line === 1) {
      checkHeader(name, text.trimEnd());
      continue;
    }
    if (counted !== undefined) throw new UsageError(`${name} is damaged: line ${line} comes after its end`);
    const content = parseLine(text);
    switch (content.kind) {
      case 'request':
        requests += 1;
        yield { record: content.record, line, length: text.length };
        break;
      case 'end':
        counted = content.requests;
        break;
      case 'invalid':
        if (text.endsWith('\n')) throw new UsageError(`${name} is damaged: line ${line} ${content.reason}`);
        rejectCutOff(`line ${line} is incomplete`);
        return;
      default:
        content satisfies never;
    }
  }
  if (counted === undefined) rejectCutOff('its last line, {"end":…}, is missing');
  else if (counted !== requests) rejectCutOff(`its last line counts ${counted} requests, but it has ${requests}`);
}

function checkHeader(name: string, text: string): void {
  if (text === header) return;
  if (text.startsWith('{"dynarepo snapshot"')) {
    throw new UsageError(`${name} is a data file; start dynarepo serve --data with it, and dump that server`);
  }
  const version = /^\{"dynarepo":(\d+)\}$/.exec(text)?.[1];
  if (version !== undefined) throw new UsageError(`${name} was written by a later dynarepo, in format ${version}`);
  throw new UsageError(`${name} is not a file of dynarepo dump: its first line is not ${header}`);
}
