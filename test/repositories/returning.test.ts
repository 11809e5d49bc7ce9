import {
  entity,
  key,
  list,
  map,
  number,
  StoredValueError,
  string,
  stringSet,
  table,
  transactWrite,
  version,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, openRepository, thrown } from './open-repository.ts';

const attributes = {
  id: string(),
  count: number(),
  note: string().optional().storedAs('n'),
  tags: stringSet().optional(),
  place: map({ city: string(), zip: string().optional() }).optional(),
  lines: list(string()).optional(),
  version: version(),
};
const countersIn = (name: string) => entity('Counter', { table: name, attributes, key: { partition: 'id' } });
const sharedIn = (name: string) =>
  entity('Counter', {
    table: table(name, { key: { partition: 'pk' }, indexes: { gsi: { partition: 'gsiPk' } } }),
    attributes,
    key: { partition: key`COUNTER#${'id'}` },
    indexes: { gsi: { partition: key`COUNT#${'note'}` } },
  });

const id = { id: 'a' };
const counter = { ...id, count: 1, note: 'x', place: { city: 'Rome', zip: '1' }, lines: ['p', 'q'] };

for (const adapter of adapters()) {
  const test = suite(`what writes return on ${adapter.name}`);
  test.after(() => adapter.close());

  test('update and save return the old entity, or the attributes that they changed, without those of composed keys', async () => {
    const { repository } = await openRepository(adapter, sharedIn);
    const first = await repository.create(counter);
    const old = await repository.update(first, { count: 2, note: 'y' }, { returning: 'old' });
    assert.equal(old, first);
    const updated = await repository.update(id, (u) => [u.count.add(1), u.note.remove()], { returning: 'updated' });
    assert.equal(updated, { count: 3, version: 3 });
    const second = await repository.getOrThrow(id);
    const { note: _, ...withoutNote } = first;
    assert.equal(second, { ...withoutNote, count: 3, version: 3 });
    const from = second;
    assert.equal(await repository.save({ ...second, count: 9 }, { from, returning: 'updated' }), {
      count: 9,
      version: 4,
    });
    const third = await repository.getOrThrow(id);
    assert.equal(await repository.save({ ...third, count: 10 }, { returning: 'old' }), third);
    assert.is((await repository.getOrThrow(id)).count, 10);
  });

  test('updated has whole attributes, also if only a part of them was changed', async () => {
    const { repository } = await openRepository(adapter, countersIn);
    await repository.create(counter);
    const returning = 'updated';
    const zip = await repository.update(id, (u) => [u.place.at('zip').set('2')], { returning });
    assert.equal(zip, { place: { city: 'Rome', zip: '2' }, version: 2 });
    const line = await repository.update(id, (u) => [u.lines.at(1).set('r'), u.count.set(5)], { returning });
    assert.equal(line, { lines: ['p', 'r'], count: 5, version: 3 });
  });

  test('put returns the entity that it replaced, and undefined if there was none', async () => {
    const { repository } = await openRepository(adapter, countersIn);
    assert.is(await repository.put(counter, { returning: 'old' }), undefined);
    const first = await repository.getOrThrow(id);
    assert.equal(await repository.put({ ...first, count: 2 }, { returning: 'old' }), first);
    assert.equal(await repository.get(id), { ...first, count: 2, version: 2 });
  });

  test('old is undefined if an upsert or a save creates the item', async () => {
    const { repository } = await openRepository(adapter, countersIn);
    assert.is(await repository.update(id, { count: 1 }, { upsert: true, returning: 'old' }), undefined);
    const created = await repository.update({ id: 'b' }, { count: 1 }, { upsert: true, returning: 'updated' });
    assert.equal(created, { count: 1, version: 1 });
    assert.is(await repository.save({ id: 'c', count: 1 }, { returning: 'old' }), undefined);
  });

  test('new is the default', async () => {
    const { repository } = await openRepository(adapter, countersIn);
    const first = await repository.put(counter, { returning: 'new' });
    assert.equal(await repository.update(id, { count: 2 }, { returning: 'new' }), { ...first, count: 2, version: 2 });
    assert.equal(await repository.update(id, { count: 3 }), { ...first, count: 3, version: 3 });
  });

  test('a transaction rejects a request that returns something else, because it returns no attributes', async () => {
    const { repository, spy } = await openRepository(adapter, countersIn);
    const request = repository.requests.put(counter, { returning: 'old' });
    // @ts-expect-error a request that returns the old entity
    const message = await badInput(() => transactWrite(spy, [request]));
    assert.match(message, 'number 1 is not one');
    assert.equal(spy.take(), []);
  });

  test('an old item that does not fit the definition is an error that says the write was executed', async () => {
    const { repository, spy } = await openRepository(adapter, countersIn);
    const Item = { id: { S: 'a' }, count: { S: 'many' } };
    await spy.execute('PutItem', { TableName: repository.table.name, Item });
    const error = await thrown(StoredValueError, () => repository.put(counter, { returning: 'old' }));
    assert.is(error.written, true);
    assert.equal(error.item, Item);
    assert.is((await repository.getOrThrow(id)).count, 1);
  });

  test.run();
}
