import type { DynamoDb, Input, Output } from '../../domain/dynamodb.ts';
import type { ConformanceContext } from './conformance-test.ts';
import { hashTable, type TableShape } from './table-shapes.ts';

/** The parts of items that the records of a stream contain. */
export type StreamViewType = NonNullable<NonNullable<Input<'CreateTable'>['StreamSpecification']>['StreamViewType']>;

/** A record as GetRecords returns it. */
export type StreamRecord = NonNullable<Output<'GetRecords'>['Records']>[number];

/** A shard as DescribeStream returns it. */
export type Shard = NonNullable<NonNullable<Output<'DescribeStream'>['StreamDescription']>['Shards']>[number];

/** A table and its stream. */
export interface StreamedTable {
  readonly TableName: string;
  readonly StreamArn: string;
}

/** Creates a table with an enabled stream for one test. */
export async function streamedTable(
  context: ConformanceContext,
  StreamViewType: StreamViewType = 'NEW_AND_OLD_IMAGES',
  shape: TableShape = hashTable,
): Promise<StreamedTable> {
  const { db } = context;
  const StreamSpecification = { StreamEnabled: true, StreamViewType };
  const TableName = await context.ownTable({ ...shape, StreamSpecification });
  const { Table } = await db.execute('DescribeTable', { TableName });
  const StreamArn = Table?.LatestStreamArn ?? '';
  await context.settled(async () => {
    const { StreamDescription } = await db.execute('DescribeStream', { StreamArn });
    if (StreamDescription?.StreamStatus !== 'ENABLED') throw new Error('the stream is not enabled');
  });
  return { TableName, StreamArn };
}

/** Returns all shards of a stream. */
export async function shardsOf(db: DynamoDb, StreamArn: string): Promise<Shard[]> {
  const shards: Shard[] = [];
  let ExclusiveStartShardId: string | undefined;
  do {
    const { StreamDescription } = await db.execute('DescribeStream', { StreamArn, ExclusiveStartShardId });
    shards.push(...(StreamDescription?.Shards ?? []));
    ExclusiveStartShardId = StreamDescription?.LastEvaluatedShardId;
  } while (ExclusiveStartShardId !== undefined);
  return shards;
}

/** Returns the first shard of a stream. */
export async function firstShard(db: DynamoDb, StreamArn: string): Promise<Shard & { readonly ShardId: string }> {
  const [shard] = await shardsOf(db, StreamArn);
  if (shard?.ShardId === undefined) throw new Error('the stream has no shard');
  return { ...shard, ShardId: shard.ShardId };
}

/** Returns a new iterator for a shard. Default: of the first shard, from its first record on. */
export async function iteratorOf(
  db: DynamoDb,
  input: Pick<Input<'GetShardIterator'>, 'StreamArn'> & Partial<Input<'GetShardIterator'>>,
): Promise<string> {
  const ShardId = input.ShardId ?? (await firstShard(db, input.StreamArn ?? '')).ShardId;
  const { ShardIterator = '' } = await db.execute('GetShardIterator', {
    ShardIteratorType: 'TRIM_HORIZON',
    ...input,
    ShardId,
  });
  return ShardIterator;
}

/** Returns the records of all shards of a stream, shard by shard; parents come before their children. */
export async function recordsOf(db: DynamoDb, StreamArn: string): Promise<StreamRecord[]> {
  const records: StreamRecord[] = [];
  for (const { ShardId } of await shardsOf(db, StreamArn)) {
    let ShardIterator: string | undefined = await iteratorOf(db, { StreamArn, ShardId });
    while (ShardIterator !== undefined) {
      const page: Output<'GetRecords'> = await db.execute('GetRecords', { ShardIterator });
      records.push(...(page.Records ?? []));
      // An open shard always has another iterator, so an empty page ends the reading.
      ShardIterator = page.Records?.length === 0 ? undefined : page.NextShardIterator;
    }
  }
  return records;
}

/** Returns the records of a stream once there are as many as expected; the service takes a moment. */
export async function settledRecords(
  context: ConformanceContext,
  StreamArn: string,
  count: number,
): Promise<StreamRecord[]> {
  let records: StreamRecord[] = [];
  await context.settled(async () => {
    records = await recordsOf(context.db, StreamArn);
    if (records.length < count) throw new Error(`the stream has ${records.length} records`);
  });
  return records;
}
