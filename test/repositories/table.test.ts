import {
  createTableInput,
  entity,
  isoDate,
  number,
  repository,
  ServiceError,
  string,
  TableMismatchError,
  TableNotFoundError,
  TimeoutError,
} from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';
import { thrown } from './open-repository.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

const orderIn = (table: string) =>
  entity('Order', {
    table,
    attributes: {
      customer: string(),
      placedAt: isoDate().storedAs('placed'),
      total: number(),
      state: string().optional(),
      note: string().optional().storedAs('n'),
    },
    key: { partition: 'customer', sort: 'placedAt' },
    indexes: {
      byTotal: { sort: 'total', projection: 'KEYS_ONLY' },
      byState: { partition: 'state', sort: 'total', projection: ['note'], name: 'by-state' },
    },
  });

for (const adapter of adapters()) {
  const test = suite(`tables on ${adapter.name}`);
  test.after(() => adapter.close());

  test('a table is created once, exists, is described, and no longer exists when deleted', async () => {
    const spy = new SpyingDynamoDb(await adapter.open());
    const { table } = repository(orderIn(adapter.tableName('orders')), spy);
    assert.is(await table.exists(), false);
    await table.ensure();
    assert.is(await table.exists(), true);
    assert.is((await table.describe()).TableStatus, 'ACTIVE');
    spy.take();
    await table.ensure();
    assert.not(spy.takeNames().includes('CreateTable'));
    await table.delete();
    assert.is(await table.exists(), false);
    await thrown(TableNotFoundError, () => table.delete());
    await thrown(TableNotFoundError, () => table.describe());
  });

  test("creating an existing table throws the service's error", async () => {
    const { table } = repository(orderIn(adapter.tableName('orders')), await adapter.open());
    assert.is((await table.create()).TableStatus, 'ACTIVE');
    const error = await thrown(ServiceError, () => table.create());
    assert.is(error.name, 'ResourceInUseException');
  });

  test('a table with different keys or indexes is an error that lists the differences', async () => {
    const db = await adapter.open();
    const name = adapter.tableName('orders');
    await repository(orderIn(name), db).table.ensure();
    const wanted = entity('Order', {
      table: name,
      attributes: { customer: string(), placedAt: number(), total: number(), state: string() },
      key: { partition: 'customer', sort: 'placedAt' },
      indexes: {
        byTotal: { sort: 'total' },
        'by-state': { partition: 'state', sort: 'total', projection: 'KEYS_ONLY' },
      },
    });
    const error = await thrown(TableMismatchError, () => repository(wanted, db).table.ensure());
    assert.is(error.code, 'TABLE_MISMATCH');
    assert.is(error.table, name);
    assert.equal(error.differences, [
      'key: found partition key customer (S), sort key placed (S), expected partition key customer (S), sort key placedAt (N) ' +
        '(impossible: DynamoDB cannot change it; create another table)',
      'local secondary index byTotal: found partition key customer (S), sort key total (N), projection KEYS_ONLY, ' +
        'expected partition key customer (S), sort key total (N), projection ALL ' +
        '(impossible: DynamoDB cannot change it; create another table)',
      'global secondary index by-state: found partition key state (S), sort key total (N), projection INCLUDE n, ' +
        'expected partition key state (S), sort key total (N), projection KEYS_ONLY ' +
        '(ensure({ replace: true }) deletes and creates it again)',
    ]);
  });

  test('additional indexes of the table are accepted', async () => {
    const db = await adapter.open();
    const name = adapter.tableName('orders');
    await repository(orderIn(name), db).table.ensure();
    const plain = entity('Order', {
      table: name,
      attributes: { customer: string(), placedAt: isoDate().storedAs('placed') },
      key: { partition: 'customer', sort: 'placedAt' },
    });
    await repository(plain, db).table.ensure();
  });

  test.run();
}

const test = suite('tables');

