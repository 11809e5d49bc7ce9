import {
  ConflictError,
  DynarepoError,
  entity,
  ItemNotFoundError,
  isoDate,
  number,
  repository,
  string,
  stringSet,
  TableNotFoundError,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { openRepository, thrown } from './open-repository.ts';

const threadIn = (table: string) =>
  entity('Thread', {
    table,
    attributes: {
      forum: string(),
      subject: string(),
      views: number().default(0),
      openedAt: isoDate().default(() => new Date(1_000)),
      tags: stringSet().optional(),
      note: string().optional().storedAs('tn'),
    },
    key: { partition: 'forum', sort: 'subject' },
  });

const key = { forum: 'sql', subject: 'joins' };
const thread = { ...key, views: 0, openedAt: new Date(1_000) };

for (const adapter of adapters()) {
  const test = suite(`items on ${adapter.name}`);
  test.after(() => adapter.close());

  test('an entity with defaults, optional attributes and a stored name is read back unchanged', async () => {
    const { repository, spy } = await openRepository(adapter, threadIn);
    const created = await repository.create({ ...key, tags: new Set(['slow']), note: 'read me' });
    assert.equal(created, { ...thread, tags: new Set(['slow']), note: 'read me' });
    assert.equal(await repository.get(key), created);
    const raw = await spy.execute('GetItem', {
      TableName: repository.table.name,
      Key: { forum: { S: 'sql' }, subject: { S: 'joins' } },
    });
    assert.equal(raw.Item, {
      forum: { S: 'sql' },
      subject: { S: 'joins' },
      views: { N: '0' },
      openedAt: { S: '1970-01-01T00:00:01.000Z' },
      tags: { SS: ['slow'] },
      tn: { S: 'read me' },
    });
  });

  test('every call on a missing table reports the table', async () => {
    const db = await adapter.open();
    const threads = repository(threadIn(adapter.tableName('missing')), db, { retry: false });
    const calls: readonly (() => Promise<unknown>)[] = [
      () => threads.get(key),
      () => threads.getOrThrow(key),
      () => threads.getMany([key]),
      () => threads.create(thread),
      () => threads.put(thread),
      () => threads.save(thread),
      () => threads.update(key, { views: 1 }),
      () => threads.delete(key),
      () => threads.writeMany({ put: [thread] }),
      () => threads.query({ forum: 'sql' }).all(),
      () => threads.scan().first(),
      () => threads.count(),
      () => threads.table.describe(),
      () => threads.table.delete(),
    ];
    for (const call of calls) {
      const error = await thrown(TableNotFoundError, call);
      assert.is(error.table, threads.table.name, String(call));
    }
  });

  test('a put sends one PutItem that replaces the whole item, including undeclared attributes', async () => {
    const { repository, spy } = await openRepository(adapter, threadIn);
    const TableName = repository.table.name;
    const Key = { forum: { S: 'sql' }, subject: { S: 'joins' } };
    await spy.execute('PutItem', { TableName, Item: { ...Key, legacy: { BOOL: true }, tn: { S: 'old' } } });
    spy.take();

    const stored = await repository.put({ ...key, views: 7 });

    const Item = { ...Key, views: { N: '7' }, openedAt: { S: '1970-01-01T00:00:01.000Z' } };
    assert.equal(spy.take(), [{ operation: 'PutItem', input: { TableName, Item } }]);
    assert.equal(stored, { ...thread, views: 7 });
    assert.equal((await spy.execute('GetItem', { TableName, Key })).Item, Item);
  });

  test('a create rejects an existing key', async () => {
    const { repository } = await openRepository(adapter, threadIn);
    await repository.create({ ...key, views: 1 });
    const error = await thrown(ConflictError, () => repository.create({ ...key, views: 2 }));
    assert.equal(error.found, { ...thread, views: 1 });
    assert.is(error.message, 'Thread { forum: "sql", subject: "joins" } already exists');
    assert.equal(await repository.get(key), { ...thread, views: 1 });
  });

  test('get returns undefined for a missing item, and getOrThrow throws an error with entity and key', async () => {
    const { repository } = await openRepository(adapter, threadIn);
    assert.is(await repository.get(key), undefined);
    const error = await thrown(ItemNotFoundError, () => repository.getOrThrow(key));
    assert.is(error.entity, 'Thread');
    assert.equal(error.key, key);
  });

  test('exists reads only the key, of items of any form', async () => {
    const { repository, spy } = await openRepository(adapter, threadIn);
    await repository.create(key);
    spy.take();
    assert.is(await repository.exists(key), true);
    assert.is(await repository.exists({ ...key, subject: 'none' }, { consistent: true }), false);
    assert.equal(
      spy
        .take()
        .map(({ operation, input }) => [
          operation,
          Reflect.get(input, 'ProjectionExpression'),
          Reflect.get(input, 'ConsistentRead'),
        ]),
      [
        ['GetItem', '#0, #1', undefined],
        ['GetItem', '#0, #1', true],
      ],
    );
    await repository.update(key, { views: 1 });
    const Key = repository.requests.get(key).input.Key;
    await spy.execute('UpdateItem', {
      TableName: repository.table.name,
      Key,
      UpdateExpression: 'SET #views = :text',
      ExpressionAttributeNames: { '#views': 'views' },
      ExpressionAttributeValues: { ':text': { S: 'many' } },
    });
    assert.is(await repository.exists(key), true);
  });

  test('a read is consistent only if requested', async () => {
    const { repository, spy } = await openRepository(adapter, threadIn);
    await repository.get(key);
    await repository.get(key, { consistent: true });
    assert.equal(
      spy.take().map(({ input }) => Reflect.get(input, 'ConsistentRead')),
      [undefined, true],
    );
  });

  test('a projection returns only the named attributes, even if required ones are missing', async () => {
    const { repository, spy } = await openRepository(adapter, threadIn);
    await repository.create({ ...key, note: 'read me' });
    spy.take();
    const part = await repository.getOrThrow(key, { attributes: ['note', 'tags', 'note'] });
    assert.equal(part, { note: 'read me' });
    const [sent] = spy.take();
    assert.is(Reflect.get(Object(sent?.input), 'ProjectionExpression'), '#0, #1');
    assert.equal(await repository.get(key, { attributes: ['tags'] }), {});
    assert.is(await repository.get({ ...key, subject: 'none' }, { attributes: ['tags'] }), undefined);
  });

  test('an entity is read again by passing it as the key, which fails once it is deleted', async () => {
    const { repository } = await openRepository(adapter, threadIn);
    const mine = await repository.create(key);
    await repository.update(key, { views: 5 });
    assert.is(mine.views, 0);
    assert.is((await repository.getOrThrow(mine, { consistent: true })).views, 5);
    await repository.delete(key);
    await thrown(ItemNotFoundError, () => repository.getOrThrow(mine, { consistent: true }));
  });

  test('a delete returns the stored entity, or undefined for a missing item', async () => {
    const { repository } = await openRepository(adapter, threadIn);
    const created = await repository.create(key);
    assert.equal(await repository.delete(created), created);
    assert.is(await repository.delete(key), undefined);
    assert.is(await repository.get(key), undefined);
  });

  test('a delete whose condition is not met deletes nothing', async () => {
    const { repository } = await openRepository(adapter, threadIn);
    await repository.create({ ...key, views: 3 });
    const error = await thrown(ConflictError, () => repository.delete(key, { condition: (u) => u.views.eq(0) }));
    assert.is(error.condition, 'views = 0');
    assert.match(error.message, 'does not meet the condition views = 0');
    assert.is((await repository.delete(key, { condition: (u) => u.views.eq(3) }))?.views, 3);
  });

  test('a stored item that does not match the definition is an error with the attribute', async () => {
    const { repository, spy } = await openRepository(adapter, threadIn);
    const Item = { forum: { S: 'sql' }, subject: { S: 'joins' }, views: { S: 'many' } };
    await spy.execute('PutItem', { TableName: repository.table.name, Item });
    const error = await thrown(DynarepoError, () => repository.get(key));
    assert.is(error.code, 'BAD_STORED_VALUE');
    assert.match(error.message, 'Thread.views');
    const conflict = await thrown(ConflictError, () => repository.create(key));
    assert.equal(conflict.item, Item);
    assert.is(conflict.found, undefined);
  });

  test.run();
}
