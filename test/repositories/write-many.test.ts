import { AbortedError, entity, isoDate, ServiceError, string, UnprocessedError, version } from 'dynarepo';
import { throttled, unprocessed } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';
import { badInput, openRepository, thrown } from './open-repository.ts';
import { type FaultPlan, repositoryWithFaults } from './repository-with-faults.ts';
import type { Sent } from './spying-dynamodb.ts';

const eventIn = (table: string) =>
  entity('Event', {
    table,
    attributes: { room: string(), at: isoDate(), note: string().optional() },
    key: { partition: 'room', sort: 'at' },
  });
const noteIn = (table: string) =>
  entity('Note', { table, attributes: { id: string(), version: version() }, key: { partition: 'id' } });

for (const adapter of adapters()) {
  const test = suite(`batch writes on ${adapter.name}`);
  test.after(() => adapter.close());

  test('100 items are written in exactly 4 requests of 25', async () => {
    const { repository, spy } = await openRepository(adapter, eventIn);
    const put = events(100);
    const stored = await repository.writeMany({ put });
    assert.equal(stored, put);
    assert.equal(spy.take().map(sizeOf), [25, 25, 25, 25]);
    assert.equal(await repository.getMany(put), put);
  });

  test('26 items are written in requests of 25 and 1', async () => {
    const { repository, spy } = await openRepository(adapter, eventIn);
    await repository.writeMany({ put: events(26) });
    assert.equal(spy.take().map(sizeOf), [25, 1]);
  });

  test('puts and deletes share requests; existing items are replaced, and deleting a missing item succeeds', async () => {
    const { repository, spy } = await openRepository(adapter, eventIn);
    const [first, second, third] = events(3);
    if (!first || !second || !third) throw new Error('three events are needed');
    await repository.writeMany({ put: [first, { ...second, note: 'old' }] });
    spy.take();
    await repository.writeMany({ put: [second, third], delete: [first, { room: 'none', at: new Date(0) }] });
    assert.equal(spy.take().map(sizeOf), [4]);
    assert.equal(await repository.getMany([first, second, third]), [second, third]);
  });

  test('an empty batch sends nothing', async () => {
    const { repository, spy } = await openRepository(adapter, eventIn);
    assert.equal(await repository.writeMany({}), []);
    assert.equal(await repository.writeMany({ put: [], delete: [] }), []);
    assert.equal(spy.take(), []);
  });

  test('an entity with a version requires ignoreVersion', async () => {
    const { repository, spy } = await openRepository(adapter, noteIn);
    assert.match(await badInput(() => repository.writeMany({ put: [{ id: 'a' }] })), 'pass { ignoreVersion: true }');
    assert.equal(spy.take(), []);
    const stored = await repository.writeMany({ put: [{ id: 'a' }, { id: 'b', version: 4 }] }, { ignoreVersion: true });
    assert.equal(stored, [
      { id: 'a', version: 1 },
      { id: 'b', version: 5 },
    ]);
    assert.equal(await repository.getMany([{ id: 'a' }, { id: 'b' }]), stored);
  });

  test('nothing is sent if one entity is invalid or occurs twice', async () => {
    const { repository, spy } = await openRepository(adapter, eventIn);
    const put = events(30);
    assert.match(
      await badInput(() => repository.writeMany({ put: [...put, { room: '', at: new Date(0) }] })),
      'Event.room',
    );
    assert.match(
      await badInput(() => repository.writeMany({ put: [...put, ...put.slice(29)] })),
      'appears twice in writeMany',
    );
    assert.match(
      await badInput(() => repository.writeMany({ put, delete: put.slice(0, 1) })),
      'appears twice in writeMany',
    );
    assert.equal(spy.take(), []);
  });

  test.run();
}

const test = suite('batch writes with failures');

test('unprocessed writes go into the next request until all are processed', async () => {
  const { repository, spy } = await repositoryWithWriteFaults((count) => (count <= 2 ? unprocessed(5) : undefined));
  await repository.writeMany({ put: events(30) });
  assert.equal(spy.take().map(sizeOf), [25, 10, 5]);
  assert.is(await repository.count(), 30);
});

