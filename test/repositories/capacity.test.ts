import {
  batchGet,
  batchWrite,
  CapacityCounter,
  collection,
  entity,
  items,
  number,
  repository,
  string,
  transactGet,
  transactWrite,
  UnitOfWork,
  version,
} from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';
import { badInput, eventually, openRepository } from './open-repository.ts';
import { repositoryWithFaults } from './repository-with-faults.ts';

const wordIn = (table: string) =>
  entity('Word', {
    table,
    attributes: { book: string(), word: string(), text: string(), count: number(), label: string().optional() },
    key: { partition: 'book', sort: 'word' },
    indexes: { byCount: { sort: 'count', projection: 'KEYS_ONLY' }, byLabel: { partition: 'label' } },
  });

const memberIn = (table: string) =>
  entity('Member', {
    table,
    attributes: { id: string(), email: string(), version: version() },
    key: { partition: 'id' },
    unique: ['email'],
  });

/** A write of one consumes 6 units, and a read of one 1 unit, or 2 if it is consistent. */
const text = 'x'.repeat(6_000);
const words = ['ant', 'ape', 'bat'].map((word, count) => ({ book: 'zoo', word, count, text }));
const [ant, ape, bat] = words as [(typeof words)[0], (typeof words)[0], (typeof words)[0]];

for (const adapter of adapters()) {
  const test = suite(`capacity on ${adapter.name}`);
  test.after(() => adapter.close());

  test('a counter adds up what the reads and writes of a repository consume, by table and index', async () => {
    const { repository, spy } = await openRepository(adapter, wordIn);
    const { name } = repository.table;
    const capacity = new CapacityCounter();
    await repository.create(ant, { capacity });
    assert.equal(capacity.tables, {
      [name]: { read: 0, write: 6, indexes: { byCount: { read: 0, write: 1 } } },
    });
    await repository.put({ ...ape, label: 'new' }, { capacity });
    await repository.update(ant, { count: 5 }, { capacity });
    await repository.get(ant, { capacity });
    await repository.get(ape, { capacity, consistent: true });
    assert.is(await repository.exists({ book: 'zoo', word: 'none' }, { capacity }), false);
    await repository.delete(ant, { capacity });
    assert.equal(capacity.tables, {
      [name]: {
        read: 3.5,
        write: 24,
        // The second write moves the entry of ant, which is removed and added.
        indexes: { byCount: { read: 0, write: 5 }, byLabel: { read: 0, write: 6 } },
      },
    });
    assert.is(capacity.read, 3.5);
    assert.is(capacity.write, 35);
    assert.ok(spy.take().every(({ input }) => Reflect.get(input, 'ReturnConsumedCapacity') === 'INDEXES'));
  });

  test('a counter adds up batches, transactions and plain items', async () => {
    const { repository, spy } = await openRepository(adapter, wordIn);
    const { requests, table } = repository;
    const used = async (call: (options: { readonly capacity: CapacityCounter }) => Promise<unknown>) => {
      const capacity = new CapacityCounter();
      await call({ capacity });
      const { read, write } = capacity.tables[table.name] ?? {};
      return [read, write];
    };
    assert.equal(await used((options) => repository.writeMany({ put: words }, options)), [0, 18]);
    assert.equal(await used((options) => repository.getMany(words, options)), [3, 0]);
    assert.equal(await used((options) => batchWrite(spy, [requests.put(bat)], options)), [0, 6]);
    assert.equal(await used((options) => batchGet(spy, [requests.get(bat)], options)), [1, 0]);
    assert.equal(await used((options) => transactWrite(spy, [requests.put(bat)], options)), [0, 12]);
    assert.equal(await used((options) => transactGet(spy, [requests.get(bat)], options)), [4, 0]);
    const work = new UnitOfWork(spy);
    work.put(repository.entity, bat);
    assert.equal(await used((options) => work.commit(options)), [0, 12]);
    assert.equal(await used((options) => repository.modify(bat, (b) => ({ ...b, count: 9 }), options)), [2, 6]);
    const plain = await items(spy, table.name);
    assert.equal(await used((options) => plain.get(bat, options)), [1, 0]);
    assert.equal(await used((options) => plain.getMany([bat], options)), [1, 0]);
    assert.equal(await used((options) => plain.writeMany({ put: [bat] }, options)), [0, 6]);
    assert.equal(await used((options) => plain.query({ book: 'zoo' }, options).count()), [2.5, 0]);
    const words3 = collection(spy, [repository.entity]);
    assert.equal(await used((options) => words3.query(repository.entity, { book: 'zoo' }, options).all()), [2.5, 0]);
  });

  test('a counter adds up the pages of queries and scans, and each page has its own part', async () => {
    const { repository } = await openRepository(adapter, wordIn);
    await repository.writeMany({ put: words });
    const capacity = new CapacityCounter();
    const results = repository.query({ book: 'zoo' }, { capacity, pageSize: 2 });
    assert.is((await results.all()).length, 3);
    assert.is(capacity.read, 2.5);
    const pages = [];
    for await (const page of results.pages()) pages.push(page.capacity?.read);
    assert.equal(pages, [1.5, 1]);
    const page = await results.page({ maxItems: 3 });
    assert.is(page.capacity?.read, 2.5, 'of two requests');
    assert.is(capacity.read, 7.5);
    assert.is((await repository.query({ book: 'zoo' }).page()).capacity, undefined, 'without a counter');
    await repository.scan({ segments: 2, capacity }).all();
    await repository.count({ book: 'zoo' }, { capacity });
    assert.ok(capacity.read >= 12.5);
    assert.is(capacity.write, 0);
  });

  test('reads of an index count for the index, and those of hydrate for the table', async () => {
    const { repository } = await openRepository(adapter, wordIn);
    await repository.writeMany({ put: words });
    const capacity = new CapacityCounter();
    const byCount = repository.index('byCount').query({ book: 'zoo' }, { capacity });
    await byCount.all();
    const { name } = repository.table;
    assert.equal(capacity.tables, { [name]: { read: 0, write: 0, indexes: { byCount: { read: 0.5, write: 0 } } } });
    const page = await byCount.hydrate().page();
    assert.equal(page.capacity?.tables, {
      [name]: { read: 3, write: 0, indexes: { byCount: { read: 0.5, write: 0 } } },
    });
    assert.is(capacity.read, 4);
  });

  test('a write of unique values counts all of its requests', async () => {
    const { repository } = await openRepository(adapter, memberIn);
    const capacity = new CapacityCounter();
    const jane = await repository.create({ id: 'm1', email: 'jane@example.org' }, { capacity });
    // Of a transaction, DynamoDB Local 3.3.1 reports the units of one item of each table.
    const reportsOne = adapter.name === 'DynamoDB Local';
    assert.equal(
      [capacity.read, capacity.write],
      [0, reportsOne ? 2 : 4],
      'the item, and the one that holds its email',
    );
    await repository.update(jane, { email: 'j@example.org' }, { capacity });
    assert.equal([capacity.read, capacity.write], [2, reportsOne ? 4 : 10], 'read before and after the transaction');
  });

  test('a counter of a repository gets all of its calls, each once', async () => {
    const all = new CapacityCounter();
    const { repository } = await openRepository(adapter, wordIn, { capacity: all });
    await repository.put(ant);
    const own = new CapacityCounter();
    await repository.get(ant, { capacity: own });
    await repository.get(ant, { capacity: all });
    await repository.query({ book: 'zoo' }, { capacity: all }).page();
    await repository.query({ book: 'zoo' }, { capacity: own }).page();
    assert.equal([all.read, all.write], [4, 7]);
    assert.equal([own.read, own.write], [2, 0]);
  });

  test('reads of hydrate keep to the limit of capacity units per second', async () => {
    const slept: number[] = [];
    const { repository } = await openRepository(adapter, wordIn, { retry: { clock: instantClock(slept) } });
    await repository.writeMany({ put: words.map((word) => ({ ...word, label: 'new' })) });
    const byCount = repository.index('byCount').query({ book: 'zoo' }, { unitsPerSecond: 1, pageSize: 2, maxPages: 2 });
    await eventually(
      adapter,
      () => byCount.all(),
      (found) => found.length === 3,
    );
    slept.length = 0;
    assert.equal((await byCount.hydrate().all()).length, 3);
    // Half a unit for the first page of the index, two for its items, half a unit for the second page.
    assert.equal(slept, [500, 2_000, 500]);
  });

  test.run();
}

