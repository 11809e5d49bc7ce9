import {
  AbortedError,
  type Clock,
  type DynamoDb,
  DynarepoError,
  entity,
  number,
  repository,
  string,
  table,
  ttl,
} from 'dynarepo';
import { ManualClock, MemoryDynamoDb, type MemoryDynamoDbOptions } from 'dynarepo/memory';
import { type ChangesOptions, changes, tail } from 'dynarepo/streams';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { thrown } from './open-repository.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

const Counter = entity('Counter', {
  table: table('counters', { key: { partition: 'id' }, timeToLive: 'expires', stream: 'NEW_AND_OLD_IMAGES' }),
  attributes: { id: string(), count: number(), expires: ttl().optional() },
  key: { partition: 'id' },
});

const minute = 60_000;
const hour = 60 * minute;

const test = suite('the shards of streams');

test('a shard that continues another one is read after it, and every change once', async () => {
  const { db, write } = await opened({ streams: { shards: 3, splitAfterRecords: 5 } });
  const seen = new Map<string, number>();
  let total = 0;
  await write(40);
  for await (const { key, new: now, eventId } of changes(db, [Counter], { follow: false })) {
    assert.is(now?.count, (seen.get(key.id) ?? 0) + 1, `${key.id} ${eventId}`);
    seen.set(key.id, now?.count ?? 0);
    total += 1;
    // The shards split while they are read.
    if (total % 10 === 0 && total <= 100) await write(10);
  }
  assert.is(total, 140);
});

test('reading goes on after the position of any change or page, without a change missing or twice', async () => {
  const { db, write } = await opened({ streams: { shards: 2, splitAfterRecords: 4 } });
  await write(40);
  const all = await changes(db, [Counter], { follow: false }).all();
  for (const [index, { position }] of all.entries()) {
    const rest = await changes(db, [Counter], { follow: false, after: position }).all();
    const before = all.slice(0, index + 1);
    const ids = [...before, ...rest].map(({ eventId }) => eventId);
    assert.is(ids.length, 40, `after change ${index}`);
    assert.is(new Set(ids).size, 40, `after change ${index}`);
    assert.ok(position.length < 1_000, `the position has ${position.length} characters`);
  }
  let count = 0;
  for await (const page of changes(db, [Counter], { follow: false }).pages()) {
    count += page.changes.length;
    const rest = await changes(db, [Counter], { follow: false, after: page.position }).all();
    assert.is(count + rest.length, 40);
  }
});

test('a damaged position, and one of other tables, are rejected', async () => {
  const { db, write } = await opened();
  await write(1);
  const [first] = await changes(db, [Counter], { follow: false }).all();
  const position = first?.position ?? '';
  for (const after of [`${position}x`, position.slice(1), 'x', 'null', '[]']) {
    assert.is((await thrown(DynarepoError, () => changes(db, [Counter], { after }))).code, 'BAD_CURSOR', after);
  }
  const Other = entity('Other', { table: 'others', attributes: { id: string() }, key: { partition: 'id' } });
  const error = await thrown(DynarepoError, () => changes(db, [Other], { after: position }));
  assert.match(error.message, /table counters/);
});

test('an iterator that has expired is replaced: no change is missing or twice', async () => {
  const { db, clock, write } = await opened();
  await write(3);
  const pages = changes(db, [Counter], { clock: soon(clock) }).pages();
  assert.is((await pages.next()).value?.changes.length, 3);
  clock.advance(16 * minute);
  await write(2);
  assert.equal(countsOf((await pages.next()).value), [4, 5]);
});

test('from LATEST, an iterator that has expired before the first change is replaced by the time of the last read', async () => {
  const { db, clock, write } = await opened();
  await write(1);
  clock.advance(5 * minute);
  const pages = changes(db, [Counter], { from: 'LATEST', clock: soon(clock) }).pages();
  const empty = (await pages.next()).value;
  assert.equal(empty?.changes, []);
  clock.advance(16 * minute);
  await write(2);
  assert.equal(countsOf((await pages.next()).value), [2, 3]);
  const resumed = await changes(db, [Counter], { after: empty?.position, follow: false, clock: soon(clock) }).all();
  assert.equal(
    resumed.map(({ new: now }) => now?.count),
    [2, 3],
  );
});

