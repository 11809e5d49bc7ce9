import {
  ConflictError,
  collection,
  entity,
  ItemNotFoundError,
  key,
  number,
  repository,
  string,
  TransactionError,
  table,
  transactGet,
  transactWrite,
  ttl,
  version,
} from 'dynarepo';
import { ManualClock } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { eventually, openRepository, thrown } from './open-repository.ts';

const sessionIn = (table: string) =>
  entity('Session', {
    table,
    attributes: { user: string(), id: number(), note: string().optional(), expires: ttl().optional().storedAs('e') },
    key: { partition: 'user', sort: 'id' },
    indexes: {
      byExpiry: { sort: 'expires' },
      byNote: { partition: 'note', projection: ['expires'] },
      keysOnly: { partition: 'note', sort: 'user', projection: 'KEYS_ONLY' },
    },
  });

/** A time that no database has reached, so that none deletes the items. */
const startMs = Date.UTC(2099, 0, 1);
const atHour = (hours: number) => new Date(startMs + hours * 3_600_000);
const hours = [1, 2, 3, 4, undefined, 6, undefined];
const sessions = hours.map((hour, id) => ({
  user: 'ann',
  id,
  note: 'n',
  ...(hour === undefined ? {} : { expires: atHour(hour) }),
}));
const idsOf = (items: readonly { readonly id: number }[]) => items.map(({ id }) => id);

