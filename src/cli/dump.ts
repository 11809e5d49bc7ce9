import { constants, createWriteStream, openSync } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { systemClock } from '../domain/environment.ts';
import { Draft } from './draft.ts';
import { dumpRecords } from './dump-records.ts';
import { lockFile } from './file-lock.ts';
import { LeftOut } from './left-out.ts';
import { isStream, realPathOf } from './real-path.ts';
import { printRecords, type RequestRecord } from './record.ts';
import { RecordCounts } from './record-counts.ts';
import { connect, nameOf } from './remote-engine.ts';
import { chooseRemote, remoteOptions } from './remote-options.ts';
import { ArgumentError, codeOf, UsageError } from './usage-error.ts';
import { warn } from './warn.ts';

/**
 * `dynarepo dump`: writes the tables of an engine to a file.
 *
 * @throws UsageError - the file cannot be written.
 * @throws DynarepoError - the engine rejects a request or cannot be reached.
 */
export async function dump(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { ...remoteOptions, tables: { type: 'string' }, to: { type: 'string', default: '-' } },
  });
  const tables = values.tables === undefined ? undefined : parseNames(values.tables);
  if (values.to === '') throw new ArgumentError('--to requires the name of a file, or - for the standard output');
  const remote = chooseRemote(values);
  const db = await connect(remote);
  const leftOut = new LeftOut();
  const written = new RecordCounts();
  const lines = printRecords(counted(dumpRecords(db, { tables, nowMs: systemClock.nowMs(), leftOut }), written));
  try {
    await write(values.to, lines);
  } finally {
    db.close();
  }
  const warning = leftOut.warning(nameOf(remote));
  if (warning !== undefined) warn(warning);
  if (standardOutput.has(values.to)) return;
  warn(written.summary(values.to));
}

const standardOutput: ReadonlySet<string> = new Set(['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1']);

function parseNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new ArgumentError(`--tables requires names separated by commas, not "${text}"`);
  return names;
}

async function* counted(records: AsyncIterable<RequestRecord>, written: RecordCounts) {
  for await (const record of records) {
    written.add(record);
    yield record;
  }
}

function write(path: string, lines: AsyncIterable<string>): Promise<void> {
  if (standardOutput.has(path)) return writeStream('the standard output', process.stdout, lines);
  return isStream(path) ? writeStream(path, openStream(path), lines) : writeFile(realPathOf(path), lines);
}

/** Writes a whole file or nothing: an existing file of that name is replaced when the new one is complete. */
async function writeFile(path: string, lines: AsyncIterable<string>): Promise<void> {
  const lock = lockFile(path); // the path may be a server's data file
  try {
    const draft = new Draft(path);
    try {
      for await (const line of lines) draft.add(line);
      if (!lock.isHeld()) throw new UsageError(`${path} was not written: another process has taken its lock`);
      draft.replace();
    } catch (error) {
      draft.discard();
      throw error;
    }
    draft.close();
  } finally {
    lock.release();
  }
}

async function writeStream(name: string, stream: Writable, lines: AsyncIterable<string>): Promise<void> {
  await pipeline(Readable.from(lines), stream, { end: stream !== process.stdout }).catch((error: unknown) => {
    const isStreamError = Reflect.get(Object(error), 'syscall') !== undefined;
    if (!isStreamError || codeOf(error) === 'EPIPE') throw error; // the reader has closed the pipe
    throw new UsageError(`${name} cannot be written (${String(codeOf(error))})`);
  });
}

/** Opens an existing device or pipe; nothing is truncated or created. */
function openStream(path: string): Writable {
  try {
    return createWriteStream(path, { fd: openSync(path, constants.O_WRONLY | constants.O_APPEND) });
  } catch (error) {
    throw new UsageError(`${path} cannot be written (${String(codeOf(error))})`);
  }
}
