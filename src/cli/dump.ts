import { constants, createWriteStream, openSync } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { systemClock } from '../domain/environment.ts';
import { Draft } from './draft.ts';
import { dumpRecords } from './dump-records.ts';
import { lockFile } from './file-lock.ts';
import { isStream, realPathOf } from './real-path.ts';
import { printRecords, type RequestRecord } from './record.ts';
import { connect } from './remote-engine.ts';
import { chooseRemote, remoteOptions } from './remote-options.ts';
import { ArgumentError, codeOf, UsageError } from './usage-error.ts';
import { warn } from './warn.ts';

/**
 * `dynarepo dump`: writes the tables of an engine to a file.
 *
 * @throws UsageError - the file cannot be written.
 * @throws DynarepoError - the engine refuses something, or is not there.
 */
export async function dump(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { ...remoteOptions, tables: { type: 'string' }, to: { type: 'string', default: '-' } },
  });
  const tables = values.tables === undefined ? undefined : readNames(values.tables);
  if (values.to === '') throw new ArgumentError('--to takes the name of a file, or - for the standard output');
  const db = await connect(chooseRemote(values));
  const written = { tables: 0, items: 0 };
  const lines = printRecords(counted(dumpRecords(db, { tables, nowMs: systemClock.nowMs() }), written));
  try {
    await write(values.to, lines);
  } finally {
    db.close();
  }
  if (standardOutput.has(values.to)) return;
  warn(`wrote ${quantity(written.tables, 'table')} and ${quantity(written.items, 'item')} to ${values.to}`);
}

const standardOutput: ReadonlySet<string> = new Set(['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1']);

function readNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new ArgumentError(`--tables takes names with commas between them, not "${text}"`);
  return names;
}

async function* counted(records: AsyncIterable<RequestRecord>, written: { tables: number; items: number }) {
  for await (const record of records) {
    if (record.operation === 'CreateTable') written.tables += 1;
    if (record.operation === 'PutItem') written.items += 1;
    yield record;
  }
}

function quantity(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function write(path: string, lines: AsyncIterable<string>): Promise<void> {
  if (standardOutput.has(path)) return writeStream('the standard output', process.stdout, lines);
  return isStream(path) ? writeStream(path, openStream(path), lines) : writeWhole(realPathOf(path), lines);
}

/** Writes a file, all of it or nothing: whatever had that name before stays until the new one is complete. */
async function writeWhole(path: string, lines: AsyncIterable<string>): Promise<void> {
  const lock = lockFile(path); // it may be the data file of a server
  try {
    const draft = new Draft(path);
    try {
      for await (const line of lines) draft.add(line);
      if (!lock.isHeld()) throw new UsageError(`${path} was not written: another process took its lock meanwhile`);
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
    const isOfStream = Reflect.get(Object(error), 'syscall') !== undefined;
    if (!isOfStream || codeOf(error) === 'EPIPE') throw error; // who reads no further knows
    throw new UsageError(`${name} cannot be written (${String(codeOf(error))})`);
  });
}

/** What is there already is added to and not cut off, and nothing is made. */
function openStream(path: string): Writable {
  try {
    return createWriteStream(path, { fd: openSync(path, constants.O_WRONLY | constants.O_APPEND) });
  } catch (error) {
    throw new UsageError(`${path} cannot be written (${String(codeOf(error))})`);
  }
}
