import { ManualClock, MemoryDynamoDb, type MemoryDynamoDbOptions } from 'dynarepo/memory';
import type { Input, Output } from '../../../../src/domain/dynamodb.ts';

/** The name of the table. */
export const TableName = 'things';

/** A CreateTable request for it, with a stream. */
export const definition: Input<'CreateTable'> = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
};

/** Milliseconds of an hour. */
export const hourMs: number = 60 * 60 * 1000;

type Shard = NonNullable<NonNullable<Output<'DescribeStream'>['StreamDescription']>['Shards']>[number];

/** A database at a time that stands still, with a table and its stream. */
export class StreamedTable {
  readonly clock = new ManualClock();
  readonly db: MemoryDynamoDb;
  arn = '';

  constructor(options: MemoryDynamoDbOptions = {}) {
    this.db = new MemoryDynamoDb({ clock: this.clock, ...options });
  }

  static async create(options: MemoryDynamoDbOptions = {}): Promise<StreamedTable> {
    const created = new StreamedTable(options);
    const { TableDescription } = await created.db.execute('CreateTable', definition);
    created.arn = TableDescription?.LatestStreamArn ?? '';
    return created;
  }

  async put(id: string, value = ''): Promise<void> {
    await this.db.execute('PutItem', { TableName, Item: { id: { S: id }, value: { S: value } } });
  }

  async delete(id: string): Promise<void> {
    await this.db.execute('DeleteItem', { TableName, Key: { id: { S: id } } });
  }

  async describe(): Promise<NonNullable<Output<'DescribeStream'>['StreamDescription']>> {
    return (await this.db.execute('DescribeStream', { StreamArn: this.arn })).StreamDescription ?? {};
  }

  async shards(): Promise<Shard[]> {
    return (await this.describe()).Shards ?? [];
  }

  /** Returns an iterator. Default: of the first shard, from its trim horizon on. */
  async iterator(input: Partial<Input<'GetShardIterator'>> = {}): Promise<string> {
    const ShardId = input.ShardId ?? (await this.shards())[0]?.ShardId;
    const { ShardIterator = '' } = await this.db.execute('GetShardIterator', {
      StreamArn: this.arn,
      ShardIteratorType: 'TRIM_HORIZON',
      ...input,
      ShardId,
    });
    return ShardIterator;
  }

  /** Returns the ids of the items in the records from an iterator on, and whether there is another iterator. */
  async read(iterator: string): Promise<{ readonly ids: readonly string[]; readonly hasNext: boolean }> {
    const { Records = [], NextShardIterator } = await this.db.execute('GetRecords', { ShardIterator: iterator });
    return {
      ids: Records.map(({ dynamodb }) => dynamodb?.Keys?.id?.S ?? ''),
      hasNext: NextShardIterator !== undefined,
    };
  }

  /** Returns the ids in the records of each shard. */
  async idsByShard(): Promise<(readonly string[])[]> {
    const ids: (readonly string[])[] = [];
    for (const { ShardId } of await this.shards()) ids.push((await this.read(await this.iterator({ ShardId }))).ids);
    return ids;
  }
}
