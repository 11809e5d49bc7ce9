import { readLines } from './read-lines.ts';
import { header, parseLine, type RequestRecord } from './record.ts';
import { UsageError } from './usage-error.ts';

/** A record with the number of its line. */
export interface ReadRecord {
  readonly record: RequestRecord;
  readonly line: number;
}

/** How a file is read. */
export interface ReadOptions {
  /** What the file is called in messages. */
  readonly name: string;
  /** It may be cut off: its last line may break off, and its end may be missing. */
  readonly isUnfinished: boolean;
}

/**
 * Reads the records of a file of `dynarepo dump`, a piece at a time.
 *
 * @throws UsageError - the file cannot be read, is of another kind or of a later version, is damaged, or is cut off.
 */
export function* readRecords(path: string, { name, isUnfinished }: ReadOptions): Generator<ReadRecord> {
  let line = 0;
  let requests = 0;
  let counted: number | undefined;
  const cutOff = (lack: string) => {
    if (!isUnfinished) throw new UsageError(`${name} is cut off: ${lack}; --unfinished loads what is there`);
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
        yield { record: content.record, line };
        break;
      case 'end':
        counted = content.requests;
        break;
      case 'fault':
        if (text.endsWith('\n')) throw new UsageError(`${name} is damaged: line ${line} ${content.fault}`);
        cutOff(`line ${line} breaks off`);
        return;
      default:
        content satisfies never;
    }
  }
  if (counted === undefined) cutOff('its last line, {"end":…}, is not there');
  else if (counted !== requests) cutOff(`its last line counts ${counted} requests, and ${requests} are there`);
}

function checkHeader(name: string, text: string): void {
  if (text === header) return;
  if (text.startsWith('{"dynarepo snapshot"')) {
    throw new UsageError(`${name} is a data file: start dynarepo serve --data with it, and dump that server`);
  }
  const version = /^\{"dynarepo":(\d+)\}$/.exec(text)?.[1];
  if (version !== undefined) throw new UsageError(`${name} was written by a later dynarepo, in form ${version}`);
  throw new UsageError(`${name} is no file of dynarepo dump: its first line is not ${header}`);
}
