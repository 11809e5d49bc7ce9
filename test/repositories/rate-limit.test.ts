import { AbortedError, DynarepoError, entity, number, repository, string } from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { RateLimit } from '../../src/repositories/rate-limit.ts';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';
import { badInput, openRepository, thrown } from './open-repository.ts';
import { RewritingDynamoDb } from './rewriting-dynamodb.ts';

const wordIn = (table: string) =>
  entity('Word', {
    table,
    attributes: { book: string(), word: string(), text: string(), count: number() },
    key: { partition: 'book', sort: 'word' },
    indexes: { byCount: { sort: 'count' } },
  });

/** An eventually consistent read of one consumes half a capacity unit for each 4 KB: here, one unit. */
const text = 'x'.repeat(6_000);
const words = ['ant', 'ape', 'bat', 'bee'].map((word, count) => ({ book: 'zoo', word, count, text }));

for (const adapter of adapters()) {
  const test = suite(`rate limit on ${adapter.name}`);
  test.after(() => adapter.close());

  /** A repository of four words of one capacity unit each, and the delays on its clock. */
  const open = async () => {
    const slept: number[] = [];
    const opened = await openRepository(adapter, wordIn, { retry: { clock: instantClock(slept) } });
    await opened.repository.writeMany({ put: words });
    opened.spy.take();
    return { ...opened, slept };
  };
  const range = { pageSize: 1, maxPages: 4 };

  test('a query waits before each request until the capacity of the previous one is within the limit', async () => {
    const { repository, slept, spy } = await open();
    const found = await repository.query({ book: 'zoo' }, { unitsPerSecond: 4, ...range }).all();
    assert.is(found.length, 4);
    assert.equal(slept, [250, 250, 250]);
    assert.ok(spy.take().every(({ input }) => Reflect.get(input, 'ReturnConsumedCapacity') === 'TOTAL'));
  });

  test('a scan, a count and a query of an index keep to the limit', async () => {
    const { repository, slept } = await open();
    // The capacity of a page is rounded as a whole: that of two items is one and a half units.
    await repository.scan({ unitsPerSecond: 0.5, pageSize: 2, maxPages: 2 }).all();
    assert.equal(slept.splice(0), [3_000]);
    await repository.scan({ unitsPerSecond: 2, pageSize: 2, maxPages: 2 }).count();
    assert.equal(slept.splice(0), [750]);
    await repository.index('byCount').query({ book: 'zoo' }, { unitsPerSecond: 2, pageSize: 2, maxPages: 2 }).all();
    assert.equal(slept.splice(0), [750]);
    await repository.count({ book: 'zoo' }, { unitsPerSecond: 2 });
    assert.equal(slept, [], 'one page is enough');
  });

  test('pages of the same results that are requested one by one keep to the limit', async () => {
    const { repository, slept } = await open();
    const results = repository.query({ book: 'zoo' }, { unitsPerSecond: 4, pageSize: 1 });
    const { cursor } = await results.page();
    await results.page({ cursor });
    assert.equal(slept, [250]);
  });

  test('without a limit, no request reports capacity or waits', async () => {
    const { repository, slept, spy } = await open();
    await repository.query({ book: 'zoo' }, range).all();
    assert.equal(slept, []);
    assert.ok(spy.take().every(({ input }) => !('ReturnConsumedCapacity' in input)));
  });

  test.run();
}

const test = suite('rate limit');

test('a limit of 0 or less is rejected before anything is sent', async () => {
  const words = repository(wordIn('words'), new MemoryDynamoDb());
  for (const unitsPerSecond of [0, -1]) {
    assert.match(await badInput(() => words.scan({ unitsPerSecond })), 'must be a number of capacity units above 0');
    assert.match(await badInput(() => words.count({ book: 'zoo' }, { unitsPerSecond })), 'unitsPerSecond');
  }
});

test('an engine that reports no capacity is an error, because the limit would have no effect', async () => {
  const db = new MemoryDynamoDb();
  const silent = new RewritingDynamoDb(db, async (_operation, input, execute) => {
    const output = await execute(input);
    Reflect.deleteProperty(output, 'ConsumedCapacity');
    return output;
  });
  const words = repository(wordIn('words'), silent);
  await words.table.ensure();
  const error = await thrown(DynarepoError, () => words.scan({ unitsPerSecond: 5 }).all());
  assert.match(error.message, 'invalid ConsumedCapacity');
});

test('time that passes between requests counts', async () => {
  let nowMs = 0;
  const slept: number[] = [];
  const limit = new RateLimit(10, {
    nowMs: () => nowMs,
    sleep: async (delayMs) => void slept.push(delayMs),
  });
  (await limit.wait(undefined))(5);
  nowMs = 300;
  (await limit.wait(undefined))(5);
  nowMs = 5_000;
  (await limit.wait(undefined))(5);
  await limit.wait(undefined);
  assert.equal(slept, [200, 500]);
});

test('requests at the same time are spread', async () => {
  const slept: number[] = [];
  const limit = new RateLimit(10, { nowMs: () => 0, sleep: async (delayMs) => void slept.push(delayMs) });
  (await limit.wait(undefined))(10);
  const reports = await Promise.all([limit.wait(undefined), limit.wait(undefined), limit.wait(undefined)]);
  assert.equal(slept, [1_000, 2_000, 3_000]);
  for (const report of reports) report(20);
  await limit.wait(undefined);
  assert.is(slept.at(-1), 7_000);
});

test('an aborted wait is an AbortedError, and does not count', async () => {
  const controller = new AbortController();
  const slept: number[] = [];
  const limit = new RateLimit(1, {
    nowMs: () => 0,
    sleep: async (delayMs, signal) => {
      slept.push(delayMs);
      if (signal !== undefined) throw signal.reason;
    },
  });
  (await limit.wait(undefined))(5);
  controller.abort();
  await thrown(AbortedError, () => limit.wait(controller.signal));
  await limit.wait(undefined);
  assert.equal(slept, [5_000, 5_000]);
});

test.run();
