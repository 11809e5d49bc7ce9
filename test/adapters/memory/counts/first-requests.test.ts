import { Session } from 'node:inspector/promises';
import * as assert from 'uvu/assert';
import { MemoryDynamoDb } from '../../../../src/adapters/memory/index.ts';
import { suite } from '../../../support/suite.ts';

/**
 * The first requests of a process execute code that V8 has not compiled: each function that one of them calls for the first time costs
 * about 20 µs. Upper bounds, a few per cent above what was counted.
 */
const test = suite('first requests of a process');

const functionLimit = 430;
const callLimit = 50_000;
const requests = 300;
const TableName = 'fresh';

test('call few functions', async () => {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await executeRequests(new MemoryDynamoDb());
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();

  const called = result
    .filter(({ url }) => url.includes('/src/'))
    .flatMap(({ functions }) => functions)
    .filter(({ functionName }) => functionName !== '__name') // of the compiler of the tests
    .map(({ ranges }) => ranges[0]?.count ?? 0)
    .filter((count) => count > 0);
  const calls = called.reduce((sum, count) => sum + count, 0);
  assert.ok(called.length > requests && called.length <= functionLimit, `${called.length} functions`);
  assert.ok(calls > requests && calls <= callLimit, `${calls} calls`);
});

/** Creates a table, then gets, updates, queries and puts in turn. */
async function executeRequests(db: MemoryDynamoDb): Promise<void> {
  await db.execute('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'partition', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'partition', AttributeType: 'S' }],
  });
  for (let index = 4; index < requests; index += 4) {
    const Key = { partition: { S: `partition-${index}` } };
    const value = { N: String(index) };
    await db.execute('GetItem', { TableName, Key });
    await db.execute('UpdateItem', {
      TableName,
      Key,
      UpdateExpression: 'SET amount = :amount',
      ExpressionAttributeValues: { ':amount': value },
    });
    await db.execute('Query', {
      TableName,
      KeyConditionExpression: '#partition = :partition',
      ExpressionAttributeNames: { '#partition': 'partition' },
      ExpressionAttributeValues: { ':partition': Key.partition },
    });
    await db.execute('PutItem', { TableName, Item: { ...Key, amount: value, name: { S: `customer ${index}` } } });
  }
}

test.run();
