import { entity, list, map, number, string, stringSet, version } from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, eventually, openRepository } from './open-repository.ts';

const jobIn = (table: string) =>
  entity('Job', {
    table,
    attributes: {
      id: string(),
      name: string(),
      status: string().default('open').storedAs('s'),
      tries: number().default(0),
      tags: stringSet().default(() => new Set<string>()),
      roles: stringSet().default(() => new Set(['reader'])),
      owner: map({ name: string().default('nobody') }).default(() => ({})),
      log: list(string()).default(() => []),
      note: string().nullable().default(null),
      version: version(),
    },
    key: { partition: 'id' },
    indexes: { byStatus: { partition: 'status' } },
  });

const defaults = {
  status: 'open',
  tries: 0,
  tags: new Set(),
  roles: new Set(['reader']),
  owner: { name: 'nobody' },
  log: [],
  note: null,
};
const key = { id: '1' };

for (const adapter of adapters()) {
  const test = suite(`defaults on ${adapter.name}`);
  test.after(() => adapter.close());

  test('an upsert stores the defaults that it returns: indexes, filters and conditions see them', async () => {
    const { repository } = await openRepository(adapter, jobIn);
    const created = await repository.update(key, { name: 'a' }, { upsert: true });
    assert.equal(created, { ...key, name: 'a', ...defaults, version: 1 });
    assert.equal(await repository.scan({ filter: (u) => u.status.eq('open') }).all(), [created]);
    const open = () => repository.index('byStatus').query({ status: 'open' }).all();
    assert.equal(await eventually(adapter, open, ({ length }) => length === 1), [created]);
    const updated = await repository.update(created, (u) => [u.tries.set(u.tries.plus(1)), u.log.append('x')], {
      condition: (u) => u.owner.at('name').eq('nobody'),
    });
    assert.equal(updated, { ...created, tries: 1, log: ['x'], version: 2 });
  });

  test('an upsert leaves stored values alone, and stores defaults that an existing item lacks', async () => {
    const { repository, spy } = await openRepository(adapter, jobIn);
    const Item = { id: { S: '1' }, name: { S: 'a' }, s: { S: 'done' } };
    await spy.execute('PutItem', { TableName: repository.table.name, Item });
    const updated = await repository.update(key, (u) => [u.name.set('b'), u.tries.add(2)], { upsert: true });
    assert.equal(updated, { ...key, name: 'b', ...defaults, status: 'done', tries: 2, version: 1 });
    const stored = await spy.execute('GetItem', { TableName: repository.table.name, Key: key1 });
    const { tags, ...others } = repository.requests.put(updated).input.Item ?? {};
    assert.is(tags, undefined);
    assert.equal(stored.Item, { ...others, version: { N: '1' } });
  });

  test('removing an attribute with a default stores the default, in an upsert and in an update', async () => {
    const { repository, spy } = await openRepository(adapter, jobIn);
    const changed = {
      status: 'done',
      tries: 3,
      tags: new Set(['x']),
      roles: new Set(['writer']),
      log: ['y'],
      note: 'z',
    };
    const created = await repository.update(key, { name: 'a', ...changed, owner: { name: 'b' } }, { upsert: true });
    for (const upsert of [true, false]) {
      await repository.put({ ...created, version: undefined }, { ignoreVersion: true });
      const removed = await repository.update(
        key,
        (u) => [
          u.name.set('a'),
          u.status.remove(),
          u.tries.remove(),
          u.tags.remove(),
          u.roles.remove(),
          u.owner.at('name').remove(),
          u.log.remove(),
          u.note.remove(),
        ],
        { upsert },
      );
      assert.equal(removed, { ...key, name: 'a', ...defaults, version: removed.version });
      const { Item } = await spy.execute('GetItem', {
        TableName: repository.table.name,
        Key: key1,
        ConsistentRead: true,
      });
      const { tags, ...others } = repository.requests.put(removed, { ignoreVersion: true }).input.Item ?? {};
      assert.is(tags, undefined); // the empty set is stored as absence
      assert.equal(Item, { ...others, version: { N: String(removed.version) } });
      assert.equal(await repository.scan({ filter: (u) => u.status.eq('open') }).all(), [removed]);
      const open = () => repository.index('byStatus').query({ status: 'open' }).all();
      assert.equal(await eventually(adapter, open, ({ length }) => length === 1), [removed]);
    }
  });

  test('an upsert of defaults only creates the item', async () => {
    const { repository } = await openRepository(adapter, jobIn);
    const created = await repository.update(key, (u) => [u.name.set('a'), u.status.remove()], { upsert: true });
    assert.equal(created, { ...key, name: 'a', ...defaults, version: 1 });
    assert.equal(await repository.scan({ filter: (u) => u.status.eq('open') }).all(), [created]);
  });

  test('members are deleted from a set only if its default is empty: the last one would bring the default back', async () => {
    const { repository, spy } = await openRepository(adapter, jobIn);
    await repository.create({ id: '1', name: 'a', tags: new Set(['x']) });
    spy.take();
    const message = await badInput(() => repository.update(key, (u) => [u.roles.delete('reader')]));
    assert.match(message, /^Job\.roles has members by default, so deleting the last one would bring them back/);
    assert.equal(spy.take(), []);
    const updated = await repository.update(key, (u) => [u.name.set('a'), u.tags.delete('x')], { upsert: true });
    assert.equal(updated.tags, new Set());
    assert.equal(await repository.scan({ filter: (u) => u.tags.notExists() }).all(), [updated]);
  });

  test('every other write that creates an item stores defaults', async () => {
    const { repository } = await openRepository(adapter, jobIn);
    for (const [id, create] of [
      ['create', () => repository.create({ id: 'create', name: 'a' })],
      ['put', () => repository.put({ id: 'put', name: 'a' })],
      ['save', () => repository.save({ id: 'save', name: 'a' })],
      ['writeMany', () => repository.writeMany({ put: [{ id: 'writeMany', name: 'a' }] }, { ignoreVersion: true })],
    ] as const) {
      await create();
      const found = await repository.scan({ filter: (u) => u.status.exists() }).all();
      assert.ok(found.some((job) => job.id === id));
    }
  });

  test('a default for new entities is not read, saved or stored by updates', async () => {
    const { repository, spy } = await openRepository(adapter, (table) =>
      entity('Task', {
        table,
        attributes: { id: string(), name: string(), state: string().defaultForNew('new'), v: version() },
        key: { partition: 'id' },
        indexes: { byState: { partition: 'state' } },
      }),
    );
    const Item = { id: { S: '1' }, name: { S: 'a' } };
    await spy.execute('PutItem', { TableName: repository.table.name, Item });
    const old = await repository.getOrThrow(key);
    assert.equal(old, { ...key, name: 'a', v: 0 });
    const saved = await repository.save({ ...old, name: 'b' });
    assert.equal(saved, { ...key, name: 'b', v: 1 });
    assert.equal(await repository.update(saved, { name: 'c' }), { ...key, name: 'c', v: 2 });
    assert.equal(await repository.scan({ filter: (u) => u.state.exists() }).all(), []);
    for (const [id, create] of [
      ['create', () => repository.create({ id: 'create', name: 'a' })],
      ['put', () => repository.put({ id: 'put', name: 'a' })],
      ['upsert', () => repository.update({ id: 'upsert' }, { name: 'a' }, { upsert: true })],
      ['writeMany', () => repository.writeMany({ put: [{ id: 'writeMany', name: 'a' }] }, { ignoreVersion: true })],
    ] as const) {
      await create();
      assert.equal(await repository.get({ id }), { id, name: 'a', state: 'new', v: 1 });
    }
    const removed = await repository.update({ id: 'put' }, (u) => [u.state.remove()]);
    assert.equal(removed, { id: 'put', name: 'a', v: 2 });
    assert.equal((await repository.create({ id: '2', name: 'a', state: 'other' })).state, 'other');
  });

  test.run();
}

const key1 = { id: { S: '1' } };
