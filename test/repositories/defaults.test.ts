import { entity, list, map, number, string, stringSet, version } from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { eventually, openRepository } from './open-repository.ts';

const jobIn = (table: string) =>
  entity('Job', {
    table,
    attributes: {
      id: string(),
      name: string(),
      status: string().default('open').storedAs('s'),
      tries: number().default(0),
      tags: stringSet().default(() => new Set<string>()),
      owner: map({ name: string().default('nobody') }).default(() => ({})),
      log: list(string()).default(() => []),
      note: string().nullable().default(null),
      version: version(),
    },
    key: { partition: 'id' },
    indexes: { byStatus: { partition: 'status' } },
  });

const defaults = { status: 'open', tries: 0, tags: new Set(), owner: { name: 'nobody' }, log: [], note: null };
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

  test.run();
}

const key1 = { id: { S: '1' } };
