import { type DynamoDb, systemClock } from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import { type Contender, scanItems } from './contender.ts';
import { type BenchItem, keyOf, partitionOf } from './items.ts';

// An engine that other benches use as well may keep their tables.
const TableName = `bench-${process.pid}`;

/** The memory adapter through its only door, `execute`: checks, expressions, copies and promises included. */
export function memoryAdapter(items: readonly BenchItem[]): Promise<Contender> {
  return dynamoDbContender('memory adapter', new MemoryDynamoDb(), items);
}

/** Whatever runs DynamoDB's operations, with the items in a table of its own. */
export async function dynamoDbContender(name: string, db: DynamoDb, items: readonly BenchItem[]): Promise<Contender> {
  await db.execute('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: 'partition', KeyType: 'HASH' },
      { AttributeName: 'sort', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'partition', AttributeType: 'S' },
      { AttributeName: 'sort', AttributeType: 'N' },
    ],
  });
  while ((await db.execute('DescribeTable', { TableName })).Table?.TableStatus !== 'ACTIVE')
    await systemClock.sleep(50);
  for (const Item of items) await db.execute('PutItem', { TableName, Item });
  return {
    name,
    run: {
      put: (index) => db.execute('PutItem', { TableName, Item: items[index] }),
      get: (index) => db.execute('GetItem', { TableName, Key: keyOf(index) }),
      update: (index) =>
        db.execute('UpdateItem', {
          TableName,
          Key: keyOf(index),
          UpdateExpression: 'SET amount = :amount',
          ExpressionAttributeValues: { ':amount': { N: String(index) } },
        }),
      'query of 50': (index) =>
        db.execute('Query', {
          TableName,
          KeyConditionExpression: '#partition = :partition',
          ExpressionAttributeNames: { '#partition': 'partition' },
          ExpressionAttributeValues: { ':partition': partitionOf(index) },
        }),
      'filtered scan of 1,000': () =>
        db.execute('Scan', {
          TableName,
          Limit: scanItems,
          FilterExpression: '#status = :open',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':open': { S: 'open' } },
        }),
    },
  };
}