for (const adapter of adapters()) {
  const test = suite(`expired items on ${adapter.name}`);
  test.after(() => adapter.close());

  /** A repository with seven sessions, three hours later: the first three have expired. */
  const open = async () => {
    const clock = new ManualClock(startMs);
    const opened = await openRepository(adapter, sessionIn, { clock });
    await opened.repository.writeMany({ put: sessions });
    await clock.advance(3 * 3_600_000);
    opened.spy.take();
    return { ...opened, clock };
  };

  test('get, getOrThrow, exists and getMany leave an expired item out from its second on', async () => {
    const { repository, clock } = await open();
    const third = { user: 'ann', id: 2 };
    assert.is(await repository.get(third), undefined);
    assert.is(await repository.exists(third), false);
    assert.is(await repository.exists(third, { includeExpired: true }), true);
    assert.equal(await repository.get(third, { includeExpired: true }), sessions[2]);
    assert.equal(idsOf(await repository.getMany(sessions)), [3, 4, 5, 6]);
    assert.equal(idsOf(await repository.getMany(sessions, { includeExpired: true })), idsOf(sessions));
    assert.is(await repository.exists({ user: 'ann', id: 3 }), true);
    await clock.advance(3_600_000 - 1);
    assert.is(await repository.exists({ user: 'ann', id: 3 }), true);
    await clock.advance(1);
    assert.is(await repository.exists({ user: 'ann', id: 3 }), false);
  });

  test('a read of some attributes knows the time to live, and does not return it', async () => {
    const { repository } = await open();
    const some = { attributes: ['note'] } as const;
    assert.is(await repository.get({ user: 'ann', id: 0 }, some), undefined);
    assert.equal(await repository.get({ user: 'ann', id: 3 }, some), { note: 'n' });
    assert.equal(await repository.getMany(sessions, some), [
      { note: 'n' },
      { note: 'n' },
      { note: 'n' },
      { note: 'n' },
    ]);
    assert.equal(await repository.query({ user: 'ann' }, { attributes: ['id'] }).all(), [
      { id: 3 },
      { id: 4 },
      { id: 5 },
      { id: 6 },
    ]);
  });

  test('queries, scans and counts filter expired items, with pages of every size', async () => {
    const { repository } = await open();
    for (const pageSize of [1, 2, 3, undefined]) {
      assert.equal(idsOf(await repository.query({ user: 'ann' }, { pageSize }).all()), [3, 4, 5, 6]);
      assert.equal(idsOf(await repository.scan({ pageSize }).all()), [3, 4, 5, 6]);
      const { items, cursor } = await repository.query({ user: 'ann' }, { pageSize }).page({ maxItems: 3 });
      assert.equal(idsOf(items), [3, 4, 5]);
      assert.equal(idsOf(await repository.query({ user: 'ann' }, { pageSize, cursor }).all()), [6]);
    }
    assert.is((await repository.query({ user: 'ann' }).first())?.id, 3);
    assert.is(await repository.count({ user: 'ann' }), 4);
    assert.is(await repository.count({ user: 'ann' }, { filter: (u) => u.expires.gt(atHour(5)) }), 1);
    assert.is(await repository.count({ user: 'ann' }, { filter: (u) => u.note.eq('n'), includeExpired: true }), 7);
    assert.is(await repository.scan({ segments: 2 }).count(), 4);
    assert.equal(idsOf(await repository.query({ user: 'ann' }, { includeExpired: true }).all()), idsOf(sessions));
  });

  test('a first item is found in few requests of few items', async () => {
    const { repository, spy } = await open();
    assert.is((await repository.query({ user: 'ann' }).first())?.id, 3);
    assert.equal(
      spy.take().map(({ input }) => Reflect.get(input, 'Limit')),
      [1, 4],
    );
  });

  test('an index hides what it projects the time of, also as its key', async () => {
    const { repository } = await open();
    const byExpiry = repository.index('byExpiry');
    assert.equal(idsOf(await byExpiry.query({ user: 'ann' }).all()), [3, 5]);
    assert.is(await byExpiry.count({ user: 'ann' }), 2);
    assert.equal(idsOf(await byExpiry.query({ user: 'ann' }, { includeExpired: true }).all()), [0, 1, 2, 3, 5]);
    assert.is((await byExpiry.scan().all()).length, 2);
    const byNote = repository.index('byNote');
    const found = await eventually(
      adapter,
      () => byNote.query({ note: 'n' }).all(),
      (items) => items.length === 4,
    );
    assert.is(found.length, 4);
    const shown = await eventually(
      adapter,
      () => repository.index('keysOnly').query({ note: 'n' }).all(),
      (items) => items.length === 7,
    );
    assert.is(shown.length, 7, 'an index without the attribute');
  });

  test('the filter has the time of the request, not that of the query', async () => {
    const { repository, clock } = await open();
    const results = repository.query({ user: 'ann' });
    assert.is(await results.count(), 4);
    await clock.advance(3_600_000);
    assert.is(await results.count(), 3);
    assert.is((await results.all()).length, 3);
  });

  test('a transaction leaves expired items out', async () => {
    const { repository, spy } = await open();
    const { requests } = repository;
    const results = await transactGet(spy, [
      requests.get({ user: 'ann', id: 0 }),
      requests.get({ user: 'ann', id: 3 }, { attributes: ['note'] }),
      requests.get({ user: 'ann', id: 1 }, { includeExpired: true }),
    ]);
    assert.equal(results, [undefined, { note: 'n' }, sessions[1]]);
  });

  test('a text is no time to live', async () => {
    const { repository, spy } = await openRepository(adapter, (name) =>
      entity('Note', {
        table: name,
        attributes: { id: string(), expires: ttl().optional() },
        key: { partition: 'id' },
      }),
    );
    await spy.execute('PutItem', {
      TableName: repository.table.name,
      Item: { id: { S: 'a' }, expires: { S: '1' } },
    });
    assert.is(await repository.count({ id: 'a' }), 1);
    assert.is(await repository.exists({ id: 'a' }), true);
  });

  test('a collection leaves out expired items of all its members', async () => {
    const App = table(adapter.tableName('test'), { key: { partition: 'pk', sort: 'sk' }, timeToLive: 'expires' });
    const Customer = entity('Customer', {
      table: App,
      attributes: { id: string() },
      key: { partition: key`CUSTOMER#${'id'}`, sort: key`PROFILE` },
    });
    const Invoice = entity('Invoice', {
      table: App,
      attributes: { id: string(), number: string(), expires: ttl() },
      key: { partition: key`CUSTOMER#${'id'}`, sort: key`INVOICE#${'number'}` },
    });
    const clock = new ManualClock(startMs);
    const db = await adapter.open();
    const customers = repository(Customer, db);
    await customers.table.ensure();
    await customers.create({ id: 'c' });
    const invoices = repository(Invoice, db, { clock });
    await invoices.writeMany({
      put: [
        { id: 'c', number: '1', expires: atHour(1) },
        { id: 'c', number: '2', expires: atHour(2) },
      ],
    });
    await clock.advance(3_600_000);
    const all = collection(db, [Customer, Invoice], { clock });
    const { Customer: found, Invoice: open } = await all.query(Customer, { id: 'c' }).grouped();
    assert.is(found.length, 1);
    assert.equal(
      open.map(({ number }) => number),
      ['2'],
    );
    assert.is((await all.query(Customer, { id: 'c' }, { includeExpired: true }).all()).length, 3);
    assert.is((await invoices.scan().all()).length, 1);
  });

  test('a conflict with an expired item says so', async () => {
    const { repository, spy } = await open();
    const first = { user: 'ann', id: 0 };
    const { message } = await thrown(ConflictError, () => repository.create(first));
    const note = 'it has expired but is not deleted yet: put replaces it';
    assert.is(message, `Session { user: "ann", id: 0 } already exists; ${note}`);
    const cancelled = await thrown(TransactionError, () => transactWrite(spy, [repository.requests.create(first)]));
    assert.match(cancelled.message, note);
    const live = await thrown(ConflictError, () => repository.create({ user: 'ann', id: 4 }));
    assert.is(live.message, 'Session { user: "ann", id: 4 } already exists');
    assert.equal(await repository.put(first), first);
    assert.equal(await repository.get(first), first);
  });

  test('an update or a save of the difference does not find an expired item', async () => {
    const { repository, spy } = await open();
    const expired = { user: 'ann', id: 0 };
    const hint = 'put replaces it, an update that sets expires revives it';
    const text = `Session { user: "ann", id: 0 } has expired but is not deleted yet: ${hint}`;
    const messageOf = async (call: () => unknown) => (await thrown(ItemNotFoundError, call)).message;
    const read = await repository.getOrThrow(expired, { includeExpired: true });
    assert.is(await messageOf(() => repository.update(expired, { note: 'x' })), text);
    assert.is(await messageOf(() => repository.update(expired, (u) => [u.note.remove()])), text);
    assert.is(await messageOf(() => repository.save({ ...read, note: 'x' }, { from: read })), text);
    const upsert = (id: number) => repository.update({ user: 'ann', id }, { note: 'x' }, { upsert: true });
    assert.is((await thrown(ConflictError, () => upsert(0))).message, text);
    const { requests } = repository;
    const cancelled = await thrown(TransactionError, () =>
      transactWrite(spy, [requests.update(expired, { note: 'x' })]),
    );
    assert.is(cancelled.reasons[0]?.error?.code, 'ITEM_NOT_FOUND');
    assert.equal(await repository.get(expired, { includeExpired: true }), sessions[0]);
    assert.equal(await upsert(8), { user: 'ann', id: 8, note: 'x' });
    assert.equal(await upsert(4), { ...sessions[4], note: 'x' });
    assert.equal(await repository.update({ user: 'ann', id: 5 }, { note: 'x' }), { ...sessions[5], note: 'x' });
  });

  test('an update or save that stores the time finds an expired item', async () => {
    const { repository } = await open();
    const expires = atHour(5);
    const kept = { user: 'ann', id: 0, note: 'n', expires };
    assert.equal(await repository.update({ user: 'ann', id: 0 }, { expires }), kept);
    assert.equal(await repository.get({ user: 'ann', id: 0 }), kept);
    const { expires: _, ...lasting } = sessions[1] ?? kept;
    assert.equal(await repository.update(lasting, (u) => [u.expires.remove()]), lasting);
    const again = { user: 'ann', id: 2 };
    await thrown(ItemNotFoundError, () => repository.update(again, (u) => [u.expires.set(u.expires.orElse(expires))]));
    assert.equal(await repository.save({ ...again, note: 'x', expires }), { ...kept, id: 2, note: 'x' });
  });

  test('conflicts with the version or a unique value of an expired item say how to replace it', async () => {
    const clock = new ManualClock(startMs);
    const userIn = (name: string) =>
      entity('User', {
        table: name,
        attributes: { id: string(), email: string(), expires: ttl().optional(), version: version() },
        key: { partition: 'id' },
        unique: ['email'],
      });
    const { repository } = await openRepository(adapter, userIn, { clock });
    const user = await repository.create({ id: 'a', email: 'a@x', expires: atHour(0) });
    const messageOf = async (call: () => unknown) => (await thrown(ConflictError, call)).message;
    const note = 'it has expired but is not deleted yet: put with ignoreVersion replaces it';
    const versions = 'User { id: "a" } has version 1 but the object has no version';
    assert.is(await messageOf(() => repository.put({ id: 'a', email: 'a@x' })), `${versions}; ${note}`);
    assert.is(await messageOf(() => repository.save({ id: 'a', email: 'a@x' })), `${versions}; ${note}`);
    assert.is(
      await messageOf(() => repository.create({ id: 'b', email: 'a@x' })),
      'User { id: "b" } cannot be stored: email "a@x" is taken by User { id: "a" }, which has expired: delete it first',
    );
    await repository.update(user, { email: 'b@x', expires: atHour(-1) });
    const read = await repository.put({ id: 'a', email: 'a@x' }, { ignoreVersion: true });
    assert.equal(await repository.get({ id: 'a' }), read);
  });

  test('a query of an index by the time to live finds no unique values', async () => {
    const clock = new ManualClock(startMs);
    const userIn = (name: string) =>
      entity('User', {
        table: name,
        attributes: { id: string(), email: string(), expires: ttl() },
        key: { partition: 'id' },
        indexes: { byExpiry: { partition: 'expires' } },
        unique: ['email'],
      });
    const { repository } = await openRepository(adapter, userIn, { clock });
    const user = await repository.create({ id: 'a', email: 'a@x', expires: atHour(1) });
    const query = { expires: atHour(1) };
    const index = repository.index('byExpiry');
    assert.equal(
      await eventually(
        adapter,
        () => index.query(query).all(),
        ({ length }) => length === 1,
      ),
      [user],
    );
    assert.equal(await index.query(query).hydrate().all(), [user]);
    assert.is(await index.count(query), 1);
  });

  test.run();
}
