import { parseArgs } from 'node:util';
import type { DynamoDb } from '../domain/dynamodb.ts';
import { systemClock } from '../domain/environment.ts';
import { readRecords } from './read-records.ts';
import { carryOut, type RequestRecord } from './record.ts';
import { connect } from './remote-engine.ts';
import { ArgumentError, reasonOf, UsageError } from './usage-error.ts';

/**
 * `dynarepo load`: carries out the requests in a file.
 *
 * @throws UsageError - there is no such file, it is damaged, or the engine refuses a request.
 */
export async function load(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { endpoint: { type: 'string' }, region: { type: 'string' } },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new ArgumentError('load takes one file; see dynarepo load --help');
  const db = await connect(values);
  let count = 0;
  try {
    const onTornLine = (line: number) =>
      process.stderr.write(`dynarepo: ${path}: line ${line} breaks off, and was dropped\n`);
    for await (const { record, line } of readRecords(path, { onTornLine })) {
      await carryOutWhole(db, record).catch((error: unknown) => {
        throw new UsageError(`${path}: line ${line}, ${record.operation}: ${reasonOf(error)}`);
      });
      count += 1;
    }
  } finally {
    db.close();
  }
  process.stdout.write(`${count} requests were carried out\n`);
}

/** Carries out a request, and waits until a table that it makes can be written to. */
async function carryOutWhole(db: DynamoDb, record: RequestRecord): Promise<void> {
  await carryOut(db, record);
  if (record.operation !== 'CreateTable') return;
  const TableName = String(record.input.TableName);
  for (;;) {
    const { Table } = await db.execute('DescribeTable', { TableName });
    if (Table?.TableStatus !== 'CREATING') return;
    await systemClock.sleep(pollMs);
  }
}

const pollMs = 200;
