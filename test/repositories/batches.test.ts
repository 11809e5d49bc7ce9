import {
  batchGet,
  batchWrite,
  decimal,
  entity,
  key,
  number,
  padded,
  repository,
  string,
  TableNotFoundError,
  table,
  UnprocessedError,
  version,
} from 'dynarepo';
import { MemoryDynamoDb, unprocessed } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';
import { badInput, thrown } from './open-repository.ts';
import { type Sent, SpyingDynamoDb } from './spying-dynamodb.ts';

function define(name: (prefix: string) => string) {
  const App = table(name('app'), { key: { partition: 'pk', sort: 'sk' } });
  const User = entity('User', {
    table: App,
    attributes: { id: string(), name: string(), note: string().optional() },
    key: { partition: key`USER#${'id'}`, sort: key`PROFILE` },
  });
  const Payment = entity('Payment', {
    table: App,
    attributes: { userId: string(), number: number(), amount: decimal() },
    key: { partition: key`USER#${'userId'}`, sort: key`PAYMENT#${padded('number', 4)}` },
  });
  const Stock = entity('Stock', {
    table: name('stock'),
    attributes: { sku: string(), left: number(), version: version() },
    key: { partition: 'sku' },
  });
  return { User, Payment, Stock };
}

for (const adapter of adapters()) {
  const test = suite(`batches of several repositories on ${adapter.name}`);
  test.after(() => adapter.close());

  test('puts and deletes of several repositories and tables share requests', async () => {
    const { db, users, payments, stocks } = await open(adapter);
    await users.create({ id: 'u0', name: 'Old' });
    db.take();
    const [user, gone, stock] = await batchWrite(db, [
      users.requests.put({ id: 'u1', name: 'Ann' }),
      users.requests.delete({ id: 'u0' }),
      stocks.requests.put({ sku: 'A-1', left: 3, version: 4 }, { ignoreVersion: true }),
    ]);
    assert.equal([user, gone, stock], [{ id: 'u1', name: 'Ann' }, undefined, { sku: 'A-1', left: 3, version: 5 }]);
    assert.equal(db.take().map(sizeOf), [3]);
    assert.equal(await users.scan().all(), [{ id: 'u1', name: 'Ann' }]);
    assert.is((await stocks.getOrThrow({ sku: 'A-1' })).version, 5);
    assert.equal(await batchWrite(db, []), []);
    const many = Array.from({ length: 60 }, (_, index) =>
      payments.requests.put({ userId: 'u1', number: index, amount: '1' }),
    );
    assert.is((await batchWrite(db, many, { concurrency: 3 })).length, 60);
    assert.is(await payments.query({ userId: 'u1' }).count(), 60);
  });

  test('a stream of requests is written, and counted', async () => {
    const { db, users, payments } = await open(adapter);
    async function* requests() {
      for (let index = 0; index < 40; index += 1) {
        yield payments.requests.put({ userId: 'u1', number: index, amount: '1.5' });
        yield users.requests.put({ id: 'u1', name: `Ann ${index}` });
      }
      yield payments.requests.delete({ userId: 'u1', number: 0 });
    }
    assert.is(await batchWrite(db, requests(), { concurrency: 2 }), 81);
    assert.is(await payments.query({ userId: 'u1' }).count(), 39);
    assert.is((await users.getOrThrow({ id: 'u1' })).name, 'Ann 39');
  });

  test('reads of several repositories and tables share requests, in the order of the requests', async () => {
    const { db, users, payments, stocks } = await open(adapter);
    await users.create({ id: 'u1', name: 'Ann', note: 'x' });
    await payments.create({ userId: 'u1', number: 7, amount: '9.9' });
    await stocks.create({ sku: 'A-1', left: 3 });
    db.take();
    const [stock, payment, none, user, again, isThere] = await batchGet(db, [
      stocks.requests.get({ sku: 'A-1' }, { consistent: true }),
      payments.requests.get({ userId: 'u1', number: 7 }),
      users.requests.get({ id: 'u2' }),
      users.requests.get({ id: 'u1' }),
      users.requests.get({ id: 'u1' }),
      stocks.requests.get({ sku: 'B-1' }, { consistent: true }),
    ]);
    assert.equal(stock, { sku: 'A-1', left: 3, version: 1 });
    assert.equal(payment, { userId: 'u1', number: 7, amount: '9.9' });
    assert.equal([none, isThere], [undefined, undefined]);
    assert.equal(
      [user, again],
      [
        { id: 'u1', name: 'Ann', note: 'x' },
        { id: 'u1', name: 'Ann', note: 'x' },
      ],
    );
    assert.equal(db.take().map(sizeOf), [5]);
    assert.equal(await batchGet(db, []), []);
  });

  test('reads of other attributes of one table get requests of their own', async () => {
    const { db, users, payments } = await open(adapter);
    await users.create({ id: 'u1', name: 'Ann', note: 'x' });
    await payments.create({ userId: 'u1', number: 7, amount: '9.9' });
    db.take();
    const [name, payment, whole] = await batchGet(db, [
      users.requests.get({ id: 'u1' }, { attributes: ['name'] }),
      payments.requests.get({ userId: 'u1', number: 7 }, { attributes: ['amount', 'userId'] }),
      users.requests.get({ id: 'u1' }),
    ]);
    assert.equal(
      [name, payment, whole],
      [{ name: 'Ann' }, { userId: 'u1', amount: '9.9' }, { id: 'u1', name: 'Ann', note: 'x' }],
    );
    assert.equal(db.take().map(sizeOf), [1, 1, 1]);
  });

  test('a missing table is named', async () => {
    const db = await adapter.open();
    const { User } = define((prefix) => adapter.tableName(prefix));
    const users = repository(User, db);
    const error = await thrown(TableNotFoundError, () => batchWrite(db, [users.requests.delete({ id: 'a' })]));
    assert.is(error.table, users.table.name);
    assert.is(
      (await thrown(TableNotFoundError, () => batchGet(db, [users.requests.get({ id: 'a' })]))).table,
      error.table,
    );
  });

  test.run();
}

