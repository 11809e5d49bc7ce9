import {
  repository as createRepository,
  DynarepoError,
  type EntityOf,
  entity,
  gt,
  isoDate,
  number,
  ServiceError,
  StoredValueError,
  string,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { eventually, openRepository, thrown } from './open-repository.ts';
import { RewritingDynamoDb } from './rewriting-dynamodb.ts';

const taskIn = (table: string) =>
  entity('Task', {
    table,
    attributes: {
      list: string(),
      id: number(),
      title: string(),
      owner: string().optional().storedAs('o'),
      due: isoDate().optional(),
      note: string().optional(),
    },
    key: { partition: 'list', sort: 'id' },
    indexes: {
      byOwner: { partition: 'owner', sort: 'due', name: 'by-owner' },
      byTitle: { partition: 'title', projection: ['note'] },
      byDue: { sort: 'due', projection: 'KEYS_ONLY' },
      wholeByDue: { sort: 'due' },
    },
  });

type Task = EntityOf<ReturnType<typeof taskIn>>;

const tasks = [
  { list: 'home', id: 1, title: 'paint', owner: 'ann', due: new Date(2_000), note: 'blue' },
  { list: 'home', id: 2, title: 'clean', owner: 'ann', due: new Date(1_000) },
  { list: 'work', id: 1, title: 'paint', owner: 'ann', due: new Date(2_000) },
  { list: 'work', id: 2, title: 'write', owner: 'ann' },
  { list: 'work', id: 3, title: 'write', owner: 'bob', due: new Date(3_000) },
];

for (const adapter of adapters()) {
  const test = suite(`indexes on ${adapter.name}`);
  test.after(() => adapter.close());

  test('a global index is queried by its own keys and contains only items that have them', async () => {
    const { repository } = await openedWithTasks(adapter);
    const byOwner = repository.index('byOwner');
    const found = await byOwner.query({ owner: 'ann' }).all();
    assert.equal(
      found.map(({ due }) => due?.getTime()),
      [1_000, 2_000, 2_000],
    );
    assert.equal(
      found.find(({ id }) => id === 2),
      tasks[1],
    );
    const later = byOwner.query({ owner: 'ann', due: gt(new Date(1_500)) }, { filter: (u) => u.note.exists() });
    assert.equal(await later.all(), tasks.slice(0, 1));
    assert.equal(await byOwner.query({ owner: 'bob' }).first(), tasks[4]);
  });

  test('a local index shares the partition key, and can be read consistently', async () => {
    const { repository } = await openedWithTasks(adapter);
    const byDue = repository.index('byDue').query({ list: 'home' }, { consistent: true });
    assert.equal(await byDue.all(), [
      { list: 'home', id: 2, due: new Date(1_000) },
      { list: 'home', id: 1, due: new Date(2_000) },
    ]);
  });

  test('an index returns its projected attributes, or a selection of them', async () => {
    const { repository } = await openedWithTasks(adapter);
    const byTitle = repository.index('byTitle');
    const [painted] = await byTitle.query({ title: 'paint' }, { filter: (u) => u.note.exists() }).all();
    assert.equal(painted, { list: 'home', id: 1, title: 'paint', note: 'blue' });
    assert.equal(await byTitle.query({ title: 'clean' }, { attributes: ['id'] }).all(), [{ id: 2 }]);
  });

  test('a scan of an index covers its entries, and counts add up', async () => {
    const { repository, spy } = await openedWithTasks(adapter);
    const byOwner = repository.index('byOwner');
    assert.is((await byOwner.scan().all()).length, 4);
    assert.is(await byOwner.count({ owner: 'ann' }), 3);
    assert.is(await byOwner.count({ owner: 'ann' }, { filter: (u) => u.list.eq('home') }), 2);
    assert.is(await byOwner.scan({ filter: (u) => u.list.eq('work') }).count(), 2);
    spy.take();
    const counts = [await byOwner.count(), await repository.index('byDue').count()];
    assert.equal(spy.takeNames(), ['DescribeTable', 'DescribeTable']);
    if (adapter.name === 'memory') assert.equal(counts, [4, 4]);
  });

  test('index entries with the same key are paged one by one', async () => {
    const { repository } = await openedWithTasks(adapter);
    const query = { owner: 'ann', due: new Date(2_000) };
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await repository.index('byOwner').query(query).page({ pageSize: 1, cursor });
      seen.push(...page.items.map(({ list }) => list));
      cursor = page.cursor;
    } while (cursor !== undefined);
    assert.equal(seen.toSorted(), ['home', 'work']);
  });

  test('hydrate returns the whole entities in the order of the index, one batch for each page', async () => {
    const { repository, spy } = await openedWithTasks(adapter);
    const byDue = repository.index('byDue');
    spy.take();
    const found: Task[] = await byDue.query({ list: 'home' }).hydrate({ consistent: true }).all();
    assert.equal(found, [tasks[1], tasks[0]]);
    const [query, batch, ...others] = spy.take();
    assert.equal([query?.operation, batch?.operation, others.length], ['Query', 'BatchGetItem', 0]);
    const { RequestItems = {} } = Object(batch?.input);
    assert.is(RequestItems[repository.table.name].ConsistentRead, true);
    assert.equal(await byDue.query({ list: 'home' }, { descending: true }).hydrate().first(), tasks[0]);
    assert.is((await byDue.scan({ segments: 2 }).hydrate().all()).length, 4);
    assert.equal(await byDue.query({ list: 'none' }).hydrate().all(), []);
    spy.take();
    assert.equal(
      await byDue
        .query({ list: 'home' }, { attributes: ['due'] })
        .hydrate({ concurrency: 2 })
        .all(),
      found,
    );
  });

  test('hydrated results have pages, entries and cursors as those of the index', async () => {
    const { repository } = await openedWithTasks(adapter);
    const byDue = () => repository.index('byDue').query({ list: 'home' }, { pageSize: 1 });
    const { items, cursor } = await byDue().hydrate().page();
    assert.equal(items, [tasks[1]]);
    assert.equal(
      await byDue()
        .hydrate()
        .page({ cursor, maxItems: 1 })
        .then((page) => page.items),
      [tasks[0]],
    );
    const { items: projected } = await byDue().page({ cursor });
    assert.equal(
      projected.map(({ id }) => id),
      [1],
    );
    for await (const entry of byDue().hydrate().entries()) {
      assert.equal(entry.item, tasks[1]);
      assert.equal((await byDue().page({ cursor: entry.cursor })).items[0]?.id, 1);
      break;
    }
  });

  test('hydrate leaves out what no longer exists, and goes on for as many as wanted', async () => {
    const { repository, spy } = await openedWithTasks(adapter);
    const stale = createRepository(
      repository.entity,
      new RewritingDynamoDb(spy, async (operation, input, execute) => {
        const output = await execute(input);
        if (operation !== 'BatchGetItem') return output;
        const items: readonly unknown[] = Object.values(Object(Reflect.get(output, 'Responses'))).flat();
        const left = items.filter((item) => Reflect.get(Object(item), 'title')?.S !== 'clean');
        return { ...output, Responses: { [repository.table.name]: left } };
      }),
    );
    const byDue = stale.index('byDue').query({ list: 'home' }).hydrate();
    assert.equal(await byDue.all(), [tasks[0]]);
    assert.equal(await byDue.first(), tasks[0]);
    const cursors: unknown[] = [];
    for await (const { cursor } of byDue.entries()) cursors.push(cursor);
    assert.equal(cursors, [undefined]);
  });

  test('hydrate throws or skips unreadable entities, as the query says', async () => {
    const { repository, spy } = await openedWithTasks(adapter);
    await spy.execute('UpdateItem', {
      TableName: repository.table.name,
      Key: { list: { S: 'home' }, id: { N: '1' } },
      UpdateExpression: 'SET note = :number',
      ExpressionAttributeValues: { ':number': { N: '1' } },
    });
    const byDue = repository.index('byDue');
    await thrown(StoredValueError, () => byDue.query({ list: 'home' }).hydrate().all());
    assert.equal(await byDue.query({ list: 'home' }, { onUnreadable: 'skip' }).hydrate().all(), [tasks[1]]);
  });

  test('a cursor of an index is not valid for the table or another index', async () => {
    const { repository } = await openedWithTasks(adapter);
    const { cursor } = await repository.index('byDue').query({ list: 'home' }).page({ pageSize: 1 });
    const foreign = [
      () => repository.query({ list: 'home' }, { cursor }).all(),
      () => repository.index('wholeByDue').query({ list: 'home' }, { cursor }).all(),
    ];
    for (const call of foreign) {
      const error = await thrown(DynarepoError, call);
      assert.is(error.code, 'BAD_CURSOR', String(call));
    }
  });

  test('a consistent read of a global index is rejected by DynamoDB', async () => {
    const { repository } = await openedWithTasks(adapter);
    const error = await thrown(ServiceError, () =>
      repository.index('byOwner').query({ owner: 'ann' }, { consistent: true }).all(),
    );
    assert.is(error.name, 'ValidationException');
  });

  test.run();
}

async function openedWithTasks(adapter: AdapterUnderTest) {
  const { repository, spy } = await openRepository(adapter, taskIn);
  await repository.writeMany({ put: tasks });
  await eventually(
    adapter,
    () => repository.index('byTitle').scan().count(),
    (count) => count === tasks.length,
  );
  await eventually(
    adapter,
    () => repository.index('byOwner').scan().count(),
    (count) => count === 4,
  );
  return { repository, spy };
}
