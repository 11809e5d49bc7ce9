import { AbortedError, entity, ItemNotFoundError, number, string, UnprocessedError } from 'dynarepo';
import { unprocessed } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, openRepository, thrown } from './open-repository.ts';
import { type FaultPlan, repositoryWithFaults } from './repository-with-faults.ts';
import type { Sent } from './spying-dynamodb.ts';

const pointIn = (table: string) =>
  entity('Point', {
    table,
    attributes: { id: number(), label: string(), note: string().optional() },
    key: { partition: 'id' },
  });

for (const adapter of adapters()) {
  const test = suite(`batch reads on ${adapter.name}`);
  test.after(() => adapter.close());

  test('250 keys are read in 3 requests of at most 100, in the order of the keys', async () => {
    const { repository, spy } = await openRepository(adapter, pointIn);
    const put = points(250);
    await repository.writeMany({ put });
    spy.take();
    const reversed = put.toReversed();
    assert.equal(await repository.getMany(reversed.map(({ id }) => ({ id }))), reversed);
    assert.equal(spy.take().map(sizeOf), [100, 100, 50]);
  });

  test('duplicate keys are read once, and missing items are left out', async () => {
    const { repository, spy } = await openRepository(adapter, pointIn);
    await repository.writeMany({ put: points(3) });
    spy.take();
    const found = await repository.getMany([{ id: 2 }, { id: 99 }, { id: 0 }, { id: 2 }]);
    assert.equal(
      found.map(({ id }) => id),
      [2, 0],
    );
    assert.equal(spy.take().map(sizeOf), [3]);
  });

  test('number keys with an exponent find their items', async () => {
    const { repository } = await openRepository(adapter, pointIn);
    const put = [2 ** 53 - 1, 0.1, -2.5e-7, 1e-100].map((id) => ({ id, label: 'odd' }));
    await repository.writeMany({ put });
    assert.equal(await repository.getMany(put), put);
  });

  test('an empty list of keys sends no request', async () => {
    const { repository, spy } = await openRepository(adapter, pointIn);
    assert.equal(await repository.getMany([]), []);
    assert.equal(spy.take(), []);
  });

  test('a selection of attributes can be read, also consistently', async () => {
    const { repository, spy } = await openRepository(adapter, pointIn);
    await repository.writeMany({ put: points(2) });
    spy.take();
    const found = await repository.getMany([{ id: 1 }, { id: 0 }], { attributes: ['label'], consistent: true });
    assert.equal(found, [{ label: 'point 1' }, { label: 'point 0' }]);
    const [sent] = spy.take();
    const [request] = Object.values<{ ConsistentRead?: boolean }>(
      Object(Reflect.get(Object(sent?.input), 'RequestItems')),
    );
    assert.is(request?.ConsistentRead, true);
  });

  test('keys without an item are left out, reported or an error', async () => {
    const { repository } = await openRepository(adapter, pointIn);
    await repository.writeMany({ put: points(2) });
    const keys = [{ id: 7 }, { id: 1 }, { id: 8 }, { id: 7 }];
    const missing: unknown[] = [];
    const onMissing = (key: { id: number }) => missing.push(key);
    assert.equal(await repository.getMany(keys, { onMissing }), points(2).slice(1));
    assert.equal(missing, [{ id: 7 }, { id: 8 }]);
    assert.equal(await repository.getMany(keys, { onMissing: 'skip', attributes: ['id'] }), [{ id: 1 }]);
    const error = await thrown(ItemNotFoundError, () => repository.getMany(keys, { onMissing: 'throw' }));
    assert.equal([error.entity, error.key], ['Point', { id: 7 }]);
    assert.is((await repository.getMany([{ id: 1 }], { onMissing: 'throw' })).length, 1);
  });

  test('several requests are sent at the same time', async () => {
    const { repository, spy } = await openRepository(adapter, pointIn);
    await repository.writeMany({ put: points(250) }, { concurrency: 4 });
    spy.take();
    assert.equal(await repository.getMany(points(250), { concurrency: 3 }), points(250));
    assert.equal(spy.take().map(sizeOf), [100, 100, 50]);
  });

  test('nothing is sent if one key is invalid', async () => {
    const { repository, spy } = await openRepository(adapter, pointIn);
    assert.match(await badInput(() => repository.getMany([{ id: 1 }, { id: Number.NaN }])), 'Point.id');
    assert.equal(spy.take(), []);
  });

  test.run();
}

const test = suite('batch reads with failures');

test('unprocessed keys are read with the next request', async () => {
  const { repository, spy } = await repositoryWithReadFaults((count) => (count === 1 ? unprocessed(30) : undefined));
  await repository.getMany(points(120));
  assert.equal(spy.take().map(sizeOf), [100, 50]);
});

test('keys that are never read are returned as leftovers', async () => {
  const { repository, spy } = await repositoryWithReadFaults(() => unprocessed(2));
  const error = await thrown(UnprocessedError, () => repository.getMany([{ id: 1 }, { id: 2 }, { id: 3 }]));
  assert.equal(error.leftovers, [{ id: 2 }, { id: 3 }]);
  assert.match(error.message, '2 of 3 keys were not read');
  assert.ok(spy.take().length > 3);
});

test('an abort ends the read', async () => {
  const abort = new AbortController();
  const { repository } = await repositoryWithReadFaults((count) => {
    if (count === 2) abort.abort('enough');
    return undefined;
  });
  const error = await thrown(AbortedError, () => repository.getMany(points(300), { abortSignal: abort.signal }));
  assert.is(error.cause, 'enough');
});

test.run();

function repositoryWithReadFaults(faultOf: FaultPlan['faultOf']) {
  return repositoryWithFaults(pointIn('points'), { operation: 'BatchGetItem', faultOf });
}

function points(count: number) {
  return Array.from({ length: count }, (_, id) => ({ id, label: `point ${id}` }));
}

function sizeOf({ operation, input }: Sent): number {
  assert.is(operation, 'BatchGetItem');
  const [request] = Object.values<{ Keys?: unknown[] }>(Object(Reflect.get(input, 'RequestItems')));
  return request?.Keys?.length ?? 0;
}