test('the input of CreateTable has keys, indexes and billing with stored names', () => {
  assert.equal(createTableInput(orderIn('orders')), {
    TableName: 'orders',
    AttributeDefinitions: [
      { AttributeName: 'customer', AttributeType: 'S' },
      { AttributeName: 'placed', AttributeType: 'S' },
      { AttributeName: 'total', AttributeType: 'N' },
      { AttributeName: 'state', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'customer', KeyType: 'HASH' },
      { AttributeName: 'placed', KeyType: 'RANGE' },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: 'byTotal',
        KeySchema: [
          { AttributeName: 'customer', KeyType: 'HASH' },
          { AttributeName: 'total', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-state',
        KeySchema: [
          { AttributeName: 'state', KeyType: 'HASH' },
          { AttributeName: 'total', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['n'] },
      },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  });
});

test('provisioned capacity is set for the table and each global secondary index', () => {
  const provisioned = entity('Order', {
    table: 'orders',
    attributes: { id: string(), state: string() },
    key: { partition: 'id' },
    indexes: { byState: { partition: 'state' } },
    billing: { read: 5, write: 2 },
  });
  const ProvisionedThroughput = { ReadCapacityUnits: 5, WriteCapacityUnits: 2 };
  const input = createTableInput(provisioned);
  assert.is(input.BillingMode, 'PROVISIONED');
  assert.equal(input.ProvisionedThroughput, ProvisionedThroughput);
  assert.equal(input.GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput, ProvisionedThroughput);
});

test('ensure waits for a table that becomes active slowly', async () => {
  const clock = instantClock();
  const db = new MemoryDynamoDb({ clock, tableDelayMs: 2_500 });
  const { table } = repository(orderIn('orders'), db, { retry: { clock } });
  await table.ensure();
  assert.is((await table.describe()).TableStatus, 'ACTIVE');
  await table.delete();
  assert.is(await table.exists(), false);
});

test('ensure waits for the deletion of a table and creates it again', async () => {
  const clock = instantClock();
  const db = new MemoryDynamoDb({ clock, tableDelayMs: 2_500 });
  const { table } = repository(orderIn('orders'), db, { retry: { clock } });
  await table.ensure();
  await db.execute('DeleteTable', { TableName: 'orders' });
  await table.ensure();
  assert.is((await table.describe()).TableStatus, 'ACTIVE');
});

test('a wait ends with an error at its timeout', async () => {
  const clock = instantClock();
  const db = new MemoryDynamoDb({ clock, tableDelayMs: 60_000 });
  const { table } = repository(orderIn('orders'), db, { retry: { clock } });
  const error = await thrown(TimeoutError, () => table.ensure({ timeoutMs: 5_000 }));
  assert.is(error.message, 'table orders is not active after 5000 ms: table CREATING');
});

test('a timeout shorter than the polling interval is exact', async () => {
  const clock = instantClock();
  const db = new MemoryDynamoDb({ clock, tableDelayMs: 200 });
  const { table } = repository(orderIn('orders'), db, { retry: { clock } });
  await table.ensure({ timeoutMs: 300 });
  await thrown(TimeoutError, () => table.delete({ timeoutMs: 100 }));
  assert.is(clock.nowMs(), 400);
});

test('projected attributes may be in another order than in the entity definition', async () => {
  const db = new MemoryDynamoDb();
  const tableOf = (...projection: readonly ('a' | 'b')[]) =>
    repository(
      entity('Pair', {
        table: 'pairs',
        attributes: { id: string(), a: string(), b: string() },
        key: { partition: 'id' },
        indexes: { byA: { partition: 'id', projection } },
      }),
      db,
    ).table;
  await tableOf('b', 'a').ensure();
  await tableOf('a', 'b').ensure();
  await thrown(TableMismatchError, () => tableOf('a').ensure());
});

test('two clients that create the same table concurrently both succeed', async () => {
  const db = new MemoryDynamoDb();
  const { table } = repository(orderIn('orders'), db);
  await Promise.all([table.ensure(), table.ensure()]);
  assert.is(await table.exists(), true);
});

test.run();
