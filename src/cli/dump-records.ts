import type { DynamoDb, Item, TableDescription } from '../domain/dynamodb.ts';
import { NotImplementedError, ServiceError } from '../domain/errors.ts';
import { type RequestRecord, recordOf } from './record.ts';
import { recreateTable } from './recreate-table.ts';

/** What is to be dumped. */
export interface DumpOptions {
  /** Names of tables; all unless given. */
  readonly tables?: readonly string[] | undefined;
  /** When the items are said to have been written, in milliseconds since 1970. */
  readonly nowMs: number;
}

/**
 * The requests that make the tables of a database, with their items and settings: first all tables, oldest first, then what
 * is in them. Streams, backups and the tokens of transactions are not part of it.
 */
export async function* dumpRecords(db: DynamoDb, { tables, nowMs }: DumpOptions): AsyncGenerator<RequestRecord> {
  const described: TableDescription[] = [];
  for await (const TableName of tables ?? tableNames(db)) {
    const { Table } = await db.execute('DescribeTable', { TableName });
    if (Table !== undefined && Table.TableStatus !== 'DELETING') described.push(Table);
  }
  for (const table of described.toSorted((a, b) => createdMs(a) - createdMs(b))) {
    yield { at: createdMs(table), operation: 'CreateTable', input: recreateTable(table) };
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
  } while (ExclusiveStartTableName !== undefined);
}

async function* items(db: DynamoDb, TableName: string | undefined) {
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await db.execute('Scan', { TableName, ConsistentRead: true, ExclusiveStartKey });
    yield* page.Items ?? [];
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
}

interface Described extends Pick<TableDescription, 'TableName' | 'TableArn'> {
  readonly nowMs: number;
}

/** The requests for what a table has beside its description. */
async function* settingsOf(db: DynamoDb, { TableName, TableArn, nowMs }: Described): AsyncGenerator<RequestRecord> {
  const timeToLive = await ifThere(db.execute('DescribeTimeToLive', { TableName }));
  const { TimeToLiveStatus, AttributeName } = timeToLive?.TimeToLiveDescription ?? {};
  if (TimeToLiveStatus === 'ENABLED' || TimeToLiveStatus === 'ENABLING') {
    const TimeToLiveSpecification = { Enabled: true, AttributeName };
    yield recordOf('UpdateTimeToLive', { TableName, TimeToLiveSpecification }, nowMs);
  }
  const tags = await ifThere(db.execute('ListTagsOfResource', { ResourceArn: TableArn }));
  if (tags?.Tags?.length) yield recordOf('TagResource', { ResourceArn: TableArn, Tags: tags.Tags }, nowMs);
}

/** What an operation gives, or nothing where the engine does not have it. */
async function ifThere<Given>(answer: Promise<Given>): Promise<Given | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NotImplementedError) return undefined;
    if (error instanceof ServiceError && error.name === 'UnknownOperationException') return undefined;
    throw error;
  }
}
