import {
  anyValue,
  bigintSet,
  binary,
  createdAt,
  dateText,
  decimalSet,
  entity,
  list,
  map,
  mapUnion,
  migrated,
  number,
  olderForm,
  openMap,
  record,
  StoredValueError,
  string,
  tuple,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';
import { badInput, openRepository, thrown } from './open-repository.ts';

const shape = mapUnion('kind', {
  circle: { radius: number() },
  square: { side: number().storedAs('s'), label: string().optional() },
});
const base64Text = (bytes: Uint8Array) => /^[A-Za-z0-9+/]+=*$/.test(Buffer.from(bytes).toString());
const legacyBinary = olderForm(binary(), (bytes) =>
  base64Text(bytes) ? new Uint8Array(Buffer.from(Buffer.from(bytes).toString(), 'base64')) : undefined,
);

const thingIn = (table: string) =>
  entity('Thing', {
    table,
    attributes: {
      id: string(),
      ids: bigintSet().optional(),
      prices: decimalSet().optional(),
      position: tuple(number(), number().nullable(), string()).optional(),
      shape: shape.optional(),
      shapes: list(shape).default(() => []),
      seen: dateText('pynamodb').optional(),
      sent: dateText('java').optional(),
      made: createdAt(dateText('java')),
      count: migrated(number(), olderForm(string(), Number)).optional(),
      data: migrated(binary(), legacyBinary).optional(),
      extra: openMap({ name: string().storedAs('n') }).optional(),
      any: record(anyValue()).optional(),
      anyList: list(anyValue()).optional(),
      owner: migrated(
        map({ name: string() }),
        olderForm(string(), (name) => ({ name })),
      ).optional(),
    },
    key: { partition: 'id' },
    indexes: { bySent: { partition: 'id', sort: 'sent' } },
  });

const key = { id: '1' };
const big = 2n ** 100n;

for (const adapter of adapters()) {
  const test = suite(`forms of attributes on ${adapter.name}`);
  test.after(() => adapter.close());

  test('sets of bigints and decimals keep every digit', async () => {
    const { things } = await openThings(adapter);
    const created = await things.create({ ...key, ids: new Set([1n, big]), prices: new Set(['1.50', '2']) });
    assert.equal([created.ids, created.prices], [new Set([1n, big]), new Set(['1.5', '2'])]);
    const changed = await things.update(key, (u) => [u.ids.add(3n), u.prices.add('0.10')], {
      condition: (u) => u.ids.contains(big),
    });
    assert.equal(changed.ids, new Set([1n, 3n, big]));
    assert.equal(changed.prices, new Set(['0.1', '1.5', '2']));
    const twice = () => things.put({ ...key, prices: new Set(['1.5', '1.50']) });
    assert.is(await badInput(twice), 'Thing.prices contains the same number twice');
  });

  test('a tuple has one kind for each element', async () => {
    const { things, stored, spy } = await openThings(adapter);
    const created = await things.create({ ...key, position: [1, null, 'a'] });
    assert.equal(created.position, [1, null, 'a']);
    assert.equal((await stored()).position, { L: [{ N: '1' }, { NULL: true }, { S: 'a' }] });
    const moved = await things.update(key, (u) => [u.position.at(0).add(2), u.position.at(2).set('b')], {
      condition: (u) => u.position.at(0).lt(5),
    });
    assert.equal(moved.position, [3, null, 'b']);
    const violation = (position: unknown) => badInput(() => Reflect.apply(things.put, things, [{ ...key, position }]));
    assert.is(await violation([1, 2]), 'Thing.position must be an array of 3, but has 2');
    assert.is(await violation([1, 2, 3]), 'Thing.position[2] must be a string, but is a number');
    assert.is(
      await badInput(() => things.update(key, (u) => [Reflect.apply(u.position.at, u.position, [3]).remove()])),
      'Thing.position is an array of 3: at() needs one of their indexes',
    );
    await spy.execute('PutItem', { TableName: things.table.name, Item: { ...(await stored()), position: { L: [] } } });
    const { message } = await thrown(StoredValueError, () => things.get(key, { consistent: true }));
    assert.match(message, 'Thing.position is stored with 0 elements, but must be an array of 3');
  });

  test('a union of maps is stored with its tag, and read as the member that it states', async () => {
    const { things, stored, spy } = await openThings(adapter);
    const created = await things.create({
      ...key,
      shape: { kind: 'square', side: 2 },
      shapes: [{ kind: 'circle', radius: 1 }],
    });
    assert.equal([created.shape, created.shapes], [{ kind: 'square', side: 2 }, [{ kind: 'circle', radius: 1 }]]);
    if (created.shape?.kind === 'square') assert.is(created.shape.side * 2, 4);
    assert.equal((await stored()).shape, { M: { kind: { S: 'square' }, s: { N: '2' } } });
    assert.is((await things.scan({ filter: (u) => u.shape.at('kind').eq('square') }).all()).length, 1);
    const replaced = await things.update(key, { shape: { kind: 'circle', radius: 3 } });
    assert.equal(replaced.shape, { kind: 'circle', radius: 3 });
    const violation = (value: unknown) => badInput(() => Reflect.apply(things.update, things, [key, { shape: value }]));
    assert.is(await violation({ kind: 'line' }), 'Thing.shape.kind must be one of "circle", "square", but is "line"');
    assert.match(await violation({ radius: 1 }), /^Thing\.shape\.kind must be one of/);
    assert.match(await violation({ kind: 'circle', side: 1 }), /^Thing\.shape has no attribute "side"/);
    assert.match(await violation('circle'), /^Thing\.shape must be an object/);
    const foreign = { ...(await stored()), shape: { M: { kind: { S: 'line' } } } };
    await spy.execute('PutItem', { TableName: things.table.name, Item: foreign });
    const { message } = await thrown(StoredValueError, () => things.get(key, { consistent: true }));
    assert.match(message, 'Thing.shape.kind must be one of "circle", "square", but is "line"');
  });

  test('dates are read and written in the forms of PynamoDB, Java and Go', async () => {
    const { things, stored, spy } = await openThings(adapter);
    const [whole, fraction] = [new Date(Date.UTC(2024, 4, 1, 12)), new Date(Date.UTC(2024, 4, 1, 12, 0, 0, 120))];
    const created = await things.create({ ...key, seen: fraction, sent: whole });
    assert.equal([created.seen, created.sent, created.made], [fraction, whole, new Date(0)]);
    const item = await stored();
    assert.equal(
      [item.seen?.S, item.sent?.S, item.made?.S],
      ['2024-05-01T12:00:00.120000+0000', '2024-05-01T12:00:00Z', '1970-01-01T00:00:00Z'],
    );
    const precise = { seen: { S: '2024-05-01T12:00:00.120999+0000' }, sent: { S: '2024-05-01T12:00:00.120000001Z' } };
    await spy.execute('PutItem', { TableName: things.table.name, Item: { ...item, ...precise } });
    const read = await things.getOrThrow(key, { consistent: true });
    assert.equal([read.seen, read.sent], [fraction, fraction]);
    await things.save({ ...read, count: 1 }, { from: read });
    const { seen, sent } = await stored();
    assert.equal({ seen, sent }, precise, 'a save of the difference keeps what a Date does not hold');
    const go = { sent: { S: '2024-05-01T12:00:00.12Z' } };
    await spy.execute('PutItem', { TableName: things.table.name, Item: { ...item, ...go } });
    assert.equal((await things.getOrThrow(key, { consistent: true })).sent, fraction, 'Go cuts zeros off');
    for (const wrong of ['2024-05-01T12:00:00.120Z', '2024-13-01T12:00:00.000000+0000', 'x']) {
      await spy.execute('PutItem', { TableName: things.table.name, Item: { ...item, seen: { S: wrong } } });
      const { message } = await thrown(StoredValueError, () => things.get(key, { consistent: true }));
      assert.match(message, 'which is not a date in the form of pynamodb');
    }
  });

  test('older forms are read, and the next write stores the own form', async () => {
    const { things, stored, spy } = await openThings(adapter);
    const put = async (older: object) => {
      const Item = { id: { S: '1' }, made: { S: '2024-05-01T12:00:00Z' }, ...older };
      await spy.execute('PutItem', { TableName: things.table.name, Item });
      return await things.getOrThrow(key, { consistent: true });
    };
    const bytes = new Uint8Array([1, 2, 255]);
    const data = { B: new Uint8Array(Buffer.from(Buffer.from(bytes).toString('base64'))) };
    const read = await put({ count: { S: '12' }, data, owner: { S: 'Jane' } });
    assert.equal([read.count, read.data, read.owner], [12, bytes, { name: 'Jane' }]);
    await things.put(read);
    const { count, data: written, owner } = await stored();
    assert.equal([count, written, owner], [{ N: '12' }, { B: bytes }, { M: { name: { S: 'Jane' } } }]);
    assert.equal((await put({ count: { N: '5' }, data: { B: bytes } })).data, bytes);
    assert.equal((await things.getOrThrow(key, { consistent: true })).count, 5);
    const { message } = await thrown(StoredValueError, () => put({ count: { BOOL: true } }));
    assert.match(message, 'Thing.count is stored with type BOOL, but type N is expected');
  });

  test('an open map keeps the attributes that it does not declare', async () => {
    const { things, stored, spy } = await openThings(adapter);
    const others = { tags: new Set(['a']), list: [1, 'b', null], deep: { n: 2n ** 80n }, ['__proto__']: 1 };
    const created = await things.create({ ...key, extra: { name: 'x', ...others } });
    assert.equal(created.extra, { name: 'x', ...others });
    assert.equal((await stored()).extra?.M?.n, { S: 'x' });
    assert.equal(await things.get(key, { consistent: true }), created);
    const changed = await things.update(
      key,
      (u) => [u.extra.at('name').set('y'), u.extra.at('list').set(true), u.extra.at('tags').remove()],
      { condition: (u) => u.extra.at('deep').eq(others.deep) },
    );
    const { tags: _, ...kept } = others;
    assert.equal(changed.extra, { name: 'y', ...kept, list: true });
    const put = (extra: unknown) => badInput(() => Reflect.apply(things.put, things, [{ ...key, extra }]));
    assert.is(await put({ name: 'x', n: 1 }), 'Thing.extra has "n", the name of a declared attribute');
    assert.is(await put({ name: 5 }), 'Thing.extra.name must be a string, but is a number');
    assert.match(await put({ name: 'x', at: new Date(0) }), /^Thing\.extra\.at must be a string, number/);
    const Item = { ...(await stored()), extra: { M: { n: { S: 'x' }, name: { S: 'y' } } } };
    await spy.execute('PutItem', { TableName: things.table.name, Item });
    const { message } = await thrown(StoredValueError, () => things.get(key, { consistent: true }));
    assert.match(message, 'Thing.extra has "name", the name of a declared attribute');
  });

  test('any map and any list hold values of every type', async () => {
    const { things } = await openThings(adapter);
    const any = {
      text: 'a',
      number: 1.5,
      bytes: new Uint8Array([1]),
      list: [{ a: [] }],
      none: null,
      sets: new Set([1, 2]),
    };
    const created = await things.create({ ...key, any, anyList: [1, 'a', any] });
    assert.equal([created.any, created.anyList], [any, [1, 'a', any]]);
    const appended = await things.update(key, (u) => [u.anyList.append({ b: 1 }), u.any.at('text').set(2)], {
      condition: (u) => u.anyList.contains('a'),
    });
    assert.equal([appended.any, appended.anyList?.at(-1)], [{ ...any, text: 2 }, { b: 1 }]);
  });

  test.run();
}

async function openThings(adapter: AdapterUnderTest) {
  const { repository: things, spy } = await openRepository(adapter, thingIn, { clock: instantClock() });
  const stored = async () => {
    const request = { TableName: things.table.name, Key: { id: { S: '1' } }, ConsistentRead: true };
    return (await spy.execute('GetItem', request)).Item ?? {};
  };
  return { things, stored, spy };
}
