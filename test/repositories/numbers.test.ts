import { DynarepoError, decimal, entity, type Item, list, map, number, numberSet, record, string } from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { openRepository, thrown } from './open-repository.ts';

const meterIn = (table: string) =>
  entity('Meter', {
    table,
    attributes: {
      id: number(),
      value: number(),
      values: list(number()),
      limits: map({ low: number() }),
      byName: record(number()),
      steps: numberSet(),
      note: string().optional(),
    },
    key: { partition: 'id' },
  });

const meter = {
  id: 1,
  value: 0.1 + 0.2,
  values: [0.1 + 0.2],
  limits: { low: 0.1 + 0.2 },
  byName: { a: 0.1 + 0.2 },
  steps: new Set([0.1 + 0.2]),
};

for (const adapter of adapters()) {
  const test = suite(`numbers on ${adapter.name}`);
  test.after(() => adapter.close());

  test('a sum that is not a double reads as the nearest double in every read', async () => {
    const { repository } = await openRepository(adapter, meterIn);
    await repository.create(meter);
    const expected = { ...meter, value: 0.4, values: [0.4], limits: { low: 0.4 }, byName: { a: 0.4 } };
    const updated = await repository.update({ id: 1 }, (u) => [
      u.value.add(0.1),
      u.values.at(0).set(u.values.at(0).plus(0.1)),
      u.limits.at('low').set(u.limits.at('low').minus(-0.1)),
      u.byName.at('a').add(0.1),
    ]);
    assert.equal(updated, expected);
    assert.equal(await repository.get({ id: 1 }), expected);
    assert.equal(await repository.getMany([{ id: 1 }]), [expected]);
    assert.equal(await repository.query({ id: 1 }).all(), [expected]);
    assert.equal(await repository.scan().all(), [expected]);
    assert.equal(await repository.delete({ id: 1 }), expected);
  });

  test('a read and a save with "from" keep the digits that a double lost', async () => {
    const { repository, spy } = await openRepository(adapter, meterIn);
    await repository.create(meter);
    const digits: Item = {
      value: { N: '0.40000000000000004' },
      values: { L: [{ N: '0.40000000000000004' }] },
      limits: { M: { low: { N: '0.40000000000000004' } } },
      byName: { M: { a: { N: '0.40000000000000004' } } },
      steps: { NS: ['0.40000000000000004'] },
    };
    const Item = { id: { N: '1' }, ...digits };
    await spy.execute('PutItem', { TableName: repository.table.name, Item });
    const read = await repository.getOrThrow({ id: 1 });
    const saved = await repository.save({ ...read, note: 'x' }, { from: read });
    assert.equal(saved, { ...read, note: 'x' });
    const stored = await spy.execute('GetItem', { TableName: repository.table.name, Key: { id: { N: '1' } } });
    assert.equal(stored.Item, { ...Item, note: { S: 'x' } });
  });

  test('an integer beyond 2^53 is an error with key and attribute', async () => {
    const { repository } = await openRepository(adapter, meterIn);
    await repository.create({ ...meter, value: 2 ** 53 - 1 });
    const text = /Meter \{ id: 1 \}.*Meter\.value is stored as 9007199254740993, but integers beyond 2\^53/;
    const calls: readonly (() => Promise<unknown>)[] = [
      () => repository.update({ id: 1 }, (u) => [u.value.add(2)]),
      () => repository.get({ id: 1 }),
      () => repository.scan().all(),
    ];
    for (const call of calls) {
      const error = await thrown(DynarepoError, call);
      assert.is(error.code, 'BAD_STORED_VALUE');
      assert.match(error.message, text);
    }
  });

  test('a key that a double rounds is an error, because it would address another item; a decimal key is exact', async () => {
    const { repository, spy } = await openRepository(adapter, meterIn);
    await spy.execute('PutItem', {
      TableName: repository.table.name,
      Item: { ...repository.requests.create(meter).input.Item, id: { N: '0.40000000000000004' } },
    });
    const error = await thrown(DynarepoError, () => repository.scan().all());
    assert.match(
      error.message,
      /Meter\.id is part of the key and is stored as 0.40000000000000004, which is not exact/,
    );

    const exact = await openRepository(adapter, (table) =>
      entity('Exact', { table, attributes: { id: decimal(), n: number() }, key: { partition: 'id' } }),
    );
    const stored = await exact.repository.create({ id: '0.40000000000000004', n: 1 });
    assert.equal(await exact.repository.scan().all(), [stored]);
    assert.equal(await exact.repository.update(stored, { n: 2 }), { ...stored, n: 2 });
  });

  test.run();
}
