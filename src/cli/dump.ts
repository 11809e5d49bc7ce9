import { createWriteStream, openSync, type WriteStream } from 'node:fs';
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
    else await pipeline(Readable.from(lines), openFile(values.to));
  } finally {
    db.close();
  }
}

async function* linesOf(db: DynamoDb, options: DumpOptions): AsyncGenerator<string> {
  yield `${header}\n`;
  for await (const record of dumpRecords(db, options)) yield printRecord(record);
}

function openFile(path: string): WriteStream {
  try {
    return createWriteStream(path, { fd: openSync(path, 'w') });
  } catch (error) {
    throw new UsageError(`${path} cannot be written (${String(codeOf(error))})`);
  }
}