const test = suite('batches of several repositories');

test('requests that a batch cannot execute are rejected before anything is sent', async () => {
  const { db, users, stocks, names } = inMemory();
  const put = users.requests.put({ id: 'a', name: 'Ann' });
  const wrong: readonly (readonly [unknown, string])[] = [
    [
      stocks.requests.put({ sku: 'A-1', left: 1 }),
      'batchWrite cannot check the condition on Stock { sku: "A-1" }: leave',
    ],
    [users.requests.create({ id: 'b', name: 'Ann' }), 'cannot check the condition on User'],
    [users.requests.delete({ id: 'b' }, { condition: (u) => u.name.eq('x') }), 'requests.delete'],
    [users.requests.update({ id: 'b' }, { name: 'x' }), 'batchWrite takes requests of put, delete'],
    [users.requests.get({ id: 'b' }), 'number 2 is not one'],
    [undefined, 'number 2 is not one'],
    [put, 'User { id: "a" } appears twice in batchWrite'],
    [names.requests.delete({ id: 'b' }), 'Name has unique attributes, which a batch cannot check'],
  ];
  for (const [request, text] of wrong) {
    const requests = [put, request];
    assert.match(await badInput(() => Reflect.apply(batchWrite, undefined, [db, requests])), text);
  }
  assert.match(
    await badInput(() => Reflect.apply(batchWrite, undefined, [db, put])),
    'must be an array or another iterable',
  );
  assert.match(await badInput(() => Reflect.apply(batchGet, undefined, [db, [put]])), 'batchGet takes requests of get');
  assert.match(await badInput(() => Reflect.apply(batchGet, undefined, [db, put])), 'takes an array of requests');
  assert.match(await badInput(() => Reflect.apply(batchGet, undefined, [{}, []])), 'batchGet needs an adapter');
  assert.equal(db.take(), []);
});

test('what was not written is left over as requests', async () => {
  let isBusy = true;
  const { db, users } = inMemory(() => isBusy);
  await users.table.ensure();
  const requests = Array.from({ length: 3 }, (_, index) => users.requests.put({ id: `u${index}`, name: 'Ann' }));
  const retry = { clock: instantClock(), random: () => 0.5 };
  const error = await thrown(UnprocessedError<typeof requests>, () => batchWrite(db, requests, { retry }));
  assert.is(error.message, '1 of 3 writes were not processed; pass error.leftovers to batchWrite again');
  assert.equal(error.leftovers, requests.slice(2));
  isBusy = false;
  await batchWrite(db, error.leftovers, { retry });
  assert.is(await users.scan().count(), 3);
});

test('what was not read is left over as requests, also those of later requests', async () => {
  const { db, users } = inMemory(() => true);
  await users.table.ensure();
  const requests = [
    users.requests.get({ id: 'a' }),
    users.requests.get({ id: 'b' }, { attributes: ['name'] }),
    users.requests.get({ id: 'c' }),
  ];
  const error = await thrown(UnprocessedError, () => batchGet(db, requests, { retry: false }));
  assert.equal(error.leftovers, requests.slice(1));
});

test('writes consume no more than the units per second', async () => {
  const slept: number[] = [];
  const { db, users } = inMemory();
  await users.table.ensure();
  const retry = { clock: instantClock(slept) };
  const requests = Array.from({ length: 100 }, (_, index) => users.requests.put({ id: `u${index}`, name: 'Ann' }));
  await batchWrite(db, requests, { unitsPerSecond: 10, retry });
  assert.equal(slept, [2_500, 2_500, 2_500]);
  slept.length = 0;
  const limited = repository(users.entity, db, { retry });
  await limited.writeMany({ delete: requests.map((_, index) => ({ id: `u${index}` })) }, { unitsPerSecond: 50 });
  assert.equal(slept, [500, 500, 500]);
});

test.run();

function inMemory(isBusy: () => boolean = () => false) {
  const db = new SpyingDynamoDb(
    new MemoryDynamoDb({
      faults: ({ operation }) => (/^Batch/.test(operation) && isBusy() ? unprocessed(1) : undefined),
    }),
  );
  const { User, Stock } = define((prefix) => `${prefix}s`);
  const Name = entity('Name', {
    table: 'names',
    attributes: { id: string(), name: string() },
    key: { partition: 'id' },
    unique: ['name'],
  });
  return { db, users: repository(User, db), stocks: repository(Stock, db), names: repository(Name, db) };
}

async function open(adapter: AdapterUnderTest) {
  const db = new SpyingDynamoDb(await adapter.open());
  const { User, Payment, Stock } = define((prefix) => adapter.tableName(prefix));
  const [users, payments, stocks] = [repository(User, db), repository(Payment, db), repository(Stock, db)];
  await users.table.ensure();
  await stocks.table.ensure();
  db.take();
  return { db, users, payments, stocks };
}

function sizeOf({ input }: Sent): number {
  const tables = Object.values<{ Keys?: unknown[] } | unknown[]>(Object(Reflect.get(input, 'RequestItems')));
  return tables.flatMap((ofTable) => (Array.isArray(ofTable) ? ofTable : (ofTable.Keys ?? []))).length;
}
