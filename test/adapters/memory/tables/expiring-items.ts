import { ManualClock, MemoryDynamoDb, type MemoryDynamoDbOptions } from 'dynarepo/memory';
import type { Item } from '../../../../src/domain/dynamodb.ts';

/** The time at which the clock of a test starts, in milliseconds since 1970-01-01 UTC. */
export const startMs: number = Date.UTC(2026, 0, 1);
/** The same in seconds. */
export const startSeconds: number = startMs / 1000;

/** A table `sessions` with the key `id`, an index by `user`, and time to live by `expires`. */
export const sessions = {
  TableName: 'sessions',
  BillingMode: 'PAY_PER_REQUEST' as const,
  AttributeDefinitions: ['id', 'user'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' as const }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byUser',
      KeySchema: [{ AttributeName: 'user', KeyType: 'HASH' as const }],
      Projection: { ProjectionType: 'ALL' as const },
    },
  ],
};

/** A database with the table, and what tests do with it. */
export class ExpiringItems {
  readonly clock = new ManualClock(startMs);
  readonly db: MemoryDynamoDb;

  constructor(options: MemoryDynamoDbOptions = {}) {
    this.db = new MemoryDynamoDb({ clock: this.clock, ...options });
  }

  /** Creates the table and enables its time to live. */
  static async open(options: MemoryDynamoDbOptions = {}): Promise<ExpiringItems> {
    const opened = new ExpiringItems(options);
    await opened.db.execute('CreateTable', sessions);
    await opened.change(true);
    return opened;
  }

  async change(Enabled: boolean, AttributeName = 'expires'): Promise<void> {
    const TimeToLiveSpecification = { Enabled, AttributeName };
    await this.db.execute('UpdateTimeToLive', { TableName: 'sessions', TimeToLiveSpecification });
  }

  /** Puts an item that expires some seconds after the start. */
  put(id: string, expiresAfterSeconds: number): Promise<unknown> {
    return this.putValue(id, { N: String(startSeconds + expiresAfterSeconds) });
  }

  putValue(id: string, expires: Item[string]): Promise<unknown> {
    return this.db.execute('PutItem', { TableName: 'sessions', Item: { id: { S: id }, user: { S: 'u' }, expires } });
  }

  /** The ids of the stored items, in order; in the table and in its index. */
  async ids(): Promise<string> {
    const { Items: items = [] } = await this.db.execute('Scan', { TableName: 'sessions' });
    const { Items: entries = [] } = await this.db.execute('Scan', { TableName: 'sessions', IndexName: 'byUser' });
    const [inTable, inIndex] = [items, entries].map((found) =>
      found
        .map(({ id }) => id?.S)
        .sort()
        .join(' '),
    );
    if (inTable !== inIndex) throw new Error(`the table has ${inTable}, its index ${inIndex}`);
    return inTable ?? '';
  }

  async description(): Promise<string> {
    const { TimeToLiveDescription: found } = await this.db.execute('DescribeTimeToLive', { TableName: 'sessions' });
    return [found?.TimeToLiveStatus, found?.AttributeName].filter((each) => each !== undefined).join(' ');
  }
}