const test = suite('capacity');

test('retries count what DynamoDB reports, and unprocessed entries once', async () => {
  const { repository } = await repositoryWithFaults(wordIn('words'), {
    operation: 'BatchWriteItem',
    faultOf: (count) => (count === 1 ? { kind: 'unprocessed', entries: 2 } : undefined),
  });
  const capacity = new CapacityCounter();
  await repository.writeMany({ put: words }, { capacity });
  assert.is(capacity.tables.words?.write, 18);
});

test('calls without a counter ask for no capacity, and requests about tables consume none', async () => {
  const db = new MemoryDynamoDb();
  const capacity = new CapacityCounter();
  const words = repository(wordIn('words'), db);
  await words.table.ensure({ capacity });
  await words.table.describe({ capacity });
  await words.count(undefined, { capacity });
  assert.equal({ ...capacity }, { read: 0, write: 0, tables: {} });
});

test('a table can have any name, and engines that report no indexes count for the table', () => {
  const capacity = new CapacityCounter();
  capacity.record('GetItem', { ConsumedCapacity: { TableName: '__proto__', CapacityUnits: 0.5 } });
  assert.is(capacity.read, 0.5);
  assert.equal(Object.keys(capacity.tables), ['__proto__']);
  assert.is(Reflect.get({}, 'read'), undefined);
});

test('a repeated transaction with the same token counts the reads that DynamoDB reports', async () => {
  const db = new MemoryDynamoDb();
  const words = repository(wordIn('words'), db);
  await words.table.ensure();
  const capacity = new CapacityCounter();
  for (let time = 1; time <= 2; time += 1)
    await transactWrite(db, [words.requests.put(ant)], { token: 'once', capacity });
  assert.equal([capacity.tables.words?.read, capacity.tables.words?.write], [4, 12]);
});

test('a value that is not a counter is rejected before anything is sent', async () => {
  const words = repository(wordIn('words'), new MemoryDynamoDb());
  const noCounter: object = { capacity: { read: 0 } };
  assert.match(await badInput(() => words.get(ant, noCounter)), 'must be a CapacityCounter');
  assert.match(await badInput(() => repository(wordIn('words'), new MemoryDynamoDb(), noCounter)), 'a CapacityCounter');
});

test.run();
