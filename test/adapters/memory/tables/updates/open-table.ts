import { ManualClock, MemoryDynamoDb, type MemoryDynamoDbOptions } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import type { Input, Output, TableDescription } from '../../../../../src/domain/dynamodb.ts';
import { thrownBy } from '../../thrown-by.ts';

/** A change of the table `notes`. */
export type Change = Omit<Input<'UpdateTable'>, 'TableName'>;

/** The table `notes` of a database, and its clock, which starts on 2026-07-25. */
export class NotesTable {
  readonly clock = new ManualClock(Date.UTC(2026, 6, 25, 10, 48, 14));
  readonly db: MemoryDynamoDb;

  constructor(options: MemoryDynamoDbOptions = {}) {
    this.db = new MemoryDynamoDb({ clock: this.clock, tableDelayMs: 'service', ...options });
  }

  /** Creates the table, with the key `id`, and waits until it is ACTIVE. */
  static async open(
    more: Partial<Input<'CreateTable'>> = {},
    options: MemoryDynamoDbOptions = {},
  ): Promise<NotesTable> {
    const table = new NotesTable(options);
    await table.create(more);
    table.clock.advance(6000);
    return table;
  }

  async create(more: Partial<Input<'CreateTable'>> = {}): Promise<void> {
    await this.db.execute('CreateTable', {
      TableName: 'notes',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      ...more,
    });
  }

  /** Sends an update and returns the description in its output. */
  async update(change: Change): Promise<TableDescription> {
    const { TableDescription = {} } = await this.db.execute('UpdateTable', { TableName: 'notes', ...change });
    return TableDescription;
  }

  async describe(): Promise<TableDescription> {
    return (await this.db.execute('DescribeTable', { TableName: 'notes' })).Table ?? {};
  }

  async status(): Promise<string | undefined> {
    return (await this.describe()).TableStatus;
  }

  async put(id: string, colour: string): Promise<void> {
    await this.db.execute('PutItem', { TableName: 'notes', Item: { id: { S: id }, colour: { S: colour } } });
  }

  async scanIndex(): Promise<Output<'Scan'>> {
    return this.db.execute('Scan', { TableName: 'notes', IndexName: 'byColour' });
  }

  /** Asserts that an update is rejected with this error, as `name: message`. */
  async isRejected(change: Change, expected: string): Promise<void> {
    assert.is(String(await thrownBy(this.update(change))), expected);
  }
}

/** The update that creates the index `byColour`. */
export const byColour: Change = creation('byColour');

/** Returns the update that creates an index on `colour`. */
export function creation(IndexName: string): Change {
  return {
    AttributeDefinitions: [{ AttributeName: 'colour', AttributeType: 'S' }],
    GlobalSecondaryIndexUpdates: [
      {
        Create: {
          IndexName,
          KeySchema: [{ AttributeName: 'colour', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      },
    ],
  };
}

/** Returns the update that deletes an index. */
export function deletion(IndexName: string): Change {
  return { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] };
}

/** Provisioned throughput. */
export function units(ReadCapacityUnits: number, WriteCapacityUnits: number) {
  return { ReadCapacityUnits, WriteCapacityUnits };
}

/** The settings of a table with provisioned throughput. */
export const provisioned = { BillingMode: 'PROVISIONED', ProvisionedThroughput: units(5, 5) } as const;
