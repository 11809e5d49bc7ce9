import type { DynamoDb, Item, TableDescription } from '../domain/dynamodb.ts';
import { NotImplementedError, ServiceError } from '../domain/errors.ts';
import { type RequestRecord, recordOf } from './record.ts';
import { createTableInput } from './recreate-table.ts';

/** What to dump. */
export interface DumpOptions {
  /** Names of tables. Default: all tables. */
  readonly tables?: readonly string[] | undefined;
  /** The time in the records of items, in milliseconds since 1970-01-01 UTC. */
  readonly nowMs: number;
}

/**
 * Returns the requests that recreate the tables of a database: CreateTable for all tables, oldest first, then the items and
 * settings of each table. Streams, backups and transaction tokens are left out.
 */
export async function* dumpRecords(db: DynamoDb, { tables, nowMs }: DumpOptions): AsyncGenerator<RequestRecord> {
  const described: TableDescription[] = [];
  for await (const TableName of tables ?? tableNames(db)) {
    const { Table } = await db.execute('DescribeTable', { TableName });
    if (Table !== undefined && Table.TableStatus !== 'DELETING') described.push(Table);
  }
  for (const table of described.toSorted((a, b) => createdMs(a) - createdMs(b))) {
    yield { at: createdMs(table), operation: 'CreateTable', input: createTableInput(table) };
  }
  for (const { TableName, TableArn } of described) {
    for await (const Item of items(db, TableName)) yield recordOf('PutItem', { TableName, Item }, nowMs);
    yield* settingsOf(db, { TableName, TableArn, nowMs });
  }
}

function createdMs({ CreationDateTime }: TableDescription): number {
  return CreationDateTime?.getTime() ?? 0;
}

async function* tableNames(db: DynamoDb): AsyncGenerator<string> {
  let ExclusiveStartTableName: string | undefined;
  do {
    const page = await db.execute('ListTables', { ExclusiveStartTableName });
    yield* page.TableNames ?? [];
    ExclusiveStartTableName = page.LastEvaluatedTableName;
  } while (ExclusiveStartTableName); // some engines send null or an empty name at the end
}

async function* items(db: DynamoDb, TableName: string | undefined) {
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await db.execute('Scan', { TableName, ConsistentRead: true, ExclusiveStartKey });
    yield* page.Items ?? [];
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (Object.keys(ExclusiveStartKey ?? {}).length > 0); // some engines send null or an empty key at the end
}

interface DescribedTable extends Pick<TableDescription, 'TableName' | 'TableArn'> {
  readonly nowMs: number;
}

/** Returns the requests for the settings that DescribeTable leaves out. */
async function* settingsOf(
  db: DynamoDb,
  { TableName, TableArn, nowMs }: DescribedTable,
): AsyncGenerator<RequestRecord> {
  const timeToLive = await ifSupported(db.execute('DescribeTimeToLive', { TableName }));
  const { TimeToLiveStatus, AttributeName } = timeToLive?.TimeToLiveDescription ?? {};
  if (TimeToLiveStatus === 'ENABLED' || TimeToLiveStatus === 'ENABLING') {
    const TimeToLiveSpecification = { Enabled: true, AttributeName };
    yield recordOf('UpdateTimeToLive', { TableName, TimeToLiveSpecification }, nowMs);
  }
  const tags = await ifSupported(db.execute('ListTagsOfResource', { ResourceArn: TableArn }));
  if (tags?.Tags?.length) yield recordOf('TagResource', { ResourceArn: TableArn, Tags: tags.Tags }, nowMs);
}

/** Returns an operation's output, or `undefined` if the engine does not support the operation. */
async function ifSupported<Output>(output: Promise<Output>): Promise<Output | undefined> {
  try {
    return await output;
  } catch (error) {
    if (error instanceof NotImplementedError) return undefined;
    if (error instanceof ServiceError && error.name === 'UnknownOperationException') return undefined;
    throw error;
  }
}
