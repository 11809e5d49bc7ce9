import {
  ConflictError,
  entity,
  ItemNotFoundError,
  list,
  map,
  number,
  numberSet,
  record,
  string,
  stringSet,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, openRepository, thrown } from './open-repository.ts';

const threadIn = (table: string) =>
  entity('Thread', {
    table,
    attributes: {
      forum: string(),
      views: number(),
      title: string(),
      replies: number().optional(),
      tags: stringSet().optional(),
      scores: numberSet().optional(),
      authors: list(string()).optional(),
      place: map({ shelf: string(), row: number().optional() }).optional(),
      extra: record(string()).optional().storedAs('x'),
    },
    key: { partition: 'forum' },
  });

/** Only the key is required. */
const memberIn = (table: string) =>
  entity('Member', {
    table,
    attributes: { group: string(), user: string(), note: string().optional() },
    key: { partition: 'group', sort: 'user' },
  });
const member = { group: 'staff', user: 'ann' };

const key = { forum: 'sql' };
const thread = { ...key, views: 1, title: 'Joins' };

for (const adapter of adapters()) {
  const test = suite(`updates on ${adapter.name}`);
  test.after(() => adapter.close());

  test('every kind of action changes the item, and the updated entity is returned', async () => {
    const { repository } = await openRepository(adapter, threadIn);
    await repository.create({
      ...thread,
      replies: 4,
      tags: new Set(['a', 'b']),
      authors: ['Ann'],
      place: { shelf: 'A', row: 1 },
    });
    const updated = await repository.update(key, (u) => [
      u.title.set('Outer joins'),
      u.views.set(u.views.plus(10)),
      u.replies.add(-1),
      u.tags.delete('a'),
      u.scores.add(1, 2),
      u.authors.append('Bob'),
      u.place.at('shelf').set('B'),
      u.place.at('row').remove(),
      u.extra.set(u.extra.orElse({ color: 'red' })),
    ]);
    assert.equal(updated, {
      forum: 'sql',
      views: 11,
      title: 'Outer joins',
      replies: 3,
      tags: new Set(['b']),
      scores: new Set([1, 2]),
      authors: ['Ann', 'Bob'],
      place: { shelf: 'B' },
      extra: { color: 'red' },
    });
    assert.equal(await repository.get(key, { consistent: true }), updated);
  });

  test('sums and differences have values and paths on either side', async () => {
    const { repository } = await openRepository(adapter, threadIn);
    await repository.create({ ...thread, views: 30, replies: 4 });
    const results = [
      await repository.update(key, (u) => [u.views.set(u.views.subtractedFrom(100))]),
      await repository.update(key, (u) => [u.views.set(u.replies.subtractedFrom(u.views))]),
      await repository.update(key, (u) => [
        u.views.set(u.views.minus(u.replies)),
        u.replies.set(u.replies.plus(u.views)),
      ]),
      await repository.update(key, (u) => [u.replies.remove(), u.views.set(u.replies.orElse(1).subtractedFrom(10))]),
      await repository.update(key, (u) => [u.views.set(u.replies.orElse(1).subtractedFrom(10))]),
      await repository.update(key, (u) => [u.replies.set(u.views)]),
    ];
    assert.equal(
      results.map(({ views, replies }) => [views, replies]),
      [
        [70, 4],
        [66, 4],
        [62, 70],
        [-60, undefined],
        [9, undefined],
        [9, 9],
      ],
    );
  });

  test('elements are prepended to a list, and an absent list is created', async () => {
    const { repository } = await openRepository(adapter, threadIn);
    await repository.create(thread);
    await repository.update(key, (u) => [u.authors.set(u.authors.orElse([]).append('Bob'))]);
    const updated = await repository.update(key, (u) => [
      u.authors.prepend('Ann'),
      u.replies.set(u.replies.orElse(5).plus(1)),
    ]);
    assert.equal(updated.authors, ['Ann', 'Bob']);
    assert.is(updated.replies, 6);
  });

  test('an element of a list is removed, and those after it move up', async () => {
    const { repository } = await openRepository(adapter, threadIn);
    await repository.create({ ...thread, authors: ['Ann', 'Bob', 'Eve'] });
    const updated = await repository.update(key, (u) => [u.authors.at(1).remove()]);
    assert.equal(updated.authors, ['Ann', 'Eve']);
  });

  test('an update is one UpdateItem that requires the item and returns the new item', async () => {
    const { repository, spy } = await openRepository(adapter, threadIn);
    await repository.create(thread);
    spy.take();
    await repository.update(key, { views: 2, title: undefined });
    assert.equal(spy.take(), [
      {
        operation: 'UpdateItem',
        input: {
          TableName: repository.table.name,
          Key: { forum: { S: 'sql' } },
          UpdateExpression: 'SET #0 = :0',
          ConditionExpression: 'attribute_exists(#1)',
          ExpressionAttributeNames: { '#0': 'views', '#1': 'forum' },
          ExpressionAttributeValues: { ':0': { N: '2' } },
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
    ]);
  });

  test('values are set, undefined leaves an attribute unchanged, an empty set removes it', async () => {
    const { repository } = await openRepository(adapter, threadIn);
    await repository.create({ ...thread, tags: new Set(['a']), replies: 1 });
    const updated = await repository.update(key, { views: 9, replies: undefined, tags: new Set() });
    assert.equal(updated, { ...thread, views: 9, replies: 1 });
  });

  test('an update without changes is rejected before anything is sent', async () => {
    const { repository, spy } = await openRepository(adapter, threadIn);
    for (const update of [() => repository.update(key, {}), () => repository.update(key, () => [])]) {
      assert.match(await badInput(update), 'Thread update must contain at least one change');
    }
    assert.equal(spy.take(), []);
  });

  test('an update of a missing item does not create it', async () => {
    const { repository } = await openRepository(adapter, threadIn);
    const error = await thrown(ItemNotFoundError, () => repository.update(key, { views: 2 }));
    assert.equal(error.key, key);
    assert.is(await repository.get(key), undefined);
  });

  test('with upsert an update creates the item if it sets all required attributes', async () => {
    const { repository, spy } = await openRepository(adapter, threadIn);
    const created = await repository.update(key, (u) => [u.views.add(3), u.title.set('Joins')], { upsert: true });
    assert.equal(created, { ...thread, views: 3 });
    assert.is((await repository.update(key, { views: 4, title: 'Joins' }, { upsert: true })).views, 4);
    spy.take();
    const message = await badInput(() => repository.update(key, { views: 4 }, { upsert: true }));
    assert.match(message, 'Thread.title is required');
    assert.equal(spy.take(), []);
  });

  test('a save sets present attributes, removes absent ones and keeps undeclared ones', async () => {
    const { repository, spy } = await openRepository(adapter, threadIn);
    const TableName = repository.table.name;
    const Key = { forum: { S: 'sql' } };
    await repository.create({ ...thread, replies: 1, extra: { color: 'red' } });
    await spy.execute('UpdateItem', {
      TableName,
      Key,
      UpdateExpression: 'SET legacy = :value',
      ExpressionAttributeValues: { ':value': { S: 'repository' } },
    });
    const saved = await repository.save({ ...thread, views: 2, tags: new Set(['new']) });
    assert.equal(saved, { ...thread, views: 2, tags: new Set(['new']) });
    assert.equal((await spy.execute('GetItem', { TableName, Key })).Item, {
      ...Key,
      views: { N: '2' },
      title: { S: 'Joins' },
      tags: { SS: ['new'] },
      legacy: { S: 'repository' },
    });
  });

  test('a save creates a missing item', async () => {
    const { repository } = await openRepository(adapter, threadIn);
    assert.equal(await repository.save(thread), thread);
    assert.equal(await repository.get(key), thread);
  });

  test('a save of only a key creates the item, or removes its other declared attributes', async () => {
    const { repository } = await openRepository(adapter, memberIn);
    assert.equal(await repository.save(member), member);
    assert.equal(await repository.get(member), member);
    await repository.update(member, { note: 'new' });
    assert.equal(await repository.save(member), member);
    const error = await thrown(ConflictError, () =>
      repository.save({ ...member, user: 'bob' }, { condition: (u) => u.note.exists() }),
    );
    assert.is(error.condition, 'attribute_exists(note)');
    assert.is(await repository.get({ ...member, user: 'bob' }), undefined);
    await thrown(ItemNotFoundError, () =>
      repository.save({ ...member, user: 'bob' }, { from: { ...member, user: 'bob' } }),
    );
  });

  test('a save of only a key creates the default of a key attribute once', async () => {
    let created = 0;
    const { repository } = await openRepository(adapter, (table) =>
      entity('Ticket', {
        table,
        attributes: {
          id: number().default(() => {
            created += 1;
            return created;
          }),
          note: string().optional(),
        },
        key: { partition: 'id' },
      }),
    );
    assert.equal(await repository.save({}), { id: 1 });
    assert.is(created, 1);
  });

  test('an upsert does not accept a change within a required map as setting it', async () => {
    const { repository, spy } = await openRepository(adapter, (table) =>
      entity('Box', { table, attributes: { id: string(), at: map({ row: number() }) }, key: { partition: 'id' } }),
    );
    const box = { id: 'a' };
    const message = await badInput(() => repository.update(box, (u) => [u.at.at('row').set(1)], { upsert: true }));
    assert.match(message, 'Box.at is required');
    assert.equal(spy.take(), []);
  });

  test('an upsert that only removes is rejected, because DynamoDB would not create an item', async () => {
    const { repository, spy } = await openRepository(adapter, memberIn);
    const message = await badInput(() => repository.update(member, (u) => [u.note.remove()], { upsert: true }));
    assert.match(message, 'Member upsert must set at least one attribute');
    assert.equal(spy.take(), []);
    assert.equal(await repository.update(member, { note: 'new' }, { upsert: true }), { ...member, note: 'new' });
  });

  test('a save with from writes only the difference', async () => {
    const { repository, spy } = await openRepository(adapter, threadIn);
    const first = await repository.create({ ...thread, replies: 1, tags: new Set(['a', 'b']), place: { shelf: 'A' } });
    await repository.update(key, { title: 'changed by somebody else' });
    spy.take();
    const { replies, ...withoutReplies } = first;
    const next = { ...withoutReplies, views: 2, tags: new Set(['b', 'a']), place: { shelf: 'A' } };
    const saved = await repository.save(next, { from: first });
    assert.equal(saved, { ...next, title: 'changed by somebody else' });
    const [sent] = spy.take();
    assert.is(Reflect.get(Object(sent?.input), 'UpdateExpression'), 'SET #0 = :0 REMOVE #1');
    assert.equal(Reflect.get(Object(sent?.input), 'ExpressionAttributeNames'), {
      '#0': 'views',
      '#1': 'replies',
      '#2': 'forum',
    });
    assert.is(replies, 1);
  });

  test('a save with from fails if the item is missing or has another key', async () => {
    const { repository, spy } = await openRepository(adapter, threadIn);
    await thrown(ItemNotFoundError, () => repository.save({ ...thread, views: 2 }, { from: thread }));
    spy.take();
    await badInput(() => repository.save(thread, { from: { ...thread, forum: 'other' } }));
    assert.equal(spy.take(), []);
  });

  test.run();
}
