import {
  batchWrite,
  ConflictError,
  computed,
  type EntityOf,
  entity,
  ItemNotFoundError,
  key,
  number,
  padded,
  StoredValueError,
  string,
  stringSet,
  TransactionError,
  table,
  transactWrite,
  union,
  version,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, eventually, openRepository, thrown } from './open-repository.ts';

const shared = { id: string(), name: string(), color: string().optional(), version: version() };
const shapesIn = (name: string) => {
  const Circle = entity('Circle', {
    table: name,
    attributes: { ...shared, radius: number(), tags: stringSet().optional() },
    key: { partition: 'id' },
    indexes: { byName: { partition: 'name', projection: 'KEYS_ONLY' }, byRadius: { partition: 'radius' } },
  });
  const Square = entity('Square', {
    table: name,
    attributes: { ...shared, side: number() },
    key: { partition: 'id' },
    indexes: { byName: { partition: 'name', projection: 'KEYS_ONLY' }, bySide: { partition: 'side' } },
  });
  return union('Shape', {
    by: 'kind',
    members: { circle: Circle, square: Square },
    aliases: { circle: ['round', 'disc'] },
    storedAs: '_cls',
  });
};
type Shape = EntityOf<ReturnType<typeof shapesIn>>;

const circle = { kind: 'circle', id: '1', name: 'a', radius: 2 } as const;
const square = { kind: 'square', id: '2', name: 'b', side: 3, color: 'red' } as const;
const byId = (shapes: readonly Shape[]) => shapes.toSorted((left, right) => (left.id < right.id ? -1 : 1));

