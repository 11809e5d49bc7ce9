import type { DynamoDb, Item, TableDescription } from '../domain/dynamodb.ts';
import { LeftOut } from './left-out.ts';
import { type RequestRecord, recordOf } from './record.ts';
import { createTableInput, type Tags } from './recreate-table.ts';

/** What to dump. */
export interface DumpOptions {
  /** Names of tables. Default: all tables. */
  readonly tables?: readonly string[] | undefined;
  /** The time in the records of items, in milliseconds since 1970-01-01 UTC. */
  readonly nowMs: number;
  /** Collects what the engine does not support. */
  readonly leftOut?: LeftOut | undefined;
}

/**
 * Returns the requests that recreate the tables of a database: CreateTable for all tables, oldest first, with their tags, then
 * the items and the time to live of each table. Records of streams, backups and transaction tokens are left out.
 */
export async function* dumpRecords(
  db: DynamoDb,
  { tables, nowMs, leftOut = new LeftOut() }: DumpOptions,
): AsyncGenerator<RequestRecord> {
  const described: TableDescription[] = [];
  for await (const TableName of tables ?? tableNames(db)) {
    const { Table } = await db.execute('DescribeTable', { TableName });
    if (Table !== undefined && Table.TableStatus !== 'DELETING') described.push(Table);
  }
  for (const table of described.toSorted((a, b) => createdMs(a) - createdMs(b))) {
    const tags = await tagsOf(db, table, leftOut);
    yield { at: createdMs(table), operation: 'CreateTable', input: createTableInput(table, tags) };
  }
  for (const { TableName } of described) {
    for await (const Item of items(db, TableName)) yield recordOf('PutItem', { TableName, Item }, nowMs);
    const timeToLive = await leftOut.outputOf('DescribeTimeToLive', db.execute('DescribeTimeToLive', { TableName }));
    const { TimeToLiveStatus, AttributeName } = timeToLive?.TimeToLiveDescription ?? {};
    if (TimeToLiveStatus !== 'ENABLED' && TimeToLiveStatus !== 'ENABLING') continue;
    const TimeToLiveSpecification = { Enabled: true, AttributeName };
    yield recordOf('UpdateTimeToLive', { TableName, TimeToLiveSpecification }, nowMs);
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

async function tagsOf(db: DynamoDb, { TableArn }: TableDescription, leftOut: LeftOut): Promise<Tags> {
  const tags: Tags = [];
  let NextToken: string | undefined;
  do {
    const request = { ResourceArn: TableArn, NextToken };
    const page = await leftOut.outputOf('ListTagsOfResource', db.execute('ListTagsOfResource', request));
    tags.push(...(page?.Tags ?? []));
    NextToken = page?.NextToken;
  } while (NextToken); // as the names and keys above
  return tags;
}
