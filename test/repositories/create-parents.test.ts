import {
  attempt,
  ConflictError,
  entity,
  ItemNotFoundError,
  list,
  map,
  number,
  record,
  ServiceError,
  string,
  stringSet,
  TransactionError,
  transactWrite,
  UnitOfWork,
  version,
} from 'dynarepo';
import type { PathsOf, UpdateCallback } from 'dynarepo/types';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, openRepository, thrown } from './open-repository.ts';

const pageIn = (table: string) =>
  entity('Page', {
    table,
    attributes: {
      id: string(),
      title: string().default('untitled'),
      stats: map({
        views: number().default(0),
        likes: number().default(0).storedAs('l'),
        tags: stringSet().optional(),
        log: list(string()).optional(),
        daily: record(map({ views: number(), note: string().optional() }))
          .optional()
          .storedAs('d'),
      })
        .optional()
        .storedAs('s'),
      place: map({ shelf: string(), row: number().optional() }).optional(),
      lines: list(map({ sku: string() })).optional(),
      version: version(),
    },
    key: { partition: 'id' },
  });

const uniqueIn = (table: string) =>
  entity('Member', {
    table,
    attributes: { id: string(), email: string(), stats: map({ views: number() }).optional() },
    key: { partition: 'id' },
    unique: ['email'],
  });

const id = { id: '1' };
const page = { ...id, title: 'x' };
const createParents = true;

