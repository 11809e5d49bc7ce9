import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDb } from 'dynarepo';
import { type Contender, scanItems } from './contender.ts';
import { type BenchItem, keyOf, partitionOf } from './items.ts';

/** The table with the items; its name is unique because an engine may still have the table of another run. */
export const benchTable: string = `bench-${process.pid}`;

/** Creates a contender that executes DynamoDB's operations, with the items in a table of its own. */
export async function dynamoDbContender(name: string, db: DynamoDb, items: readonly BenchItem[]): Promise<Contender> {
  await db.execute('CreateTable', {
    TableName: benchTable,
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
  while ((await db.execute('DescribeTable', { TableName: benchTable })).Table?.TableStatus !== 'ACTIVE')
    await sleep(50);
  for (const Item of items) await db.execute('PutItem', { TableName: benchTable, Item });
  return {
    name,
    run: {
      put: (index) => db.execute('PutItem', { TableName: benchTable, Item: items[index] }),
      get: (index) => db.execute('GetItem', { TableName: benchTable, Key: keyOf(index) }),
      update: (index) =>
        db.execute('UpdateItem', {
          TableName: benchTable,
          Key: keyOf(index),
          UpdateExpression: 'SET amount = :amount',
          ExpressionAttributeValues: { ':amount': { N: String(index) } },
        }),
      'query of 50': (index) =>
        db.execute('Query', {
          TableName: benchTable,
          KeyConditionExpression: '#partition = :partition',
          ExpressionAttributeNames: { '#partition': 'partition' },
          ExpressionAttributeValues: { ':partition': partitionOf(index) },
        }),
      'filtered scan of 1,000': () =>
        db.execute('Scan', {
          TableName: benchTable,
          Limit: scanItems,
          FilterExpression: '#status = :open',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':open': { S: 'open' } },
        }),
    },
  };
}
