import { statSync } from 'node:fs';
import { MemoryDynamoDb } from '../adapters/memory/memory-dynamodb.ts';
import { decodeSnapshot } from '../adapters/memory/snapshot/decode-snapshot.ts';
import { type Clock, systemClock } from '../domain/environment.ts';
import { DynarepoError } from '../domain/errors.ts';
import { type LogHeader, parseLogHeader } from './log-header.ts';
import { parseAction, type Replay, replayAction } from './log-record.ts';
import { readLines } from './read-lines.ts';
import { executeRecord, header, parseLine } from './record.ts';
import { reasonOf, UsageError } from './usage-error.ts';
import { warn } from './warn.ts';

/**
 * Returns the database in a data file: restores the snapshot, then executes the requests and actions of the log, each at its
 * own time. An incomplete last line, as a killed process leaves it, is dropped with a warning.
 *
 * @throws UsageError - the file is damaged, has another format, or was written by a later version.
 */
export async function readDataFile(path: string): Promise<Replay> {
  if (!statSync(path, { throwIfNoEntry: false })?.size) return { db: new MemoryDynamoDb(), clockOffsetMs: 0 };
  let number = 0;
  const lines = (function* () {
    for (const line of readLines(path)) {
      number += 1;
      if (number === 1) rejectDump(path, line);
      yield line;
    }
  })();
  const damaged = (reason: string) => new UsageError(`${path} is damaged: line ${number} ${reason}`);
  const notExecuted = (error: unknown) => damaged(`cannot be executed (${reasonOf(error)})`);
  const snapshot = snapshotIn(lines, path);
  const logHeader = parseLogHeader(String(lines.next().value));
  if (logHeader === undefined) throw damaged('names no Region');
  let nowMs = Date.UTC(2026, 0, 1); // of records that were written by hand, without their time
  const replay = openReplay({ nowMs: () => nowMs, sleep: systemClock.sleep }, logHeader);
  replay.db.restore(snapshot);
  for (const text of lines) {
    const action = parseAction(text);
    const line = parseLine(text);
    if (action !== undefined) {
      nowMs = action.at;
      try {
        replayAction(replay, action.action);
      } catch (error) {
        throw notExecuted(error);
      }
    } else if (line.kind === 'request') {
      nowMs = line.record.at ?? nowMs;
      await executeRecord(replay.db, line.record).catch((error: unknown) => {
        throw notExecuted(error);
      });
    } else if (text.endsWith('\n')) {
      throw damaged(line.kind === 'invalid' ? line.reason : 'is not a request');
    } else {
      warn(`${path}: line ${number} is incomplete and was dropped`);
    }
  }
  return replay;
}

function openReplay(clock: Clock, { region, settings, clockOffsetMs }: LogHeader): Replay {
  // The older layer accepts all that the current one accepts, and updates that are larger.
  return { db: new MemoryDynamoDb({ ...settings, clock, region, wording: 'older' }), clockOffsetMs };
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