for (const adapter of adapters()) {
  const test = suite(`maps created by updates on ${adapter.name}`);
  test.after(() => adapter.close());

  const open = async () => {
    const { repository, spy } = await openRepository(adapter, pageIn);
    const stored = async (name: string) => {
      const { table } = repository;
      const { Item } = await spy.execute('GetItem', {
        TableName: table.name,
        Key: { id: { S: '1' } },
        ConsistentRead: true,
      });
      return Item?.[name];
    };
    return { repository, spy, stored };
  };

  test('missing maps are created with their defaults and all values below them, in one write', async () => {
    const { repository, spy, stored } = await open();
    await repository.create(page);
    spy.take();
    const updated = await repository.update(
      id,
      (u) => [
        u.stats.at('views').add(2),
        u.stats.at('tags').add('a', 'b'),
        u.stats.at('log').set(u.stats.at('log').orElse(['p']).append('q')),
        u.stats.at('daily').at('mon.').at('views').set(7),
        u.stats.at('daily').at('tue').at('views').set(8),
      ],
      { createParents },
    );
    const daily = { 'mon.': { views: 7 }, tue: { views: 8 } };
    const stats = { views: 2, likes: 0, tags: new Set(['a', 'b']), log: ['p', 'q'], daily };
    assert.equal(updated, { ...page, stats, version: 2 });
    assert.equal(spy.takeNames(), ['UpdateItem', 'UpdateItem']);
    assert.equal(await repository.get(id), updated);
    assert.equal((await stored('s'))?.M?.l, { N: '0' });
  });

  test('maps that exist are kept, and one request changes them', async () => {
    const { repository, spy } = await open();
    const created = await repository.create({ ...page, stats: { views: 5, daily: { tue: { views: 1, note: 'n' } } } });
    spy.take();
    const once = await repository.update(created, (u) => [u.stats.at('views').set(u.stats.at('views').orElse(9))], {
      createParents,
    });
    assert.is(once.stats?.views, 5);
    assert.equal(spy.takeNames(), ['UpdateItem']);
    const twice = await repository.update(
      id,
      (u) => [
        u.stats.at('daily').at('tue').at('views').add(1),
        u.stats.at('daily').at('wed').at('views').add(1),
        u.place.at('row').remove(),
        u.title.set('y'),
      ],
      { createParents, returning: 'updated' },
    );
    const daily = { tue: { views: 2, note: 'n' }, wed: { views: 1 } };
    assert.equal(twice, { title: 'y', stats: { views: 5, likes: 0, daily }, version: 3 });
  });

  test('what is removed from a missing map is absent already', async () => {
    const { repository } = await open();
    await repository.create(page);
    const updated = await repository.update(id, (u) => [u.place.at('row').remove(), u.title.set('y')], {
      createParents,
    });
    assert.equal(updated, { ...page, title: 'y', version: 2 });
  });

  test('NULL counts as a missing map, and a value of another type is a conflict', async () => {
    const { repository, spy, stored } = await open();
    const put = (s: { NULL: true } | { S: string }) =>
      spy.execute('PutItem', { TableName: repository.table.name, Item: { id: { S: '1' }, title: { S: 'x' }, s } });
    const update = () => repository.update(id, (u) => [u.stats.at('views').set(1)], { createParents });
    await put({ NULL: true });
    await update();
    assert.equal(await stored('s'), { M: { views: { N: '1' }, l: { N: '0' } } });
    await put({ S: 'text' });
    const conflict = await thrown(ConflictError, update);
    assert.equal(conflict.unmet, ['attribute_type(s, "M") (found "text")']);
  });

  test('other conditions, versions and missing items fail as without maps', async () => {
    const { repository } = await open();
    const update: UpdateCallback<typeof repository.entity> = (u) => [u.stats.at('views').set(1)];
    await thrown(ItemNotFoundError, () => repository.update(id, update, { createParents }));
    const old = await repository.create(page);
    const unmet = await attempt(repository.update(id, update, { createParents, condition: (u) => u.title.eq('y') }));
    assert.equal(unmet.ok ? [] : unmet.conflict.unmet, ['title = "y" (found "x")']);
    await repository.update(id, { title: 'z' });
    const stale = await attempt(repository.update(old, update, { createParents }));
    assert.equal(stale.ok ? [] : stale.conflict.unmet, ['version = 1 (found 2)']);
    assert.equal(await repository.get(id), { ...page, title: 'z', version: 2 });
  });

  test('an upsert creates the item with its maps', async () => {
    const { repository } = await open();
    const created = await repository.update(id, (u) => [u.stats.at('views').add(3)], { createParents, upsert: true });
    assert.equal(created, { ...id, title: 'untitled', stats: { views: 3, likes: 0 }, version: 1 });
    const again = await repository.update(id, (u) => [u.stats.at('views').add(3)], { createParents, upsert: true });
    assert.equal(again, { ...created, stats: { views: 6, likes: 0 }, version: 2 });
  });

  test('concurrent updates that create the same map are all applied', async () => {
    const { repository } = await open();
    await repository.create(page);
    const update = () => repository.update(id, (u) => [u.stats.at('views').add(1)], { createParents });
    await Promise.all([update(), update(), update(), update()]);
    assert.is((await repository.getOrThrow(id)).stats?.views, 4);
  });

  test('unique values change with the maps, and one that is taken is reported', async () => {
    const { repository, spy } = await openRepository(adapter, uniqueIn);
    const rename = (email: string) =>
      repository.update(id, (u) => [u.email.set(email), u.stats.at('views').add(1)], { createParents });
    await repository.create({ id: '2', email: 'b@x' });
    await repository.create({ ...id, email: 'a@x' });
    for (const views of [undefined, 1]) {
      spy.take();
      const conflict = await thrown(ConflictError, () => rename('b@x'));
      assert.equal(conflict.taken, ['email']);
      assert.ok(spy.take().length < 8);
      assert.is((await repository.getOrThrow(id)).stats?.views, views);
      await rename('c@x');
    }
    assert.equal(await repository.get(id), { ...id, email: 'c@x', stats: { views: 2 } });
    assert.equal(await repository.create({ id: '3', email: 'a@x' }), { id: '3', email: 'a@x' });
  });

  test('a transaction creates missing maps, and is sent once if there are none', async () => {
    const { repository, spy } = await open();
    const { requests } = repository;
    const updates = () =>
      ['1', '2', '3'].map((each) =>
        requests.update({ id: each }, (u) => [u.stats.at('views').add(1), u.stats.at('tags').add('a')], {
          createParents,
          upsert: each === '3',
        }),
      );
    await repository.writeMany({ put: [page, { ...page, id: '2', stats: { views: 5 } }] }, { ignoreVersion: true });
    spy.take();
    await transactWrite(spy, [...updates(), requests.create({ id: '4' })], { token: 'first' });
    assert.equal(spy.takeNames(), ['TransactWriteItems', 'TransactWriteItems']);
    const viewsOf = async () =>
      (await repository.scan().all()).map(({ id: each, stats }) => [each, stats?.views]).sort();
    assert.equal(await viewsOf(), [
      ['1', 1],
      ['2', 6],
      ['3', 1],
      ['4', undefined],
    ]);
    spy.take();
    const work = new UnitOfWork(spy, { retry: false });
    for (const update of updates()) work.add(update);
    work.update(repository.entity, { id: '4' }, (u) => [u.stats.at('views').add(1)], { createParents });
    await work.commit();
    assert.equal(spy.takeNames(), ['TransactWriteItems', 'TransactWriteItems'], 'also without retries');
    assert.equal(await viewsOf(), [
      ['1', 2],
      ['2', 7],
      ['3', 2],
      ['4', 1],
    ]);
    await transactWrite(spy, updates());
    assert.equal(spy.takeNames().slice(1), ['TransactWriteItems']);
  });

  test('a transaction that creates maps reports the conflicts that are left', async () => {
    const { repository, spy } = await open();
    const { requests } = repository;
    await repository.create(page);
    const update = (condition: boolean) =>
      requests.update(id, (u) => [u.stats.at('views').add(1)], {
        createParents,
        ...(condition && { condition: (u: PathsOf<typeof repository.entity>) => u.title.eq('y') }),
      });
    const unmet = await attempt(transactWrite(spy, [update(true)]));
    assert.equal(unmet.ok ? [] : unmet.conflict.unmet, ['title = "y" (found "x")']);
    const other = await attempt(
      transactWrite(spy, [update(false), requests.create({ id: '2' }), requests.create({ id: '3' })]),
    );
    assert.ok(other.ok);
    const taken = await attempt(transactWrite(spy, [update(false), requests.create({ id: '2' })]));
    assert.equal(taken.ok ? [] : taken.transaction?.reasons.map(({ code }) => code), [
      'None',
      'ConditionalCheckFailed',
    ]);
    assert.is((await repository.getOrThrow(id)).stats?.views, 1, 'nothing was written');
    const missing = requests.update({ id: '9' }, (u) => [u.stats.at('views').set(1)], { createParents });
    const error = await thrown(TransactionError, () => transactWrite(spy, [missing]));
    assert.instance(error.reasons[0]?.error, ItemNotFoundError);
    const incomplete = requests.update(id, (u) => [u.place.at('row').set(1)], { createParents });
    assert.match(await badInput(() => transactWrite(spy, [incomplete])), 'Page.place.shelf is required');
  });

  test('maps of undeclared attributes are created too', async () => {
    const { repository, stored } = await open();
    await repository.create(page);
    await repository.update(id, (_u, undeclared) => [undeclared(number(), 'a', 'b', 'c').set(1)], { createParents });
    assert.equal(await stored('a'), { M: { b: { M: { c: { N: '1' } } } } });
  });

  test('a map without a required attribute, and a computed value, are rejected', async () => {
    const { repository, spy } = await open();
    await repository.create(page);
    const incomplete = await badInput(() =>
      repository.update(id, (u) => [u.place.at('row').set(1)], { createParents }),
    );
    assert.match(incomplete, 'Page.place cannot be created by createParents');
    assert.match(incomplete, 'Page.place.shelf is required');
    spy.take();
    const computed = await badInput(() =>
      repository.update(id, (u) => [u.stats.at('views').set(u.stats.at('views').plus(1))], { createParents }),
    );
    assert.match(computed, 'Page.s.views cannot be computed from the item');
    assert.equal(spy.take(), []);
    const whole = await repository.update(id, (u) => [u.place.at('row').set(1), u.place.at('shelf').set('A')], {
      createParents,
    });
    assert.equal(whole.place, { shelf: 'A', row: 1 });
  });

  test('without createParents, and in a list, a missing map is an error of DynamoDB', async () => {
    const { repository } = await open();
    await repository.create(page);
    const text = 'The document path provided in the update expression is invalid for update';
    const plain = () => repository.update(id, (u) => [u.stats.at('views').set(1)]);
    assert.is((await thrown(ServiceError, plain)).message, text);
    const inList = () => repository.update(id, (u) => [u.lines.at(0).at('sku').set('A')], { createParents });
    assert.is((await thrown(ServiceError, inList)).message, text);
  });

  test.run();
}
