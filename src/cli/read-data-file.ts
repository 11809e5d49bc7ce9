import { statSync } from 'node:fs';
import { MemoryDynamoDb, type MemoryDynamoDbOptions } from '../adapters/memory/memory-dynamodb.ts';
import { ManualClock } from '../adapters/memory/simulation/manual-clock.ts';
import { decodeSnapshot } from '../adapters/memory/snapshot/decode-snapshot.ts';
import { DynarepoError } from '../domain/errors.ts';
import { isRecord } from '../domain/is-record.ts';
import { readLines } from './read-lines.ts';
import { executeRecord, header, parseJson, parseLine } from './record.ts';
import { reasonOf, UsageError } from './usage-error.ts';
import { warn } from './warn.ts';

/**
 * Returns the database in a data file: restores the snapshot, then executes the requests of the log, each at its own time.
 * An incomplete last line, as a killed process leaves it, is dropped with a warning.
 *
 * @throws UsageError - the file is damaged, has another format, or was written by a later version.
 */
export async function readDataFile(path: string): Promise<MemoryDynamoDb> {
  if (!statSync(path, { throwIfNoEntry: false })?.size) return new MemoryDynamoDb();
  let number = 0;
  const lines = (function* () {
    for (const line of readLines(path)) {
      number += 1;
      if (number === 1) rejectDump(path, line);
      yield line;
    }
  })();
  const damaged = (reason: string) => new UsageError(`${path} is damaged: line ${number} ${reason}`);
  const snapshot = snapshotIn(lines, path);
  const settings = settingsIn(lines.next().value);
  if (settings === undefined) throw damaged('names no Region');
  const clock = new ManualClock(0);
  // The older layer accepts all that the current one accepts, and updates that are larger.
  const db = new MemoryDynamoDb({ ...settings, clock, wording: 'older' });
  db.restore(snapshot);
  for (const text of lines) {
    const line = parseLine(text);
    if (line.kind === 'request') {
      const { at = clock.nowMs() } = line.record;
      clock.advance(Math.max(at - clock.nowMs(), 0));
      await executeRecord(db, line.record).catch((error: unknown) => {
        throw damaged(`cannot be executed (${reasonOf(error)})`);
      });
    } else if (text.endsWith('\n')) {
      throw damaged(line.kind === 'invalid' ? line.reason : 'is not a request');
    } else {
      warn(`${path}: line ${number} is incomplete and was dropped`);
    }
  }
  return db;
}

/** The settings of a database on which the results of requests depend, and which a snapshot does not have. */
export type LogSettings = Pick<MemoryDynamoDbOptions, 'region' | 'tableDelayMs' | 'streams'>;

/** Returns the first line of the log: the settings at the time of its requests. */
export function printSettings({ region, tableDelayMs, streams }: LogSettings): string {
  return `${JSON.stringify({ region, tableDelayMs, streams })}\n`;
}

function rejectDump(path: string, firstLine: string): void {
  if (firstLine.trimEnd() !== header) return;
  throw new UsageError(
    `${path} is a file of dynarepo dump; load it into a server that has another data file, with dynarepo load`,
  );
}

function snapshotIn(lines: Iterable<string>, path: string) {
  try {
    return decodeSnapshot(lines);
  } catch (error) {
    if (error instanceof DynarepoError) throw new UsageError(`${path} cannot be read: ${error.message}`);
    throw error;
  }
}

/** Logs of earlier versions name only the Region. */
function settingsIn(text: unknown): LogSettings | undefined {
  const settings = parseJson(String(text));
  if (!isRecord(settings) || typeof settings.region !== 'string') return undefined;
  const { region, tableDelayMs, streams } = settings;
  return { region, tableDelayMs, streams } as LogSettings; // the database checks them
}
