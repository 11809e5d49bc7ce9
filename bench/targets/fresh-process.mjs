// A fresh process: without an argument it does nothing; otherwise it imports the memory adapter from a URL and executes
// its first 300 requests. Prints the microseconds of processor time since its start as JSON.
import { writeSync } from 'node:fs';

const [, , url] = process.argv;
const requests = 300;
const TableName = 'fresh';
const workedUs = (since) => {
  const { user, system } = process.cpuUsage(since);
  return user + system;
};

if (url === undefined) {
  writeSync(1, JSON.stringify({ startUs: workedUs() }));
} else {
  const { MemoryDynamoDb } = await import(url);
  const startUs = workedUs();
  const before = process.cpuUsage();
  await execute(new MemoryDynamoDb());
  writeSync(1, JSON.stringify({ startUs, requestsUs: workedUs(before) }));
}

/** Creates a table, then puts, gets, updates and queries in turn. */
async function execute(db) {
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
  for (let index = 1; index < requests; index++) await execution(db, index);
}

function execution(db, index) {
  const number = index - (index % 4);
  const Key = { partition: { S: `partition-${number % 20}` }, sort: { N: String(number) } };
  switch (index % 4) {
    case 0:
      return db.execute('PutItem', { TableName, Item: { ...Key, name: { S: `customer ${number}` } } });
    case 1:
      return db.execute('GetItem', { TableName, Key });
    case 2:
      return db.execute('UpdateItem', {
        TableName,
        Key,
        UpdateExpression: 'SET amount = :amount',
        ExpressionAttributeValues: { ':amount': { N: String(index) } },
      });
    default:
      return db.execute('Query', {
        TableName,
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': 'partition' },
        ExpressionAttributeValues: { ':partition': Key.partition },
      });
  }
}