for (const adapter of adapters()) {
  const test = suite(`unions on ${adapter.name}`);
  test.after(() => adapter.close());

  test('each entity is stored with its tag, and read with the attributes of its member', async () => {
    const { repository: shapes, spy } = await openRepository(adapter, shapesIn);
    assert.equal(await shapes.create(circle), { ...circle, version: 1 });
    assert.equal(Reflect.get(spy.take()[0]?.input ?? {}, 'Item'), {
      _cls: { S: 'circle' },
      id: { S: '1' },
      name: { S: 'a' },
      version: { N: '1' },
      radius: { N: '2' },
    });
    await shapes.create(square);
    const found = await shapes.getOrThrow({ id: '2' });
    assert.is(found.kind === 'square' && found.side, 3);
    assert.equal(byId(await shapes.getMany([{ id: '1' }, { id: '2' }])), [
      { ...circle, version: 1 },
      { ...square, version: 1 },
    ]);
    assert.equal(await shapes.get({ id: '2' }, { attributes: ['name'] }), { name: 'b' });
    assert.equal(await shapes.getMany([{ id: '2' }], { attributes: ['kind', 'id'] }), [{ kind: 'square', id: '2' }]);
  });

  test('another entity of the table is not among the results, and an error when it is got', async () => {
    const { repository: shapes, spy } = await openRepository(adapter, shapesIn);
    await shapes.create(circle);
    for (const [id, tag] of [
      ['3', { _cls: { S: 'hexagon' } }],
      ['4', {}],
    ] as const) {
      await spy.execute('PutItem', { TableName: shapes.table.name, Item: { id: { S: id }, ...tag } });
      const { message } = await thrown(StoredValueError, () => shapes.get({ id }));
      const reason = id === '3' ? 'is stored as "hexagon", which is not one of' : 'is missing from the stored item';
      assert.match(message, `Shape { id: "${id}" }: Shape.kind ${reason}`);
      await thrown(StoredValueError, () => shapes.getMany([{ id }]));
      await thrown(StoredValueError, () => shapes.get({ id }, { attributes: ['id', 'name'] }));
    }
    assert.equal(await shapes.scan().all(), [{ ...circle, version: 1 }]);
    assert.is(await shapes.scan().count(), 1);
    assert.is(await shapes.query({ id: '3' }).count(), 0);
    assert.equal(await shapes.query({ id: '4' }).all(), []);
  });

  test('a filter on the tag finds one member, by every stored form of its tag', async () => {
    const { repository: shapes, spy } = await openRepository(adapter, shapesIn);
    await shapes.create(circle);
    await shapes.create(square);
    const Item = { id: { S: '3' }, _cls: { S: 'disc' }, name: { S: 'c' }, radius: { N: '1' } };
    await spy.execute('PutItem', { TableName: shapes.table.name, Item });
    const ids = (found: readonly Shape[]) => found.map(({ id }) => id).toSorted();
    assert.equal(ids(await shapes.scan({ filter: (u) => u.kind.eq('circle') }).all()), ['1', '3']);
    assert.equal(ids(await shapes.scan({ filter: (u) => u.kind.ne('circle') }).all()), ['2']);
    assert.equal(ids(await shapes.scan({ filter: (u) => u.kind.in('circle', 'square') }).all()), ['1', '2', '3']);
    const disc = await shapes.getOrThrow({ id: '3' });
    assert.equal(disc, { kind: 'circle', id: '3', name: 'c', radius: 1, version: 0 });
    await shapes.update(disc, { name: 'd' });
    await shapes.save(await shapes.getOrThrow({ id: '3' }));
    const stored = await spy.execute('GetItem', { TableName: shapes.table.name, Key: { id: { S: '3' } } });
    assert.equal(stored.Item?._cls, { S: 'circle' });
  });

  test('an index of keys only has the tag, and the table has the indexes of every member', async () => {
    const { repository: shapes } = await openRepository(adapter, shapesIn);
    await shapes.writeMany({ put: [circle, square] }, { ignoreVersion: true });
    const found = await eventually(
      adapter,
      () => shapes.index('byName').query({ name: 'b' }).all(),
      ({ length }) => length === 1,
    );
    assert.equal(found, [{ kind: 'square', id: '2', name: 'b' }]);
    const { GlobalSecondaryIndexes = [] } = await shapes.table.describe();
    assert.equal(GlobalSecondaryIndexes.map(({ IndexName }) => IndexName).toSorted(), ['byName', 'byRadius', 'bySide']);
  });

  test('an update keeps the member', async () => {
    const { repository: shapes } = await openRepository(adapter, shapesIn);
    const created = await shapes.create(circle);
    await shapes.create(square);
    const renamed = await shapes.update(created, { name: 'c', color: 'blue' });
    assert.equal(renamed, { ...circle, name: 'c', color: 'blue', version: 2 });
    assert.equal(await shapes.update({ id: '2' }, (u) => [u.color.remove()]), {
      kind: 'square',
      id: '2',
      name: 'b',
      side: 3,
      version: 2,
    });
    assert.match(
      await badInput(() => shapes.update(created, (u) => [Object(u.kind).set('square')])),
      /Shape\.kind cannot be changed: it states the member of the union/,
    );
    assert.match(
      await badInput(() => shapes.update({ id: '1' }, { name: 'x' }, { upsert: true })),
      /Shape is a union, which has no upsert: use save\(\)/,
    );
  });

  test('an update or save of another member is a conflict, and a put replaces it', async () => {
    const { repository: shapes } = await openRepository(adapter, shapesIn);
    await shapes.create(square);
    const other = { ...circle, id: '2', version: 1 };
    const { message, found } = await thrown(ConflictError, () => shapes.update(other, { name: 'x' }));
    assert.match(message, /_cls/);
    assert.equal(found, { ...square, version: 1 });
    await thrown(ConflictError, () => shapes.save(other));
    await thrown(ConflictError, () => shapes.save({ ...circle, id: '2' }, { ignoreVersion: true }));
    assert.match(
      await badInput(() => shapes.save(other, { from: { ...square, version: 1 } })),
      /its key or kind differs from that of the entity as read/,
    );
    assert.equal(await shapes.getOrThrow({ id: '2' }), { ...square, version: 1 });
    assert.equal(await shapes.put(other), { ...other, version: 2 });
    assert.equal(await shapes.save({ ...circle, id: '5' }), { ...circle, id: '5', version: 1 });
    assert.equal(await shapes.delete({ id: '2' }), { ...other, version: 2 });
    await thrown(ItemNotFoundError, () => shapes.update({ id: '2' }, { name: 'x' }));
  });

  test('a delete or check of another member is a conflict', async () => {
    const { repository: shapes, spy } = await openRepository(adapter, shapesIn);
    await shapes.create(square);
    const stored = { ...square, version: 1 };
    const other = { ...circle, id: '2', version: 1 };
    const { message, found } = await thrown(ConflictError, () => shapes.delete(other));
    assert.match(message, /_cls/);
    assert.equal(found, stored);
    const { requests } = shapes;
    await thrown(TransactionError, () => transactWrite(spy, [requests.delete(other)]));
    await thrown(TransactionError, () => transactWrite(spy, [requests.check(other)]));
    await transactWrite(spy, [requests.check(stored)]);
    await transactWrite(spy, [requests.check({ id: '3' }, { condition: (u) => u.name.notExists() })]);
    await spy.execute('PutItem', { TableName: shapes.table.name, Item: { id: { S: '4' }, _cls: { S: 'hexagon' } } });
    await thrown(ConflictError, () => shapes.delete({ id: '4' }));
    assert.is(await shapes.delete({ id: '3' }), undefined);
    assert.is(await shapes.delete({ ...circle, id: '3', version: 0 }, { ignoreVersion: true }), undefined);
    assert.equal(await shapes.delete({ id: '2' }), stored);
    assert.match(
      await badInput(() => batchWrite(spy, [requests.delete({ id: '2' })])),
      'use writeMany, which does not check read-only attributes and tags',
    );
  });

  test('a save of the difference changes the attributes of the member', async () => {
    const { repository: shapes, spy } = await openRepository(adapter, shapesIn);
    const from = await shapes.create({ ...circle, tags: new Set(['x']) });
    assert.is(from.kind, 'circle');
    if (from.kind !== 'circle') return;
    spy.take();
    const saved = await shapes.save({ ...from, radius: 5, tags: undefined }, { from });
    assert.equal(saved, { ...circle, radius: 5, version: 2 });
    assert.match(String(Reflect.get(spy.take()[0]?.input ?? {}, 'UpdateExpression')), /^SET #\d = :\d REMOVE #\d ADD/);
  });

  test('a write returns the attributes of the member that it changed', async () => {
    const { repository: shapes } = await openRepository(adapter, shapesIn);
    const from = { ...circle, version: 1 };
    await shapes.create(circle);
    const renamed = await shapes.update({ id: '1' }, { name: 'c' }, { returning: 'updated' });
    assert.equal(renamed, { name: 'c', version: 2 });
    const saved = await shapes.save({ ...from, radius: 3 }, { from, ignoreVersion: true, returning: 'updated' });
    assert.equal(saved, { radius: 3, version: 3 });
  });

  test('a value without a tag, or with attributes of another member, is rejected before sending', async () => {
    const { repository: shapes, spy } = await openRepository(adapter, shapesIn);
    const create = (value: object) => badInput(() => Reflect.apply(shapes.create, shapes, [value]));
    assert.match(await create({ id: '1', name: 'a', radius: 2 }), /Shape\.kind is required: circle or square/);
    assert.match(await create({ ...circle, kind: 'hexagon' }), /Shape\.kind must be one of "circle", "square", but is/);
    assert.match(await create({ ...circle, kind: 'round' }), /Shape\.kind must be one of/);
    assert.match(await create({ ...circle, side: 2 }), /Shape has no attribute "side"/);
    assert.match(await badInput(() => Reflect.apply(shapes.get, shapes, [{ ...circle, kind: 'x' }])), /Shape\.kind/);
    assert.equal(spy.take(), []);
  });

  test('the first of many results takes a small request', async () => {
    const { shapes, spy } = await openShared(adapter);
    const put = Array.from(
      { length: 20 },
      (_, index) => ({ kind: 'circle', page: 'p', number: index, radius: 1 }) as const,
    );
    await shapes.writeMany({ put });
    spy.take();
    assert.is((await shapes.query({ page: 'p' }).first())?.number, 0);
    assert.equal(
      spy.take().map(({ input }) => Reflect.get(input, 'Limit')),
      [1],
    );
  });

  test('a unique value belongs to one entity of all members', async () => {
    const { repository: shapes } = await openRepository(adapter, (name) => {
      const define = <const N extends string>(of: N) =>
        entity(of, { table: name, attributes: shared, key: { partition: 'id' }, unique: ['name'] });
      return union('Shape', { by: 'kind', members: { circle: define('Circle'), square: define('Square') } });
    });
    const one = await shapes.create({ kind: 'circle', id: '1', name: 'a' });
    await thrown(ConflictError, () => shapes.create({ kind: 'square', id: '2', name: 'a' }));
    await shapes.update(one, { name: 'b' });
    await shapes.create({ kind: 'square', id: '2', name: 'a' });
    await thrown(ConflictError, () => shapes.update({ id: '2' }, { name: 'b' }));
    assert.is(await shapes.scan().count(), 2);
    await shapes.delete({ id: '1' });
    await shapes.update({ id: '2' }, { name: 'b' });
    assert.equal(await shapes.scan().all(), [{ kind: 'square', id: '2', name: 'b', version: 2 }]);
  });

  test('a member with a computed attribute computes it', async () => {
    const { repository: shapes } = await openRepository(adapter, (name) => {
      const [radius, side] = [number(), number()];
      const Circle = entity('Circle', {
        table: name,
        attributes: { ...shared, radius, area: computed(number(), { radius }, (of) => Math.round(of.radius ** 2 * 3)) },
        key: { partition: 'id' },
      });
      const Square = entity('Square', {
        table: name,
        attributes: { ...shared, side, area: computed(number(), { side }, (of) => of.side ** 2) },
        key: { partition: 'id' },
      });
      return union('Shape', { by: 'kind', members: { circle: Circle, square: Square } });
    });
    await shapes.create({ kind: 'circle', id: '1', name: 'a', radius: 2 });
    const two = await shapes.create({ kind: 'square', id: '2', name: 'b', side: 3 });
    assert.is(two.area, 9);
    assert.equal(
      (await shapes.scan({ filter: (u) => u.area.gt(10) }).all()).map(({ id }) => id),
      ['1'],
    );
    assert.is((await shapes.update({ id: '1' }, { name: 'c' })).area, 12);
    const changed = await shapes.modify({ id: '2' }, (shape) =>
      shape.kind === 'square' ? { ...shape, side: 4 } : shape,
    );
    assert.is(changed.area, 16);
  });

  test('modify without a version checks every attribute of the member', async () => {
    const { shapes, spy } = await openShared(adapter);
    const one = { kind: 'circle', page: 'p', number: 1, style: 'plain', radius: 2 } as const;
    await shapes.create(one);
    let calls = 0;
    const modified = await shapes.modify({ page: 'p', number: 1 }, async (shape) => {
      calls += 1;
      if (calls === 1) await shapes.put({ ...one, radius: 10 });
      return shape.kind === 'circle' ? { ...shape, radius: shape.radius + 1 } : shape;
    });
    assert.equal(modified, { ...one, radius: 11 });
    assert.ok(spy.take().length > 3);
  });

  test('members in a table of several entities have index keys of their own', async () => {
    const { shapes, spy, name } = await openShared(adapter);
    const one = { kind: 'circle', page: 'p', number: 1, style: 'plain', radius: 2 } as const;
    const two = { kind: 'square', page: 'p', number: 2, style: 'plain', side: 2 } as const;
    await shapes.writeMany({ put: [one, two] });
    assert.equal(await shapes.query({ page: 'p' }).all(), [one, two]);
    const indexKey = async (number: number) => {
      const Key = { pk: { S: 'PAGE#p' }, sk: { S: `SHAPE#0${number}` } };
      return (await spy.execute('GetItem', { TableName: name, Key })).Item?.gsi1pk;
    };
    assert.equal(await indexKey(1), { S: 'CIRCLE#plain' });
    assert.equal(await indexKey(2), { S: 'SQUARE#plain' });
    assert.match(
      await badInput(() => shapes.update({ page: 'p', number: 1 }, { style: 'bold' })),
      /Circle and Square have different computed attributes or index keys: pass the entity as read/,
    );
    await shapes.update(one, { style: 'bold' });
    assert.equal(await indexKey(1), { S: 'CIRCLE#bold' });
    await shapes.update({ page: 'p', number: 2 }, { note: 'x' });
    assert.equal(await indexKey(2), { S: 'SQUARE#plain' });
    const removed = await shapes.update(two, (u) => [u.style.remove()]);
    assert.equal(removed, { ...two, note: 'x' });
  });

  test.run();
}

async function openShared(adapter: AdapterUnderTest) {
  const opened = await openRepository(adapter, (name) => {
    const App = table(name, { key: { partition: 'pk', sort: 'sk' }, indexes: { gsi1: { partition: 'gsi1pk' } } });
    const common = { page: string(), number: number(), style: string().default('plain'), note: string().optional() };
    const ownKey = { partition: key`PAGE#${'page'}`, sort: key`SHAPE#${padded('number', 2)}` } as const;
    const Circle = entity('Circle', {
      table: App,
      attributes: { ...common, radius: number() },
      key: ownKey,
      indexes: { circles: { on: 'gsi1', partition: key`CIRCLE#${'style'}` } },
    });
    const Square = entity('Square', {
      table: App,
      attributes: { ...common, side: number() },
      key: ownKey,
      indexes: { squares: { on: 'gsi1', partition: key`SQUARE#${'style'}` } },
    });
    return union('Shape', { by: 'kind', members: { circle: Circle, square: Square } });
  });
  return { shapes: opened.repository, spy: opened.spy, name: opened.repository.table.name };
}
