import {
  AbortedError,
  type BatchProgress,
  entity,
  isoDate,
  repository as open,
  ServiceError,
  string,
  UnprocessedError,
  version,
} from 'dynarepo';
import { throttled, unprocessed } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';
import { badInput, openRepository, thrown } from './open-repository.ts';
import { type FaultPlan, repositoryWithFaults } from './repository-with-faults.ts';
import { RewritingDynamoDb } from './rewriting-dynamodb.ts';
import type { Sent } from './spying-dynamodb.ts';

const eventIn = (table: string) =>
  entity('Event', {
    table,
    attributes: { room: string(), at: isoDate(), note: string().optional() },
    key: { partition: 'room', sort: 'at' },
  });
const noteIn = (table: string) =>
  entity('Note', { table, attributes: { id: string(), version: version() }, key: { partition: 'id' } });

const nameIn = (table: string) =>
  entity('Name', { table, attributes: { id: string(), name: string() }, key: { partition: 'id' }, unique: ['name'] });

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

  test('an entity with unique attributes requires ignoreUnique', async () => {
    const { repository, spy } = await openRepository(adapter, nameIn);
    assert.match(await badInput(() => repository.writeMany({ delete: [{ id: 'a' }] })), 'pass { ignoreUnique: true }');
    assert.equal(spy.take(), []);
    const put = [{ id: 'a', name: 'Ann' }];
    assert.equal(await repository.writeMany({ put }, { ignoreUnique: true }), put);
  });

  test('a stream of writes is written in requests of 25, and counted', async () => {
    const { repository, spy } = await openRepository(adapter, eventIn);
    async function* stream() {
      yield* events(60);
    }
    assert.is(await repository.writeMany({ put: stream() }, { concurrency: 2 }), 60);
    assert.equal(spy.take().map(sizeOf), [25, 25, 10]);
    assert.equal(await repository.query({ room: 'blue' }).all(), events(60));
    assert.is(await repository.writeMany({ delete: repository.query({ room: 'blue' }) }), 60);
    assert.is(await repository.query({ room: 'blue' }).first(), undefined);
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

test('streams are read while requests are sent, and only entries in flight are held', async () => {
  for (const concurrency of [1, 3]) {
    let pulled = 0;
    let written = 0;
    let mostHeld = 0;
    async function* source() {
      for (const event of events(260)) {
        pulled += 1;
        mostHeld = Math.max(mostHeld, pulled - written);
        yield event;
      }
    }
    const { repository, spy } = await repositoryWithWriteFaults((count) => (count === 2 ? unprocessed(5) : undefined));
    const onProgress = ({ done }: BatchProgress) => {
      written = done;
    };
    assert.is(await repository.writeMany({ put: source() }, { concurrency, onProgress }), 260);
    assert.is(await repository.count(), 260);
    assert.ok(mostHeld <= concurrency * 25, `${mostHeld} entries were held`);
    assert.is(spy.take().filter(({ operation }) => operation === 'BatchWriteItem').length, 11);
  }
});

test('several requests are sent at the same time, up to the concurrency', async () => {
  const gate = new Gate();
  const { repository, spy } = await repositoryWithWriteFaults(() => undefined);
  const many = open(
    eventIn('events'),
    new RewritingDynamoDb(spy, async (_operation, input, execute) => {
      await gate.pass();
      return await execute(input);
    }),
  );
  const put = events(130);
  assert.equal(await many.writeMany({ put }, { concurrency: 4 }), put);
  assert.is(gate.most, 4);
  assert.is(await repository.count(), 130);
});

test('any iterable is written, and mixed with deletes', async () => {
  const { repository, spy } = await repositoryWithWriteFaults(() => undefined);
  const [first, second, third] = events(3);
  if (!first || !second || !third) throw new Error('three events are needed');
  await repository.put(first);
  spy.take();
  assert.is(await repository.writeMany({ put: new Set([second, third]), delete: [first] }), 3);
  assert.equal(spy.take().map(sizeOf), [3]);
  assert.equal(await repository.getMany([first, second, third]), [second, third]);
  assert.is(await repository.writeMany({ put: new Set<typeof first>() }), 0);
});

test('writes of the same item in a stream are executed in their order', async () => {
  for (const concurrency of [1, 4]) {
    const { repository } = await repositoryWithWriteFaults((count) => (count % 3 === 1 ? unprocessed(7) : undefined));
    function* source() {
      for (let round = 0; round < 40; round += 1) for (const event of events(7)) yield { ...event, note: `${round}` };
    }
    assert.is(await repository.writeMany({ put: source() }, { concurrency }), 280);
    assert.equal(
      await repository.scan().all(),
      events(7).map((event) => ({ ...event, note: '39' })),
    );
    await repository.writeMany({ put: source(), delete: events(7).values() }, { concurrency });
    assert.equal(await repository.scan().all(), []);
  }
});

test('progress is reported after each response', async () => {
  const { repository } = await repositoryWithWriteFaults((count) => (count === 1 ? unprocessed(5) : undefined));
  const progress: BatchProgress[] = [];
  await repository.writeMany({ put: events(60) }, { onProgress: (each) => progress.push(each) });
  assert.equal(progress, [
    { done: 20, unprocessed: 5, requests: 1 },
    { done: 45, unprocessed: 0, requests: 2 },
    { done: 60, unprocessed: 0, requests: 3 },
  ]);
});

test('a stream that fails ends the writes; what was read and not written is left over', async () => {
  const { repository } = await repositoryWithWriteFaults(() => undefined);
  const mistake = new RangeError('no more rows');
  let isClosed = false;
  async function* source(count: number) {
    try {
      yield* events(count);
      throw mistake;
    } finally {
      isClosed = true;
    }
  }
  const error = await thrown(UnprocessedError, () => repository.writeMany({ put: source(30) }));
  assert.is(error.cause, mistake);
  assert.ok(isClosed);
  assert.equal(error.leftovers, { put: events(30).slice(25), delete: [] });
  assert.is(error.message, '5 of 30 writes were not processed; pass error.leftovers to writeMany again');
  assert.is(await repository.count(), 25);
  assert.is(await thrown(RangeError, () => repository.writeMany({ put: source(7) })), mistake);
  assert.is(await thrown(RangeError, () => repository.writeMany({ put: source(25) })), mistake);
});

test('an invalid entity in a stream ends the writes, and the stream is closed', async () => {
  const { repository } = await repositoryWithWriteFaults(() => undefined);
  let isClosed = false;
  function* source() {
    try {
      yield* events(27);
      yield { room: '', at: new Date(0) };
      yield* events(9);
    } finally {
      isClosed = true;
    }
  }
  const error = await thrown(UnprocessedError, () => repository.writeMany({ put: source() }));
  assert.match(Reflect.get(Object(error.cause), 'message'), 'Event.room');
  assert.equal(error.leftovers, { put: events(27).slice(25), delete: [] });
  assert.ok(isClosed);
});

test('an error of the progress callback ends the writes', async () => {
  const { repository } = await repositoryWithWriteFaults(() => undefined);
  const mistake = new RangeError('mine');
  const onProgress = () => {
    throw mistake;
  };
  const error = await thrown(UnprocessedError, () => repository.writeMany({ put: events(60) }, { onProgress }));
  assert.is(error.cause, mistake);
  assert.equal(error.leftovers, { put: events(60).slice(25), delete: [] });
});

test('an error among several requests lets the others end, and leaves over what they did not write', async () => {
  const denied = new ServiceError('AccessDeniedException', 'not any more');
  const { repository, spy } = await repositoryWithWriteFaults((count) =>
    count === 2 ? { kind: 'error', error: denied } : undefined,
  );
  const put = events(200);
  const error = await thrown(UnprocessedError, () => repository.writeMany({ put }, { concurrency: 3 }));
  const { leftovers } = error;
  const left = new Set(Object(leftovers).put.map(({ at }: (typeof put)[number]) => at.getTime()));
  const stored = await repository.scan().all();
  assert.is(stored.length + left.size, 200);
  assert.not(stored.some(({ at }) => left.has(at.getTime())));
  assert.ok(spy.take().length < 6);
});

test('a batch that waits for its stream is not ended by the deadline', async () => {
  const clock = instantClock();
  const { repository } = await repositoryWithWriteFaults((count) => (count === 2 ? unprocessed(25) : undefined), {
    clock,
    random: () => 0.5,
    deadlineMs: 1_000,
  });
  async function* slow() {
    for (const event of events(60)) {
      await clock.sleep(500);
      yield event;
    }
  }
  assert.is(await repository.writeMany({ put: slow() }), 60);
});

test.run();

/** Counts the requests that are open at the same time; each waits until all others that can start have started. */
class Gate {
  most = 0;
  #open = 0;

  async pass() {
    this.#open += 1;
    this.most = Math.max(this.most, this.#open);
    await new Promise(setImmediate);
    this.#open -= 1;
  }
}

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
