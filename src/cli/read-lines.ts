import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { codeOf, UsageError } from './usage-error.ts';

/**
 * Reads the lines of a file with their line ends, in chunks; only the last line may lack its line end.
 *
 * @param name - the file's name in messages.
 * @throws UsageError - the file cannot be read.
 */
export function* readLines(path: string, name: string = path): Generator<string> {
  const descriptor = reading(name, () => openSync(path, 'r'));
  try {
    const decoder = new StringDecoder('utf8');
    const chunk = Buffer.allocUnsafe(1 << 20);
    const readChunk = () => reading(name, () => readSync(descriptor, chunk));
    let rest = '';
    for (let bytes = readChunk(); bytes > 0; bytes = readChunk()) {
      const lines = (rest + decoder.write(chunk.subarray(0, bytes))).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield `${line}\n`;
    }
    rest += decoder.end();
    if (rest !== '') yield rest;
  } finally {
    closeSync(descriptor);
  }
}

function reading<Outcome>(name: string, read: () => Outcome): Outcome {
  try {
    return read();
  } catch (error) {
    throw new UsageError(`${name} cannot be read (${String(codeOf(error))})`);
  }
}