test('a batch that makes progress is not ended by the deadline', async () => {
  const slept: number[] = [];
  const { repository, spy } = await repositoryWithWriteFaults((count) => unprocessed(9 - count), {
    clock: instantClock(slept),
    random: () => 1,
    baseDelayMs: 400,
    deadlineMs: 1_000,
  });
  await repository.writeMany({ put: events(9) });
  assert.equal(spy.take().map(sizeOf), [9, 8, 7, 6, 5, 4, 3, 2, 1]);
  assert.equal(
    slept,
    Array.from({ length: 8 }, () => 400),
  );
});

test('writes that are never processed are returned as leftovers for another call', async () => {
  let isBusy = true;
  const { repository, spy } = await repositoryWithWriteFaults(() => (isBusy ? unprocessed(25) : undefined));
  const put = events(2);
  const gone = { room: 'old', at: new Date(0) };
  const error = await thrown(UnprocessedError, () => repository.writeMany({ put, delete: [gone] }));
  assert.equal(error.leftovers, { put, delete: [gone] });
  assert.is(error.message, '3 of 3 writes were not processed; pass error.leftovers to writeMany again');
  assert.ok(spy.take().length > 5, 'it gave up before the deadline');
  isBusy = false;
  await repository.writeMany({ put, delete: [gone] });
  assert.is(await repository.count(), 2);
});

test('with retries off, leftovers are reported after the first request', async () => {
  const { repository, spy } = await repositoryWithWriteFaults(() => unprocessed(1), false);
  const put = events(3);
  const error = await thrown(UnprocessedError, () => repository.writeMany({ put }));
  assert.equal(error.leftovers, { put: put.slice(2), delete: [] });
  assert.equal(spy.take().map(sizeOf), [3]);
});

test('a batch that is throttled as a whole is retried', async () => {
  const { repository, spy } = await repositoryWithWriteFaults((count) => (count === 1 ? throttled() : undefined));
  await repository.writeMany({ put: events(3) });
  assert.equal(spy.take().map(sizeOf), [3, 3]);
});

test('an error after the first request reports the leftovers', async () => {
  const denied = new ServiceError('AccessDeniedException', 'not any more');
  const { repository } = await repositoryWithWriteFaults((count) =>
    count === 2 ? { kind: 'error', error: denied } : undefined,
  );
  const put = events(60);
  const error = await thrown(UnprocessedError, () => repository.writeMany({ put }));
  assert.equal(error.leftovers, { put: put.slice(25), delete: [] });
  assert.is(Reflect.get(Object(error.cause), 'name'), 'AccessDeniedException');
});

test('an error in the first request is thrown unchanged', async () => {
  const denied = new ServiceError('AccessDeniedException', 'never');
  const { repository } = await repositoryWithWriteFaults((count) =>
    count === 1 ? { kind: 'error', error: denied } : undefined,
  );
  const error = await thrown(ServiceError, () => repository.writeMany({ put: events(3) }));
  assert.is(error.message, 'never');
});

test('an abort between two requests reports the leftovers', async () => {
  const abort = new AbortController();
  const { repository } = await repositoryWithWriteFaults((count) => {
    if (count === 2) abort.abort('enough');
    return undefined;
  });
  const put = events(80);
  const error = await thrown(UnprocessedError, () => repository.writeMany({ put }, { abortSignal: abort.signal }));
  assert.equal(error.leftovers, { put: put.slice(50), delete: [] });
  assert.instance(error.cause, AbortedError);
  assert.is(await repository.count(), 50);
});

test.run();

function repositoryWithWriteFaults(faultOf: FaultPlan['faultOf'], retry?: FaultPlan['retry']) {
  return repositoryWithFaults(eventIn('events'), { operation: 'BatchWriteItem', faultOf, retry });
}

function events(count: number) {
  return Array.from({ length: count }, (_, index) => ({ room: 'blue', at: new Date(index * 1_000) }));
}

function sizeOf({ operation, input }: Sent): number {
  assert.is(operation, 'BatchWriteItem');
  return Object.values(Object(Reflect.get(input, 'RequestItems'))).flat().length;
}
