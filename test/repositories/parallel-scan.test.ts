import {
  AbortedError,
  type DynamoDb,
  DynarepoError,
  entity,
  number,
  type OperationName,
  repository,
  string,
} from 'dynarepo';
import { internalServerError, MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, openRepository, thrown } from './open-repository.ts';
import { RewritingDynamoDb } from './rewriting-dynamodb.ts';
import type { Sent } from './spying-dynamodb.ts';

const taskIn = (table: string) =>
  entity('Task', {
    table,
    attributes: { id: number(), list: string() },
    key: { partition: 'id' },
    indexes: { byList: { partition: 'list', sort: 'id' } },
  });

const tasks = Array.from({ length: 60 }, (_, id) => ({ id, list: `list ${id % 7}` }));
const ids = (items: readonly { readonly id: number }[]) => items.map(({ id }) => id).sort((a, b) => a - b);
const allIds = ids(tasks);

for (const adapter of adapters()) {
  const test = suite(`parallel scans on ${adapter.name}`);
  test.after(() => adapter.close());

  const open = async () => {
    const opened = await openRepository(adapter, taskIn);
    await opened.repository.writeMany({ put: tasks });
    opened.spy.take();
    return opened;
  };

  test('a scan in segments returns every item once', async () => {
    const { repository, spy } = await open();
    assert.equal(ids(await repository.scan({ segments: 4, pageSize: 3 }).all()), allIds);
    assert.equal(new Set(spy.take().map(segmentOf)), new Set(['0/4', '1/4', '2/4', '3/4']));
    assert.is(await repository.scan({ segments: 5 }).count(), tasks.length);
    assert.equal(ids(await repository.scan({ segments: 3, concurrency: 1, pageSize: 5 }).all()), allIds);
    assert.equal(ids(await repository.scan({ segments: 1 }).all()), allIds);
  });

  test('segments that are read elsewhere join to the whole', async () => {
    const { repository, spy } = await open();
    const parts = await Promise.all(
      [0, 1, 2].map((onlySegment) => repository.scan({ segments: 3, onlySegment, pageSize: 4 }).all()),
    );
    assert.equal(ids(parts.flat()), allIds);
    assert.ok(spy.take().some((sent) => segmentOf(sent) === '2/3'));
  });

  test('an index is scanned in segments', async () => {
    const { repository } = await open();
    const byList = repository.index('byList');
    for (let attempt = 0; adapter.capabilities.indexesLag && attempt < 50; attempt += 1) {
      if ((await byList.scan().count()) === tasks.length) break;
    }
    assert.equal(ids(await byList.scan({ segments: 3, pageSize: 4 }).all()), allIds);
  });

  test('one cursor resumes all segments after a page or an item, whatever was read of each', async () => {
    const { repository } = await open();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 }),
        async (segments, concurrency, pageSize, stops) => {
          const results = (cursor: string | undefined) =>
            repository.scan({ segments, concurrency, pageSize, cursor, consistent: true });
          const found: { readonly id: number }[] = [];
          let cursor: string | undefined;
          for (const stop of stops) {
            let read = 0;
            for await (const entry of results(cursor).entries()) {
              found.push(entry.item);
              cursor = entry.cursor;
              read += 1;
              if (read === stop) break;
            }
            if (cursor === undefined) break;
          }
          while (cursor !== undefined) {
            const page = await results(cursor).page({ maxItems: 11 });
            found.push(...page.items);
            cursor = page.cursor;
          }
          assert.equal(ids(found), allIds);
        },
      ),
      { numRuns: adapter.name === 'memory' ? 60 : 5 },
    );
  });

  test('a page is one request, and maxItems bounds the items of all segments', async () => {
    const { repository, spy } = await open();
    await repository.scan({ segments: 4 }).page();
    assert.equal(spy.takeNames(), ['Scan']);
    const { items, cursor } = await repository.scan({ segments: 4 }).page({ maxItems: 10 });
    assert.is(items.length, 10);
    const rest = await repository.scan({ segments: 4, cursor }).all();
    assert.equal(ids([...items, ...rest]), allIds);
    assert.is(await repository.scan({ segments: 4, maxItems: 10 }).count(), 10);
  });

  test('a cursor of a scan with other segments is rejected', async () => {
    const { repository } = await open();
    const { cursor = '' } = await repository.scan({ segments: 4 }).page({ maxItems: 10 });
    const [first = '', second = '', ...others] = cursor.split('.');
    const damaged = [cursor.slice(0, -1), `${cursor}.`, [second, first, ...others].join('.'), '', '-.-'];
    for (const options of [{ segments: 3 }, { segments: 5 }, {}, { segments: 4, onlySegment: 0 }]) {
      await rejectsCursor(() => repository.scan({ ...options, cursor }).all());
    }
    for (const each of damaged) await rejectsCursor(() => repository.scan({ segments: 4, cursor: each }).all());
  });

  test.run();
}

