import { MemoryDynamoDb } from 'dynarepo/memory';

const db = new MemoryDynamoDb();
await db.execute('CreateTable', {
  TableName: 'ttt',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
});
const N = 150000;
for (let round = 0; round < 5; round++) {
  const time = async (name: string, f: (i: number) => Promise<unknown>) => {
    const s = process.cpuUsage();
    for (let i = 0; i < N; i++) await f(i);
    console.log(name, (process.cpuUsage(s).user / N).toFixed(2), 'µs');
  };
  await time('put', (i) =>
    db.execute('PutItem', {
      TableName: 'ttt',
      Item: { pk: { S: 'k' + (i % 100) }, sk: { N: String(i % 50) }, a: { S: 'x' }, b: { N: '1' } },
    }),
  );
  await time('get', (i) =>
    db.execute('GetItem', { TableName: 'ttt', Key: { pk: { S: 'k' + (i % 100) }, sk: { N: String(i % 50) } } }),
  );
  await time('update', (i) =>
    db.execute('UpdateItem', {
      TableName: 'ttt',
      Key: { pk: { S: 'k' + (i % 100) }, sk: { N: String(i % 50) } },
      UpdateExpression: 'SET a = :a',
      ExpressionAttributeValues: { ':a': { S: 'y' } },
    }),
  );
  await time('query', (i) =>
    db.execute('Query', {
      TableName: 'ttt',
      KeyConditionExpression: 'pk = :a AND sk = :s',
      ExpressionAttributeValues: { ':a': { S: 'k' + (i % 100) }, ':s': { N: String(i % 50) } },
    }),
  );
}
