import { statSync } from 'node:fs';
import { MemoryDynamoDb } from '../adapters/memory/memory-dynamodb.ts';
import { ManualClock } from '../adapters/memory/simulation/manual-clock.ts';
import { decodeSnapshot } from '../adapters/memory/snapshot/decode-snapshot.ts';
import { DynarepoError } from '../domain/errors.ts';
import { readLines } from './read-lines.ts';
import { carryOut, header, parseJson, parseLine } from './record.ts';
import { reasonOf, UsageError } from './usage-error.ts';
import { warn } from './warn.ts';

/**
 * Returns a database with what a data file holds: the snapshot, then the log, each of whose requests is executed at its
 * own time. A last line that breaks off, as when a process ends in its middle, is dropped with a warning.
 *
 * @throws UsageError - the file is damaged, of another kind, or of a later version.
 */
export async function readDataFile(path: string): Promise<MemoryDynamoDb> {
  if (!statSync(path, { throwIfNoEntry: false })?.size) return new MemoryDynamoDb();
  let number = 0;
  const lines = (function* () {
    for (const line of readLines(path)) {
      number += 1;
      if (number === 1) refuseDump(path, line);
      yield line;
    }
  })();
  const damaged = (reason: string) => new UsageError(`${path} is damaged: line ${number} ${reason}`);
  const snapshot = snapshotIn(lines, path);
  const region = regionIn(lines.next().value);
  if (region === undefined) throw damaged('names no Region');
  const clock = new ManualClock();
  const db = new MemoryDynamoDb({ clock, region });
  db.restore(snapshot);
  for (const text of lines) {
    const line = parseLine(text);
    if (line.kind === 'request') {
      const { at = clock.nowMs() } = line.record;
      clock.advance(at - clock.nowMs());
      await carryOut(db, line.record).catch((error: unknown) => {
        throw damaged(`cannot be executed (${reasonOf(error)})`);
      });
    } else if (text.endsWith('\n')) {
      throw damaged(line.kind === 'fault' ? line.fault : 'is no request');
    } else {
      warn(`${path}: line ${number} breaks off, and was dropped`);
    }
  }
  return db;
}

/** The first line of the log: a snapshot names no Region, and new ARNs do. */
export function printRegion(region: string): string {
  return `${JSON.stringify({ region })}\n`;
}

function refuseDump(path: string, firstLine: string): void {
  if (firstLine.trimEnd() !== header) return;
  throw new UsageError(`${path} is a file of dynarepo dump: dynarepo load reads it into a server with another file`);
}

function snapshotIn(lines: Iterable<string>, path: string) {
  try {
    return decodeSnapshot(lines);
  } catch (error) {
    if (error instanceof DynarepoError) throw new UsageError(`${path} cannot be read: ${error.message}`);
    throw error;
  }
}

function regionIn(text: unknown): string | undefined {
  const region: unknown = Reflect.get(Object(parseJson(String(text))), 'region');
  return typeof region === 'string' ? region : undefined;
}
