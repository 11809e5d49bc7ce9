import { createWriteStream, openSync, renameSync, rmSync, statSync, type WriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { DynamoDb } from '../domain/dynamodb.ts';
import { systemClock } from '../domain/environment.ts';
import { type DumpOptions, dumpRecords } from './dump-records.ts';
import { header, printRecord } from './record.ts';
import { connect } from './remote-engine.ts';
import { codeOf, UsageError } from './usage-error.ts';

/**
 * `dynarepo dump`: writes the tables of an engine to a file.
 *
 * @throws UsageError - the file cannot be written.
 * @throws DynarepoError - the engine refuses something, or is not there.
 */
export async function dump(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      endpoint: { type: 'string' },
      region: { type: 'string' },
      tables: { type: 'string' },
      to: { type: 'string' },
    },
  });
  const db = await connect(values);
  const lines = linesOf(db, { tables: values.tables?.split(','), nowMs: systemClock.nowMs() });
  try {
    if (values.to === undefined) await pipeline(Readable.from(lines), process.stdout, { end: false });
    else await writeWhole(values.to, lines);
  } finally {
    db.close();
  }
}

async function* linesOf(db: DynamoDb, options: DumpOptions): AsyncGenerator<string> {
  yield `${header}\n`;
  for await (const record of dumpRecords(db, options)) yield printRecord(record);
}

/** Writes a file, all of it or nothing: whatever had that name before stays until the new one is complete. */
async function writeWhole(path: string, lines: AsyncIterable<string>): Promise<void> {
  const isFileOrFree = statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
  if (!isFileOrFree) return pipeline(Readable.from(lines), openFile(path, path)); // a device or a pipe cannot be replaced
  const draft = `${path}.new`;
  try {
    await pipeline(Readable.from(lines), openFile(draft, path));
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function openFile(path: string, wanted: string): WriteStream {
  try {
    return createWriteStream(path, { fd: openSync(path, 'w') });
  } catch (error) {
    throw new UsageError(`${wanted} cannot be written (${String(codeOf(error))})`);
  }
}
