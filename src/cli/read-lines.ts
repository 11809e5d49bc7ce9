import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { codeOf, UsageError } from './usage-error.ts';

/**
 * Yields the lines of a file, each with its line end (the last line may have none). Reads the file in chunks, not as a whole.
 *
 * @param name - the file's name in messages.
 * @throws UsageError - the file cannot be read, or a line is too long. The limit is 1,000 UTF-16 code units for the first line,
 *   which is a header, and 64 Mi for the others.
 */
export function* readLines(path: string, name: string = path): Generator<string> {
  const descriptor = reading(name, () => openSync(path, 'r'));
  try {
    const decoder = new StringDecoder('utf8');
    const chunk = Buffer.allocUnsafe(1 << 20);
    const readChunk = () => reading(name, () => readSync(descriptor, chunk));
    let rest = '';
    let number = 1;
    const bounded = (line: string) => {
      if (number === 1 && line.length > headerLimit) {
        throw new UsageError(
          `${name} is not a file of dynarepo: its first line is longer than ${headerLimit} characters`,
        );
      }
      if (line.length > lineLimit) {
        throw new UsageError(`${name} is damaged: line ${number} is longer than ${lineLimit} characters`);
      }
      return line;
    };
    for (let bytes = readChunk(); bytes > 0; bytes = readChunk()) {
      const [first = '', ...others] = decoder.write(chunk.subarray(0, bytes)).split('\n');
      rest = bounded(rest + first);
      for (const next of others) {
        yield `${rest}\n`;
        number += 1;
        rest = bounded(next);
      }
    }
    rest = bounded(rest + decoder.end());
    if (rest !== '') yield rest;
  } finally {
    closeSync(descriptor);
  }
}

/** The longest first line of a file, in UTF-16 code units. */
const headerLimit = 1000;
/** The longest other line: some times the size of the largest request. */
const lineLimit = 64 << 20;

function reading<Outcome>(name: string, read: () => Outcome): Outcome {
  try {
    return read();
  } catch (error) {
    throw new UsageError(`${name} cannot be read (${String(codeOf(error))})`);
  }
}
