import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { codeOf, UsageError } from './usage-error.ts';

/**
 * Reads the lines of a file with their line ends, a piece at a time; only the last one may lack its end.
 *
 * @param name - what the file is called in messages.
 * @throws UsageError - the file cannot be read.
 */
export function* readLines(path: string, name: string = path): Generator<string> {
  const descriptor = tried(name, () => openSync(path, 'r'));
  try {
    const decoder = new StringDecoder('utf8');
    const piece = Buffer.allocUnsafe(1 << 20);
    const readPiece = () => tried(name, () => readSync(descriptor, piece));
    let rest = '';
    for (let bytes = readPiece(); bytes > 0; bytes = readPiece()) {
      const lines = (rest + decoder.write(piece.subarray(0, bytes))).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield `${line}\n`;
    }
    rest += decoder.end();
    if (rest !== '') yield rest;
  } finally {
    closeSync(descriptor);
  }
}

function tried<Outcome>(name: string, attempt: () => Outcome): Outcome {
  try {
    return attempt();
  } catch (error) {
    throw new UsageError(`${name} cannot be read (${String(codeOf(error))})`);
  }
}