test('from a time, the changes since its second are yielded, whatever comes before', async () => {
  const { db, clock, write } = await opened();
  await write(8);
  clock.advance(hour);
  const from = new Date(clock.nowMs() + 400);
  await write(2);
  // Each read finds one record, so that several in a row find none of the time.
  const limited: DynamoDb = {
    execute: (operation, input, options) =>
      db.execute(operation, operation === 'GetRecords' ? { ...input, Limit: 1 } : input, options),
  };
  const read = async (options: ChangesOptions<'NEW_AND_OLD_IMAGES'>) => {
    const all = await changes(limited, [Counter], { follow: false, clock: soon(clock), ...options }).all();
    return all.map(({ new: now }) => now?.count);
  };
  assert.equal(await read({ from }), [9, 10]);
  assert.equal(await read({ from: new Date(from.getTime() - hour) }), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assert.equal(await read({ from: new Date(from.getTime() + hour) }), []);
  const pages = changes(limited, [Counter], { from, clock: soon(clock) }).pages();
  const after = (await pages.next()).value?.position;
  assert.equal(await read({ after }), [9, 10], 'after a page before the time');
});

test('changes that are trimmed before they were read end the loop, or are reported, and the oldest left comes next', async () => {
  const { db, clock, write } = await opened();
  await write(2);
  const read = async (options: ChangesOptions<'NEW_AND_OLD_IMAGES'>) => {
    const pages = changes(db, [Counter], { clock: soon(clock), ...options }).pages();
    const { value } = await pages.next();
    return { pages, position: value?.position };
  };
  const errors: unknown[] = [];
  const readers = [
    await read({}),
    await read({ onLost: 'skip' }),
    await read({ onLost: (error) => errors.push(error.code) }),
  ] as const;
  await write(2);
  clock.advance(25 * hour);
  await write(1);
  assert.is((await thrown(DynarepoError, () => readers[0].pages.next())).code, 'CHANGES_LOST');
  for (const { pages } of readers.slice(1)) {
    let page = (await pages.next()).value;
    while (page?.changes.length === 0) page = (await pages.next()).value;
    assert.equal(countsOf(page), [5]);
  }
  assert.equal(errors, ['CHANGES_LOST']);
  const after = readers[0].position;
  const resumed = () => changes(db, [Counter], { after, follow: false }).all();
  assert.is((await thrown(DynarepoError, resumed)).code, 'CHANGES_LOST');
  assert.is((await changes(db, [Counter], { after, follow: false, onLost: 'skip' }).all()).length, 1);
});

test('from TRIM_HORIZON, changes that were trimmed before the first read are not missed', async () => {
  const { db, clock, write } = await opened();
  await write(2);
  clock.advance(25 * hour);
  await write(1);
  const all = await changes(db, [Counter], { follow: false }).all();
  assert.equal(
    all.map(({ new: now }) => now?.count),
    [3],
  );
});

test('from TRIM_HORIZON, changes that are trimmed between finding and reading them are not lost ones', async () => {
  let isLate = false;
  const { db, clock, write } = await opened({
    faults: ({ operation }) => {
      if (operation === 'GetRecords' && isLate) clock.advance(2 * minute);
      if (operation === 'GetRecords') isLate = false;
      return undefined;
    },
  });
  await write(2);
  clock.advance(24 * hour - minute);
  await write(1);
  isLate = true;
  const all = await changes(db, [Counter], { follow: false }).all();
  assert.equal(countsOf({ changes: all }), [3]);
});

test('the stream of one table can end while that of another goes on', async () => {
  const { db, clock, counters, setStream } = await opened();
  const Other = entity('Other', {
    table: table('others', { key: { partition: 'id' }, stream: 'NEW_AND_OLD_IMAGES' }),
    attributes: { id: string() },
    key: { partition: 'id' },
  });
  const others = repository(Other, db);
  await others.table.ensure();
  await counters.create({ id: 'a', count: 1 });
  await setStream(false);
  const spy = new SpyingDynamoDb(db);
  const iterator = changes(spy, [Counter, Other], { clock: soon(clock) })[Symbol.asyncIterator]();
  assert.is((await iterator.next()).value?.entity, 'Counter');
  for (let count = 0; count < 3; count += 1) {
    await others.create({ id: String(count) });
    assert.is((await iterator.next()).value?.entity, 'Other');
  }
  assert.ok(spy.takeNames().filter((name) => name === 'DescribeTable').length <= 3);
});

test('a loop ends when the stream is disabled and read to its end, and goes on if there is another one', async () => {
  const { db, write, setStream } = await opened();
  await write(2);
  await setStream(false);
  assert.is((await changes(db, [Counter]).all()).length, 2);
  const iterator = changes(db, [Counter])[Symbol.asyncIterator]();
  const first = await iterator.next();
  await setStream(true);
  await write(1);
  await setStream(false);
  const counts: unknown[] = [];
  for (;;) {
    const { done, value } = await iterator.next();
    if (done) break;
    counts.push(value.new?.count);
  }
  assert.equal(counts, [2, 3]);
  const resumed = await changes(db, [Counter], { after: first.value?.position }).all();
  assert.is(resumed.length, 2);
});

test('a position of a stream that is gone means lost changes, unless it was read to its end', async () => {
  const { db, clock, write, setStream } = await opened();
  await write(2);
  const [first] = await changes(db, [Counter], { follow: false }).all();
  await setStream(false);
  let end: string | undefined;
  for await (const { position } of changes(db, [Counter]).pages()) end = position;
  clock.advance(25 * hour);
  await setStream(true);
  await write(1);
  const from = (after: string | undefined) => changes(db, [Counter], { after, follow: false }).all();
  assert.is((await thrown(DynarepoError, () => from(first?.position))).code, 'CHANGES_LOST');
  assert.is((await from(end)).length, 1);
});

test('a stream that goes away while it is read ends the loop, after its changes are lost', async () => {
  const { db, clock, write, setStream } = await opened();
  await write(1);
  const read = async (onLost: 'throw' | 'skip') => {
    const iterator = changes(db, [Counter], { clock: soon(clock), onLost })[Symbol.asyncIterator]();
    await iterator.next();
    return iterator;
  };
  const [failing, going] = [await read('throw'), await read('skip')];
  await write(1);
  await setStream(false);
  clock.advance(25 * hour);
  assert.is((await thrown(DynarepoError, () => failing.next())).code, 'CHANGES_LOST');
  assert.is((await going.next()).done, true);
});

test('an item that DynamoDB deletes because of its time to live is removed and expired', async () => {
  const { db, clock, counters } = await opened();
  await counters.create({ id: 'a', count: 1, expires: new Date(clock.nowMs() + minute) });
  await counters.create({ id: 'b', count: 1 });
  clock.advance(hour);
  db.sweepExpiredItems();
  await counters.delete({ id: 'b' });
  const all = await changes(db, [Counter], { follow: false }).all();
  assert.equal(
    all.map(({ kind, key, expired }) => [kind, key.id, expired]),
    [
      ['insert', 'a', false],
      ['insert', 'b', false],
      ['remove', 'a', true],
      ['remove', 'b', false],
    ],
  );
});

test('tail yields the changes after it has found the end of the stream', async () => {
  const { db, write } = await opened({ streams: { shards: 4 } });
  await write(4);
  const stop = new AbortController();
  const live = await tail(db, [Counter], { abortSignal: stop.signal, pollMs: 5 });
  await write(12);
  const counts: unknown[] = [];
  for (let read = 0; read < 12; read += 1) counts.push((await live.next()).value?.new?.count);
  assert.is(counts.length, 12);
  const idle = live.next();
  setTimeout(() => stop.abort(), 20);
  await thrown(AbortedError, () => idle);
  await thrown(DynarepoError, () => Reflect.apply(tail, undefined, [db, [Counter], { from: 'TRIM_HORIZON' }]));
});

test('an idle stream is read once every poll interval, and its shards are listed once a minute', async () => {
  const { db, clock } = await opened();
  const spy = new SpyingDynamoDb(db);
  const pages = changes(spy, [Counter], { clock: soon(clock), pollMs: 2_000 }).pages();
  for (let page = 0; page < 60; page += 1) await pages.next();
  const sent: readonly string[] = spy.takeNames();
  const count = (name: string) => sent.filter((each) => each === name).length;
  assert.equal(['GetRecords', 'DescribeStream', 'GetShardIterator'].map(count), [60, 2, 1]);
});

test.run();

/** A clock with the time of another one, whose sleeps advance it. */
function soon(clock: ManualClock): Clock {
  return { nowMs: () => clock.nowMs(), sleep: async (delayMs) => clock.advance(delayMs) };
}

function countsOf(page: unknown): unknown[] {
  const changed: readonly object[] = Reflect.get(Object(page), 'changes');
  return changed.map((change) => Reflect.get(change, 'new').count);
}

async function opened(options: MemoryDynamoDbOptions = {}) {
  const clock = new ManualClock();
  const db = new MemoryDynamoDb({ clock, ...options });
  const counters = repository(Counter, db, { clock });
  await counters.table.ensure();
  let written = 0;
  return {
    db,
    clock,
    counters,
    /** Writes changes of ten items in turn if there are several shards, or of one. */
    async write(changes: number) {
      for (let each = 0; each < changes; each += 1) {
        const id = options.streams === undefined ? 'a' : `c${written % 10}`;
        written += 1;
        await counters.update({ id }, (c) => [c.count.add(1)], { upsert: true });
      }
    },
    async setStream(isEnabled: boolean) {
      const StreamSpecification = isEnabled
        ? { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' as const }
        : { StreamEnabled: false };
      await db.execute('UpdateTable', { TableName: 'counters', StreamSpecification });
      clock.advance(1_000);
    },
  };
}
