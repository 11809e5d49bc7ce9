import { ManualClock, MemoryDynamoDb, type MemoryDynamoDbOptions } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import type { Input } from '../../../../src/domain/dynamodb.ts';
import { NotImplementedError } from '../../../../src/domain/errors.ts';
import { suite } from '../../../support/suite.ts';
import { errorOf, openOrders } from '../operations/orders.ts';
import { thrownBy } from '../thrown-by.ts';

const test = suite('table operations');

test('DescribeTable returns what CreateTable does, and warm throughput and the date of the billing mode', async () => {
  const db = new MemoryDynamoDb({ clock: new ManualClock(Date.UTC(2026, 10, 5)), region: 'eu-west-1' });
  const { TableDescription } = await db.execute('CreateTable', {
    ...notes,
    TableClass: 'STANDARD_INFREQUENT_ACCESS',
    DeletionProtectionEnabled: true,
  });
  assert.equal(TableDescription, {
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    TableName: 'notes',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    TableStatus: 'CREATING',
    CreationDateTime: new Date('2026-11-05T00:00:00Z'),
    ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
    TableSizeBytes: 0,
    ItemCount: 0,
    TableArn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/notes',
    TableId: '00000000-0000-4000-8000-000000000001',
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
    DeletionProtectionEnabled: true,
  });
  const { Table } = await db.execute('DescribeTable', { TableName: 'notes' });
  assert.equal(Table, {
    ...TableDescription,
    TableStatus: 'ACTIVE',
    WarmThroughput: { ReadUnitsPerSecond: 12000, WriteUnitsPerSecond: 4000, Status: 'ACTIVE' },
    BillingModeSummary: {
      BillingMode: 'PAY_PER_REQUEST',
      LastUpdateToPayPerRequestDateTime: new Date('2026-11-05T00:00:00Z'),
    },
  });
  const byArn = await db.execute('DescribeTable', { TableName: Table?.TableArn });
  assert.equal(byArn.Table, Table);
});

test('describes local and global indexes, provisioned capacity, and attributes in order of name', async () => {
  const db = new MemoryDynamoDb();
  await db.execute('CreateTable', {
    TableName: 'orders',
    AttributeDefinitions: ['sort', 'day', 'pk', 'city'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [hash('pk'), range('sort')],
    ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 6 },
    LocalSecondaryIndexes: [
      { IndexName: 'byDay', KeySchema: [hash('pk'), range('day')], Projection: { ProjectionType: 'ALL' } },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byCity',
        KeySchema: [hash('city'), hash('day'), range('sort')],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['note'] },
        ProvisionedThroughput: { ReadCapacityUnits: 7, WriteCapacityUnits: 8 },
      },
    ],
  });
  const { Table } = await db.execute('DescribeTable', { TableName: 'orders' });
  assert.equal(
    Table?.AttributeDefinitions?.map(({ AttributeName }) => AttributeName),
    ['city', 'day', 'pk', 'sort'],
  );
  assert.equal(Table?.ProvisionedThroughput, {
    NumberOfDecreasesToday: 0,
    ReadCapacityUnits: 5,
    WriteCapacityUnits: 6,
  });
  assert.equal(Table?.WarmThroughput, { ReadUnitsPerSecond: 5, WriteUnitsPerSecond: 6, Status: 'ACTIVE' });
  assert.is(Table?.BillingModeSummary, undefined);
  assert.equal(Table?.LocalSecondaryIndexes, [
    {
      IndexName: 'byDay',
      KeySchema: [hash('pk'), range('day')],
      Projection: { ProjectionType: 'ALL' },
      IndexSizeBytes: 0,
      ItemCount: 0,
      IndexArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/orders/index/byDay',
    },
  ]);
  assert.equal(Table?.GlobalSecondaryIndexes, [
    {
      IndexName: 'byCity',
      KeySchema: [hash('city'), hash('day'), range('sort')],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['note'] },
      IndexSizeBytes: 0,
      ItemCount: 0,
      IndexArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/orders/index/byCity',
      IndexStatus: 'ACTIVE',
      ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 7, WriteCapacityUnits: 8 },
      WarmThroughput: { ReadUnitsPerSecond: 7, WriteUnitsPerSecond: 8, Status: 'ACTIVE' },
    },
  ]);
});

