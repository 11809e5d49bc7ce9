import { CreateTableCommand, type CreateTableCommandInput, DynamoDB } from '@aws-sdk/client-dynamodb';
import type { DynamoDb, Item } from 'dynarepo';
import { fakeCredentials, requestHandler } from 'dynarepo/http';
import { MemoryDynamoDb } from 'dynarepo/memory';

/** One engine for two libraries: the port for dynarepo, a client of the AWS SDK for the other one. */
export interface Engine {
  readonly db: DynamoDb;
  readonly client: DynamoDB;
  /** Returns the items of a table as they are stored, sorted by their text, with the members of sets sorted. */
  readonly stored: (table: string) => Promise<readonly Item[]>;
}

/** Creates an empty engine. */
export function openEngine(): Engine {
  const db = new MemoryDynamoDb();
  const client = new DynamoDB({
    region: 'eu-west-1',
    credentials: fakeCredentials,
    requestHandler: requestHandler(db),
  });
  const stored = async (TableName: string) => {
    const { Items = [] } = await db.execute('Scan', { TableName });
    return Items.map(sorted).sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
  };
  return { db, client, stored };
}

/** Creates a table with the key `pk` and `sk`, and an index `gsi1` with the key `gsi1pk` and `gsi1sk`, all of them text. */
export async function createSingleTable({ client }: Engine, TableName: string): Promise<void> {
  const keyOf = (partition: string, sort: string): CreateTableCommandInput['KeySchema'] => [
    { AttributeName: partition, KeyType: 'HASH' },
    { AttributeName: sort, KeyType: 'RANGE' },
  ];
  const names = ['pk', 'sk', 'gsi1pk', 'gsi1sk'];
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keyOf('pk', 'sk'),
      GlobalSecondaryIndexes: [
        { IndexName: 'gsi1', KeySchema: keyOf('gsi1pk', 'gsi1sk'), Projection: { ProjectionType: 'ALL' } },
      ],
    }),
  );
}

/** Returns an item with its attributes and the members of its sets in order. */
function sorted(item: Item): Item {
  return Object.fromEntries(
    Object.entries(item)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, value]) => [name, value.SS === undefined ? value : { SS: [...value.SS].sort() }]),
  );
}
