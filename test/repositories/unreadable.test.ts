import {
  custom,
  entity,
  type Item,
  number,
  repository as openOther,
  StoredValueError,
  string,
  stringSet,
  type StoredValueError as Unreadable,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, eventually, openRepository, thrown } from './open-repository.ts';

const taskIn = (table: string) =>
  entity('Task', {
    table,
    attributes: {
      list: string(),
      id: number(),
      title: string(),
      tags: stringSet(),
      even: custom(number(), { encode: (value: number) => value, decode: checkEven }).optional(),
    },
    key: { partition: 'list', sort: 'id' },
    indexes: { byTitle: { partition: 'title', sort: 'id' } },
  });

function checkEven(value: number): number {
  if (value % 2 === 1) throw new RangeError('is odd');
  return value;
}

const task = (id: number) => ({ list: 'a', id, title: 't', tags: new Set(['x']) });
const readable = (id: number): Item => ({
  list: { S: 'a' },
  id: { N: `${id}` },
  title: { S: 't' },
  tags: { SS: ['x'] },
});
const unreadable = (id: number): Item => ({ ...readable(id), tags: { S: 'x' } });

for (const adapter of adapters()) {
  const test = suite(`unreadable items on ${adapter.name}`);
  test.after(() => adapter.close());

  /** A repository with the items 1 to 7, of which 2, 4, 5 and 7 do not match the definition. */
  const openPartlyReadable = async () => {
    const opened = await openRepository(adapter, taskIn);
    for (const id of [1, 2, 3, 4, 5, 6, 7]) {
      const item = [2, 4, 5, 7].includes(id) ? unreadable(id) : readable(id);
      await opened.spy.execute('PutItem', { TableName: opened.repository.table.name, Item: item });
    }
    opened.spy.take();
    return opened;
  };

  test('the error of every read has entity, key and item', async () => {
    const { repository } = await openPartlyReadable();
    const calls: readonly (() => Promise<unknown>)[] = [
      () => repository.get({ list: 'a', id: 2 }),
      () => repository.get({ list: 'a', id: 2 }, { attributes: ['tags'] }),
      () => repository.getOrThrow({ list: 'a', id: 2 }),
      () => repository.getMany([task(1), task(2)]),
      () => repository.query({ list: 'a' }).all(),
      () => repository.query({ list: 'a' }, { attributes: ['tags'] }).all(),
      () => repository.scan().page(),
      () => repository.scan({ onUnreadable: 'throw' }).all(),
    ];
    for (const call of calls) {
      const error = await thrown(StoredValueError, call);
      assert.is(error.code, 'BAD_STORED_VALUE');
      assert.is(error.entity, 'Task');
      assert.equal(error.key, { list: 'a', id: 2 });
      assert.equal(error.item.tags, { S: 'x' });
      assert.is(error.written, false);
      assert.is(error.message, 'Task { list: "a", id: 2 }: Task.tags is stored with type S, but type SS is expected');
    }
  });

  test('reads can skip or collect unreadable items', async () => {
    const { repository } = await openPartlyReadable();
    const expected = [task(1), task(3), task(6)];
    const errors: Unreadable[] = [];
    const onUnreadable = (error: Unreadable) => {
      errors.push(error);
    };
    const keys = [1, 2, 3, 4, 5, 6, 7, 8].map(task);
    const calls: readonly ((handler: 'skip' | typeof onUnreadable) => Promise<unknown>)[] = [
      (handler) => repository.getMany(keys, { onUnreadable: handler }),
      (handler) => repository.query({ list: 'a' }, { onUnreadable: handler }).all(),
      (handler) => repository.scan({ onUnreadable: handler }).all(),
      (handler) =>
        eventually(
          adapter,
          () => repository.index('byTitle').query({ title: 't' }, { onUnreadable: handler }).all(),
          (found) => found.length === expected.length,
        ),
    ];
    for (const call of calls) {
      assert.equal(await call('skip'), expected);
      errors.length = 0;
      assert.equal(await call(onUnreadable), expected);
      const last = errors.slice(-4);
      assert.equal(
        last.map(({ key }) => key),
        [2, 4, 5, 7].map((id) => ({ list: 'a', id })),
      );
    }
    assert.match(await badInput(() => repository.scan(Object({ onUnreadable: 'ignore' }))), /"throw", "skip" or a fun/);
  });

  test('cursors continue behind unreadable items', async () => {
    const { repository } = await openPartlyReadable();
    for (const range of [
      { pageSize: 1 },
      { pageSize: 2 },
      { maxItems: 1 },
      { maxItems: 2, pageSize: 3 },
      { maxItems: 2 },
    ]) {
      const results = repository.query({ list: 'a' }, { onUnreadable: 'skip' });
      const found: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await results.page({ ...range, cursor });
        found.push(...page.items.map(({ id }) => id));
        cursor = page.cursor;
      } while (cursor !== undefined);
      assert.equal(found, [1, 3, 6]);
    }
    const titled = repository.query({ list: 'a' }, { onUnreadable: 'skip', filter: (u) => u.title.eq('t') });
    const first = await titled.page({ maxItems: 2 });
    assert.equal(
      first.items.map(({ id }) => id),
      [1, 3],
    );
    const second = await titled.page({ maxItems: 2, cursor: first.cursor });
    assert.equal(
      second.items.map(({ id }) => id),
      [6],
    );
    const behind = repository.query({ list: 'a', id: 5 }, { onUnreadable: 'skip' });
    assert.is(await behind.first(), undefined);
  });

  test('a write whose result is unreadable reports that it was executed, with key and item', async () => {
    const { repository, spy } = await openPartlyReadable();
    const stored = async (id: number) => {
      const Key = { list: { S: 'a' }, id: { N: `${id}` } };
      return (await spy.execute('GetItem', { TableName: repository.table.name, Key })).Item;
    };
    const writes: readonly (readonly [id: number, call: () => Promise<unknown>, after: Item | undefined])[] = [
      [2, () => repository.update({ list: 'a', id: 2 }, { title: 'new' }), { ...unreadable(2), title: { S: 'new' } }],
      [
        1,
        () => repository.update({ list: 'a', id: 1 }, (u) => [u.tags.delete('x')]),
        { list: { S: 'a' }, id: { N: '1' }, title: { S: 't' } },
      ],
      [3, () => repository.save({ ...task(3), title: 'new' }, { from: task(3) }), undefined],
      [4, () => repository.delete({ list: 'a', id: 4 }), undefined],
    ];
    await spy.execute('PutItem', { TableName: repository.table.name, Item: unreadable(3) });
    for (const [id, call, after] of writes) {
      const before = await stored(id);
      spy.take();
      const error = await thrown(StoredValueError, call);
      assert.is(spy.take().length, 1);
      assert.is(error.code, 'BAD_STORED_VALUE');
      assert.is(error.written, true);
      assert.is(error.retryable, false);
      assert.is(error.entity, 'Task');
      assert.equal(error.key, { list: 'a', id });
      assert.match(
        error.message,
        `the write was executed, but its result cannot be read: Task { list: "a", id: ${id} }: `,
      );
      if (id !== 3) assert.equal(await stored(id), after);
      assert.equal(error.item, id === 4 ? before : await stored(id));
    }
  });

  test('a required attribute that was added since is reported by updates of old items', async () => {
    const { repository, spy } = await openRepository(adapter, taskIn);
    await repository.create(task(1));
    const Newer = entity('Task', {
      table: repository.table.name,
      attributes: { list: string(), id: number(), title: string(), owner: string() },
      key: { partition: 'list', sort: 'id' },
    });
    const error = await thrown(StoredValueError, () =>
      openOther(Newer, spy).update({ list: 'a', id: 1 }, { title: 'new' }),
    );
    assert.is(error.written, true);
    assert.equal(error.item.title, { S: 'new' });
    assert.match(error.message, 'Task.owner is required, but is missing from the stored item');
  });

  test('a value that could not be read again is rejected before sending', async () => {
    const { repository, spy } = await openRepository(adapter, taskIn);
    const text = 'Task.even cannot be stored, because it could not be read again: is odd';
    const calls: readonly (() => Promise<unknown>)[] = [
      () => repository.create({ ...task(1), even: 1 }),
      () => repository.put({ ...task(1), even: 1 }),
      () => repository.save({ ...task(1), even: 1 }),
      () => repository.update(task(1), { even: 1 }),
      () => repository.update(task(1), (u) => [u.even.set(u.even.orElse(1))]),
      () => repository.writeMany({ put: [{ ...task(1), even: 1 }] }),
    ];
    for (const call of calls) assert.is(await badInput(call), text);
    const mismatch = await badInput(() =>
      repository.update(task(1), (u) => [Reflect.apply(u.title.set, u.title, [u.id])]),
    );
    assert.is(mismatch, 'Task.title is stored as S and cannot be set to a value stored as N');
    assert.equal(spy.take(), []);
    assert.equal(await repository.scan({ filter: (u) => u.even.eq(1) }).all(), []);
  });

  test.run();
}