test('reports exact item counts and sizes of a table and its indexes', async () => {
  const db = await openOrders();
  const put = (number: string, others: object) =>
    db.execute('PutItem', { TableName: 'orders', Item: { customer: { S: 'c' }, number: { N: number }, ...others } });
  await put('1', { city: { S: 'Oslo' }, note: { S: 'hello' } });
  await put('2', { date: { S: '2026' } });
  const { Table } = await db.execute('DescribeTable', { TableName: 'orders' });
  const sizes = [...(Table?.LocalSecondaryIndexes ?? []), ...(Table?.GlobalSecondaryIndexes ?? [])].map(
    ({ IndexName, ItemCount, IndexSizeBytes }) => [IndexName, ItemCount, IndexSizeBytes],
  );
  const key = 8 + 1 + 6 + 2;
  assert.is(Table?.ItemCount, 2);
  assert.is(Table?.TableSizeBytes, key + 8 + 9 + key + 8);
  assert.equal(sizes, [
    ['byDate', 1, key + 8],
    ['byShop', 0, 0],
    ['byCity', 1, key + 8 + 9],
  ]);
});

test('every table has a new id, even if its name was used before', async () => {
  const db = new MemoryDynamoDb();
  const first = await db.execute('CreateTable', notes);
  await db.execute('DeleteTable', { TableName: 'notes' });
  const second = await db.execute('CreateTable', notes);
  assert.match(
    String(first.TableDescription?.TableId),
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  assert.is.not(first.TableDescription?.TableId, second.TableDescription?.TableId);
});

test('DeleteTable removes the table and returns its description', async () => {
  const db = await openOrders();
  const { TableDescription } = await db.execute('DeleteTable', { TableName: 'orders' });
  assert.is(TableDescription?.TableStatus, 'DELETING');
  assert.is(TableDescription?.KeySchema, undefined);
  await isRejected(db, 'DeleteTable', { TableName: 'orders' }, noTable('orders'));
  await isRejected(db, 'DescribeTable', { TableName: 'orders' }, noTable('orders'));
  const arn = String(TableDescription?.TableArn);
  await isRejected(db, 'DescribeTable', { TableName: arn }, noTable('orders'));
  await isRejected(
    db,
    'GetItem',
    { TableName: 'orders', Key: { a: { S: 'a' } } },
    'ResourceNotFoundException: Requested resource not found',
  );
});

test('does not find a table by an ARN of another account or Region', async () => {
  const db = new MemoryDynamoDb();
  await db.execute('CreateTable', notes);
  const TableName = 'arn:aws:dynamodb:us-east-1:111111111111:table/notes';
  await isRejected(db, 'DescribeTable', { TableName }, noTable('notes'));
});

test('rejects creating a table that exists and deleting a protected one', async () => {
  const db = new MemoryDynamoDb();
  await db.execute('CreateTable', { ...notes, DeletionProtectionEnabled: true });
  await isRejected(db, 'CreateTable', notes, 'ResourceInUseException: Table already exists: notes');
  await isRejected(
    db,
    'DeleteTable',
    { TableName: 'notes' },
    'ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
  );
});

test('lists names in order, one page at a time', async () => {
  const db = new MemoryDynamoDb();
  for (const TableName of ['bbb', 'BBB', 'a-b', 'a.b', 'aaa']) await db.execute('CreateTable', { ...notes, TableName });
  assert.equal((await db.execute('ListTables', {})).TableNames, ['BBB', 'a-b', 'a.b', 'aaa', 'bbb']);
  const page = await db.execute('ListTables', { Limit: 2, ExclusiveStartTableName: 'BBB' });
  assert.equal([page.TableNames, page.LastEvaluatedTableName], [['a-b', 'a.b'], 'a.b']);
  const last = await db.execute('ListTables', { Limit: 2, ExclusiveStartTableName: 'a.z' });
  assert.equal([last.TableNames, last.LastEvaluatedTableName], [['aaa', 'bbb'], undefined]);
});

test('lists at most 100 tables', async () => {
  const db = new MemoryDynamoDb();
  for (let number = 100; number < 201; number += 1)
    await db.execute('CreateTable', { ...notes, TableName: `t${number}` });
  const { TableNames, LastEvaluatedTableName } = await db.execute('ListTables', {});
  assert.is(TableNames?.length, 100);
  assert.is(LastEvaluatedTableName, 't199');
});

test('creates and deletes a table after the configured delay', async () => {
  const clock = new ManualClock();
  const db = await openTable({ clock, tableDelayMs: 3000 });
  const status = async () => (await db.execute('DescribeTable', { TableName: 'notes' })).Table?.TableStatus;
  const get = { TableName: 'notes', Key: { id: { S: 'a' } } };
  const notFound = 'ResourceNotFoundException: Requested resource not found';
  assert.is(await status(), 'CREATING');
  await isRejected(db, 'GetItem', get, notFound);
  await isRejected(
    db,
    'DeleteTable',
    { TableName: 'notes' },
    'ResourceInUseException: Attempt to change a resource which is still in use: Table is being created: notes',
  );
  clock.advance(2999);
  assert.is(await status(), 'CREATING');
  clock.advance(1);
  assert.is(await status(), 'ACTIVE');
  await db.execute('GetItem', get);
  await db.execute('DeleteTable', { TableName: 'notes' });
  assert.is(await status(), 'DELETING');
  await isRejected(db, 'GetItem', get, notFound);
  await isRejected(db, 'CreateTable', notes, 'ResourceInUseException: Table already exists: notes');
  const again = await db.execute('DeleteTable', { TableName: 'notes' });
  assert.is(again.TableDescription?.TableStatus, 'DELETING');
  clock.advance(3000);
  assert.equal((await db.execute('ListTables', {})).TableNames, []);
});

test('each table becomes ACTIVE at its own time, also after a rejected request', async () => {
  const clock = new ManualClock();
  const db = await openTable({ clock, tableDelayMs: 1000 });
  clock.advance(600);
  await db.execute('CreateTable', { ...notes, TableName: 'later' });
  clock.advance(400);
  await isRejected(db, 'DescribeTable', { TableName: 'none' }, noTable('none'));
  const status = async (TableName: string) => (await db.execute('DescribeTable', { TableName })).Table?.TableStatus;
  assert.equal([await status('notes'), await status('later')], ['ACTIVE', 'CREATING']);
  clock.advance(600);
  assert.equal([await status('notes'), await status('later')], ['ACTIVE', 'ACTIVE']);
});

test('a snapshot contains unfinished status changes', async () => {
  const clock = new ManualClock();
  const db = await openTable({ clock, tableDelayMs: 1000 });
  const creating = db.snapshot();
  clock.advance(1000);
  const status = async () => (await db.execute('DescribeTable', { TableName: 'notes' })).Table?.TableStatus;
  assert.is(await status(), 'ACTIVE');
  await db.execute('DeleteTable', { TableName: 'notes' });
  db.restore(creating);
  assert.is(await status(), 'ACTIVE');
});

test('accepts settings that equal the defaults', async () => {
  const db = new MemoryDynamoDb();
  const settings = { StreamSpecification: { StreamEnabled: false }, SSESpecification: { Enabled: false } };
  await db.execute('CreateTable', { ...notes, ...settings });
  assert.equal((await db.execute('ListTables', {})).TableNames, ['notes']);
});

test('names the setting that is not implemented', async () => {
  const db = new MemoryDynamoDb();
  const settings: Partial<Input<'CreateTable'>> = {
    ResourcePolicy: '{}',
    VectorIndexes: [],
  };
  for (const [member, value] of Object.entries(settings)) {
    const error = await thrownBy(db.execute('CreateTable', { ...notes, [member]: value }));
    assert.instance(error, NotImplementedError);
    assert.is((error as Error).message, `CreateTable with ${member} is not implemented by this adapter`);
  }
  assert.equal((await db.execute('ListTables', {})).TableNames, []);
});

test.run();

const notes: Input<'CreateTable'> = {
  TableName: 'notes',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
};

function hash(AttributeName: string) {
  return { AttributeName, KeyType: 'HASH' as const };
}

function range(AttributeName: string) {
  return { AttributeName, KeyType: 'RANGE' as const };
}

function noTable(name: string): string {
  return `ResourceNotFoundException: Requested resource not found: Table: ${name} not found`;
}

async function openTable(options: MemoryDynamoDbOptions): Promise<MemoryDynamoDb> {
  const db = new MemoryDynamoDb(options);
  await db.execute('CreateTable', notes);
  return db;
}

async function isRejected<N extends 'CreateTable' | 'DeleteTable' | 'DescribeTable' | 'GetItem'>(
  db: MemoryDynamoDb,
  operation: N,
  input: Input<N>,
  text: string,
): Promise<void> {
  const { name, message } = await errorOf(db.execute(operation, input));
  assert.is(`${name}: ${message}`, text);
}