const test = suite('parallel scans');

/** A repository whose scans are resolved by the test, in the order that it chooses. */
async function openHeld() {
  const db = new MemoryDynamoDb();
  const held: { readonly segment: unknown; readonly release: () => void; readonly signal: AbortSignal | undefined }[] =
    [];
  const execute = db.execute.bind(db);
  const holding = {
    execute: async (operation: OperationName, input: object, options?: { readonly abortSignal?: AbortSignal }) => {
      if (operation === 'Scan') {
        await new Promise<void>((release) => {
          held.push({ segment: Reflect.get(input, 'Segment'), release, signal: options?.abortSignal });
        });
      }
      return await Reflect.apply(execute, db, [operation, input, options]);
    },
  };
  const opened = repository(taskIn('tasks'), holding as typeof db);
  await opened.table.ensure();
  await opened.writeMany({ put: tasks });
  return { repository: opened, held };
}

test('as many segments are read at the same time as concurrency says', async () => {
  const { repository, held } = await openHeld();
  const found = repository.scan({ segments: 6, concurrency: 2 }).all();
  const order: unknown[] = [];
  for (let released = 0; released < 6; released += 1) {
    await settled();
    assert.ok(held.length <= 2, `${held.length} at the same time`);
    const next = held.pop();
    order.push(next?.segment);
    next?.release();
  }
  assert.equal(ids(await found), allIds);
  assert.equal(order, [1, 2, 3, 4, 5, 0]);
});

test('the other requests end if the caller stops', async () => {
  const { repository, held } = await openHeld();
  const pages = repository.scan({ segments: 3 }).pages()[Symbol.asyncIterator]();
  const first = pages.next();
  await settled();
  held[0]?.release();
  await first;
  await pages.return?.(undefined);
  const [, ...others] = held;
  assert.is(others.length, 2);
  for (const { signal, release } of others) {
    assert.ok(signal?.aborted);
    release();
  }
});

test('an abort ends all segments with an AbortedError', async () => {
  const { repository, held } = await openHeld();
  const controller = new AbortController();
  const found = thrown(AbortedError, () => repository.scan({ segments: 3, abortSignal: controller.signal }).all());
  await settled();
  controller.abort();
  for (const { release } of held) release();
  await found;
});

test('a scan that has ended lets go of the signal', async () => {
  const db = new MemoryDynamoDb();
  const signals: (AbortSignal | undefined)[] = [];
  const spying: DynamoDb = {
    execute: (operation, input, options) => {
      signals.push(options?.abortSignal);
      return db.execute(operation, input, options);
    },
  };
  const opened = repository(taskIn('tasks'), spying, { retry: false });
  await opened.table.ensure();
  const controller = new AbortController();
  signals.length = 0;
  await opened.scan({ segments: 3, abortSignal: controller.signal }).all();
  controller.abort();
  assert.equal(
    signals.map((signal) => signal?.aborted),
    [false, false, false],
  );
});

test('an error of one segment ends the scan', async () => {
  const db = new MemoryDynamoDb({
    faults: ({ operation }) => (operation === 'Scan' ? internalServerError() : undefined),
  });
  const opened = repository(taskIn('tasks'), db, { retry: false });
  await opened.table.ensure();
  const error = await thrown(DynarepoError, () => opened.scan({ segments: 3 }).all());
  assert.is(error.code, 'SERVICE');
});

test('an invalid last evaluated key is an error', async () => {
  const db = new MemoryDynamoDb();
  const rewriting = new RewritingDynamoDb(db, async (operation, input, execute) => {
    const output = await execute(input);
    return operation === 'Scan' ? { ...output, LastEvaluatedKey: { other: { S: 'x' } } } : output;
  });
  const opened = repository(taskIn('tasks'), rewriting, { retry: false });
  await opened.table.ensure();
  const error = await thrown(DynarepoError, () => opened.scan({ segments: 2 }).all());
  assert.is(error.code, 'BAD_STORED_VALUE');
});

test('only a segment of the scan can be the only one', async () => {
  const opened = repository(taskIn('tasks'), new MemoryDynamoDb());
  assert.match(await badInput(() => opened.scan({ segments: 4, onlySegment: 4 })), 'must be less than segments');
  assert.match(await badInput(() => opened.scan({ onlySegment: 0 })), 'must be less than segments');
});

test.run();

function segmentOf({ input }: Sent): string {
  return `${Reflect.get(input, 'Segment')}/${Reflect.get(input, 'TotalSegments')}`;
}

async function rejectsCursor(call: () => Promise<unknown>): Promise<void> {
  const error = await thrown(DynarepoError, call);
  assert.is(error.code, 'BAD_CURSOR', error.message);
}

/** Waits until all requests are sent that don't wait for a response. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
