import {
  attempt,
  ConflictError,
  entity,
  ItemNotFoundError,
  key,
  number,
  padded,
  repository,
  string,
  stringSet,
  TransactionError,
  table,
  transactWrite,
  ttl,
  union,
  version,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, eventually, openRepository, thrown } from './open-repository.ts';

const userIn = (name: string) =>
  entity('User', {
    table: name,
    attributes: {
      id: string(),
      email: string(),
      phone: string().optional().storedAs('ph'),
      age: number().default(0),
      tags: stringSet().optional(),
    },
    key: { partition: 'id' },
    unique: ['email', 'phone'],
  });
const [a, b] = [{ id: 'a' }, { id: 'b' }];

/** Opens a repository with the user a, whose email is a@x. */
async function open(adapter: AdapterUnderTest) {
  const opened = await openRepository(adapter, userIn);
  const jane = await opened.repository.create({ ...a, email: 'a@x', age: 1 });
  opened.spy.take();
  const { repository: users, spy } = opened;
  /** Returns the values that are taken, with the ids of the users that have them. */
  const taken = async () => {
    const { Items = [] } = await spy.execute('Scan', { TableName: users.table.name, ConsistentRead: true });
    const holders = Items.filter((item) => item['dynarepo:owner'] !== undefined);
    spy.take();
    return Object.fromEntries(
      holders.map((item) => [String(item.id?.S).replace('dynarepo:unique:', ''), item['dynarepo:owner']?.M?.id?.S]),
    );
  };
  return { users, spy, jane, taken };
}

const email = (value: string) => `["User",["email"],["${value}"]]`;
const phone = (value: string) => `["User",["ph"],["${value}"]]`;

for (const adapter of adapters()) {
  const test = suite(`unique attributes on ${adapter.name}`);
  test.after(() => adapter.close());

  test('create stores the item and its unique values in one transaction', async () => {
    const { users, spy, jane, taken } = await open(adapter);
    assert.equal(jane, { ...a, email: 'a@x', age: 1 });
    assert.equal(await taken(), { [email('a@x')]: 'a' });
    await users.create({ ...b, email: 'b@x', phone: '1' });
    assert.equal(spy.takeNames(), ['TransactWriteItems']);
    assert.equal(await taken(), { [email('a@x')]: 'a', [email('b@x')]: 'b', [phone('1')]: 'b' });
  });

  test('a value that another item has is a conflict that names it, and nothing is written', async () => {
    const { users, taken } = await open(adapter);
    await users.update(a, { phone: '1' });
    const before = await taken();
    const calls: readonly (() => Promise<unknown>)[] = [
      () => users.create({ ...b, email: 'a@x' }),
      () => users.put({ ...b, email: 'a@x' }),
      () => users.save({ ...b, email: 'a@x' }),
      () => users.update(b, { email: 'a@x' }, { upsert: true }),
    ];
    for (const call of calls) {
      const error = await thrown(ConflictError, call);
      assert.is(error.message, 'User { id: "b" } cannot be stored: email "a@x" is taken by User { id: "a" }');
      assert.equal(error.taken, ['email']);
      assert.equal(error.key, b);
      assert.is(error.mayBeOwnWrite, false);
    }
    const outcome = await attempt(users.create({ ...b, email: 'b@x', phone: '1' }));
    if (outcome.ok) return assert.unreachable();
    assert.equal(outcome.conflict.unmet, ['phone "1" is taken by User { id: "a" }']);
    assert.is(await users.get(b, { consistent: true }), undefined);
    assert.equal(await taken(), before);
  });

  test('create of an item that exists is a conflict with it', async () => {
    const { users, jane } = await open(adapter);
    for (const value of ['a@x', 'new@x']) {
      const error = await thrown(ConflictError, () => users.create({ ...a, email: value }));
      assert.is(error.message, 'User { id: "a" } already exists');
      assert.equal(error.found, jane);
    }
  });

  test('update of a unique attribute moves its value', async () => {
    const { users, spy, taken } = await open(adapter);
    const updated = await users.update(a, { email: 'new@x', phone: '1' });
    assert.equal(updated, { ...a, email: 'new@x', phone: '1', age: 1 });
    assert.equal(spy.takeNames(), ['GetItem', 'TransactWriteItems', 'GetItem']);
    assert.equal(await taken(), { [email('new@x')]: 'a', [phone('1')]: 'a' });
    await users.update(updated, (u) => [u.phone.remove(), u.age.add(1)]);
    assert.equal(await taken(), { [email('new@x')]: 'a' });
    await users.create({ ...b, email: 'a@x', phone: '1' });
  });

  test('update of other attributes is one request', async () => {
    const { users, spy } = await open(adapter);
    await users.update(a, { age: 3 });
    assert.equal(spy.takeNames(), ['UpdateItem']);
  });

  test('update of a missing item is an ItemNotFoundError, and takes no value', async () => {
    const { users, taken } = await open(adapter);
    await thrown(ItemNotFoundError, () => users.update(b, { email: 'b@x' }));
    assert.equal(await taken(), { [email('a@x')]: 'a' });
  });

  test('update to the same value stores a missing unique value again', async () => {
    const { users, spy, taken } = await open(adapter);
    await spy.execute('PutItem', {
      TableName: users.table.name,
      Item: { id: { S: 'old' }, email: { S: 'old@x' }, age: { N: '1' } },
    });
    await users.update({ id: 'old' }, { age: 2 });
    assert.is((await taken())[email('old@x')], undefined);
    await users.update({ id: 'old' }, { email: 'old@x' });
    assert.is((await taken())[email('old@x')], 'old');
  });

  test('upsert takes the values of a new item, and moves those of an existing one', async () => {
    const { users, taken } = await open(adapter);
    const created = await users.update(b, { email: 'b@x' }, { upsert: true });
    assert.equal(created, { ...b, email: 'b@x', age: 0 });
    const updated = await users.update(b, { email: 'c@x', phone: '1' }, { upsert: true });
    assert.equal(updated, { ...b, email: 'c@x', phone: '1', age: 0 });
    assert.equal(await taken(), { [email('a@x')]: 'a', [email('c@x')]: 'b', [phone('1')]: 'b' });
  });

  test('put moves the values of the item that it replaces', async () => {
    const { users, spy, taken } = await open(adapter);
    assert.equal(await users.put({ ...a, email: 'a@x', age: 2 }), { ...a, email: 'a@x', age: 2 });
    assert.equal(spy.takeNames(), ['GetItem', 'PutItem']);
    await users.put({ ...a, email: 'new@x', phone: '1' });
    assert.equal(spy.takeNames(), ['GetItem', 'TransactWriteItems']);
    assert.equal(await taken(), { [email('new@x')]: 'a', [phone('1')]: 'a' });
    await users.put({ ...b, email: 'b@x' });
    assert.is((await taken())[email('b@x')], 'b');
  });

  test('save and modify move the values that changed', async () => {
    const { users, spy, jane, taken } = await open(adapter);
    assert.equal(await users.save({ ...jane, age: 2 }, { from: jane }), { ...jane, age: 2 });
    assert.equal(spy.takeNames(), ['UpdateItem']);
    const renamed = await users.save({ ...jane, age: 2, email: 'new@x' }, { from: jane });
    assert.equal(renamed, { ...a, age: 2, email: 'new@x' });
    assert.equal(await taken(), { [email('new@x')]: 'a' });
    assert.equal(await users.save({ ...a, email: 'c@x', phone: '1' }), { ...a, email: 'c@x', phone: '1', age: 0 });
    assert.equal(await taken(), { [email('c@x')]: 'a', [phone('1')]: 'a' });
    await users.modify(a, ({ phone: _phone, ...user }) => ({ ...user, email: 'd@x' }));
    assert.equal(await taken(), { [email('d@x')]: 'a' });
    await users.save({ ...b, email: 'c@x' });
    assert.is((await taken())[email('c@x')], 'b');
  });

  test('a write can return the old item', async () => {
    const { users, jane, taken } = await open(adapter);
    const put = await users.put({ ...a, email: 'b@x' }, { returning: 'old' });
    assert.equal(put, jane);
    const updated = await users.update(a, { email: 'c@x' }, { returning: 'updated' });
    assert.equal(updated, { email: 'c@x' });
    const old = await users.update(a, { email: 'd@x' }, { returning: 'old' });
    assert.equal(old, { ...a, email: 'c@x', age: 0 });
    assert.equal(await taken(), { [email('d@x')]: 'a' });
  });

  test('delete returns the item, and its values can be taken again', async () => {
    const { users, jane, taken } = await open(adapter);
    assert.equal(await users.delete(a), jane);
    assert.equal(await taken(), {});
    assert.is(await users.delete(a), undefined);
    await users.create({ ...b, email: 'a@x' });
    const error = await thrown(ConflictError, () => users.delete(b, { condition: (u) => u.age.gt(5) }));
    assert.equal(error.unmet, ['age > 5 (found 0)']);
    assert.equal(await taken(), { [email('a@x')]: 'b' });
  });

  test('delete of an item whose value another item has leaves it there', async () => {
    const { users, spy, taken } = await open(adapter);
    const Item = { id: { S: 'old' }, email: { S: 'a@x' }, age: { N: '1' } };
    await spy.execute('PutItem', { TableName: users.table.name, Item });
    assert.equal(await users.delete({ id: 'old' }), { id: 'old', email: 'a@x', age: 1 });
    assert.equal(await taken(), { [email('a@x')]: 'a' });
  });

  test('scans and counts leave out the items that hold unique values', async () => {
    const { users, jane, spy } = await open(adapter);
    const john = await users.create({ ...b, email: 'b@x', phone: '1' });
    const found = await users.scan().all();
    assert.equal(
      found.toSorted((x, y) => x.id.localeCompare(y.id)),
      [jane, john],
    );
    assert.is(await users.scan().count(), 2);
    assert.is(await users.scan({ filter: (u) => u.age.lt(5) }).count(), 2);
    const { Count } = await spy.execute('Scan', { TableName: users.table.name });
    assert.is(Count, 5);
  });

  test('values go from one item to another in one transaction', async () => {
    const { users, spy, taken } = await open(adapter);
    await users.create({ ...b, email: 'b@x' });
    await transactWrite(spy, [users.requests.update(a, { email: 'b@x' }), users.requests.update(b, { email: 'a@x' })]);
    assert.equal(await taken(), { [email('a@x')]: 'b', [email('b@x')]: 'a' });
    const [, renamed] = await transactWrite(spy, [
      users.requests.delete(a),
      users.requests.create({ id: 'c', email: 'b@x' }),
    ]);
    assert.equal(renamed, { id: 'c', email: 'b@x', age: 0 });
    assert.equal(await taken(), { [email('a@x')]: 'b', [email('b@x')]: 'c' });
  });

  test('a transaction reports a taken value as the reason of its request', async () => {
    const { users, spy, taken } = await open(adapter);
    const requests = [
      users.requests.create({ ...b, email: 'b@x' }),
      users.requests.create({ id: 'c', email: 'a@x' }),
    ] as const;
    const error = await thrown(TransactionError, () => transactWrite(spy, requests));
    assert.equal(
      error.reasons.map(({ code, key: each, unmet }) => ({ code, key: each, unmet })),
      [
        { code: 'None', key: b, unmet: [] },
        { code: 'ConditionalCheckFailed', key: { id: 'c' }, unmet: ['email "a@x" is taken by User { id: "a" }'] },
      ],
    );
    assert.is(error.reasons[1]?.request, requests[1]);
    assert.instance(error.reasons[1]?.error, ConflictError);
    assert.equal(await taken(), { [email('a@x')]: 'a' });
  });

  test('wrong writes are rejected before one is sent', async () => {
    const { users, spy } = await open(adapter);
    const same = () =>
      transactWrite(spy, [
        users.requests.create({ ...b, email: 'b@x' }),
        users.requests.create({ id: 'c', email: 'b@x' }),
      ]);
    assert.is(await badInput(same), 'two requests store User with email "b@x", which is unique');
    assert.match(await badInput(() => users.create({ ...b, email: 'x'.repeat(3000) })), 'User.email is too long');
    const copied = () => users.update(a, (u) => [u.email.set(u.phone)]);
    assert.match(await badInput(copied), 'User.email is unique: set it to a value');
    const many = Array.from({ length: 51 }, (_, index) => users.requests.create({ id: `${index}`, email: `${index}` }));
    assert.is(await badInput(() => transactWrite(spy, many)), 'transactWrite has 102 actions, but DynamoDB allows 100');
    assert.equal(spy.take(), []);
  });

  test('a scan of an index leaves out the items that hold unique values', async () => {
    const { repository: parts } = await openRepository(adapter, (name) =>
      entity('Part', {
        table: name,
        attributes: { box: string(), slot: string(), serial: number().optional() },
        key: { partition: 'box', sort: 'slot' },
        indexes: { bySlot: { partition: 'slot', sort: 'box', projection: 'KEYS_ONLY' } },
        unique: ['serial'],
      }),
    );
    await parts.create({ box: 'a', slot: '1', serial: 7 });
    await parts.create({ box: 'a', slot: '2' });
    const found = await eventually(
      adapter,
      () => parts.index('bySlot').scan().all(),
      ({ length }) => length === 2,
    );
    assert.equal(
      found.toSorted((x, y) => x.slot.localeCompare(y.slot)),
      [
        { box: 'a', slot: '1' },
        { box: 'a', slot: '2' },
      ],
    );
    await thrown(ConflictError, () => parts.create({ box: 'b', slot: '1', serial: 7 }));
  });

  test('unique values expire with their item', async () => {
    const { repository: sessions, spy } = await openRepository(adapter, (name) =>
      entity('Session', {
        table: name,
        attributes: { id: string(), token: string(), expires: ttl().optional() },
        key: { partition: 'id' },
        unique: ['token'],
      }),
    );
    const expiry = async () => {
      const id = { S: 'dynarepo:unique:["Session",["token"],["t"]]' };
      const { Item = {} } = await spy.execute('GetItem', { TableName: sessions.table.name, Key: { id } });
      return Item.expires?.N;
    };
    const inYear = (year: number) => new Date(Date.UTC(year, 0));
    const session = await sessions.create({ id: 's', token: 't', expires: inYear(2100) });
    assert.is(await expiry(), String(inYear(2100).getTime() / 1000));
    await sessions.update(session, { expires: inYear(2101) });
    assert.is(await expiry(), String(inYear(2101).getTime() / 1000));
    await sessions.update(session, (s) => [s.expires.remove()]);
    assert.is(await expiry(), undefined);
  });

  test('of concurrent calls that take one value, exactly one succeeds', async () => {
    const { users, taken } = await open(adapter);
    const calls = ['b', 'c', 'd', 'e'].map((id) => users.create({ id, email: 'b@x' }));
    const outcomes = await Promise.all(calls.map((call) => attempt(call)));
    assert.is(outcomes.filter(({ ok }) => ok).length, 1);
    assert.is(Object.keys(await taken()).length, 2);
    await Promise.all([
      users.update(a, { email: 'x@x' }),
      users.update(a, { email: 'y@x' }),
      users.delete({ id: 'z' }),
    ]);
    const { email: last } = await users.getOrThrow(a, { consistent: true });
    assert.equal((await taken())[email(last)], 'a');
    assert.is(Object.keys(await taken()).length, 2);
  });

  test('writeMany requires ignoreUnique, which takes no values', async () => {
    const { users, taken } = await open(adapter);
    assert.match(await badInput(() => users.writeMany({ put: [{ ...b, email: 'a@x' }] })), 'ignoreUnique');
    await users.writeMany({ put: [{ ...b, email: 'a@x' }] }, { ignoreUnique: true });
    assert.equal(await taken(), { [email('a@x')]: 'a' });
  });

  test('the members of a union share their unique values', async () => {
    const name = adapter.tableName('shapes');
    const member = (property: 'radius' | 'side') =>
      entity(property, {
        table: name,
        attributes: { id: string(), label: string(), [property]: number() },
        key: { partition: 'id' },
        unique: ['label'],
      });
    const Shape = union('Shape', { by: 'kind', members: { circle: member('radius'), square: member('side') } });
    const shapes = repository(Shape, await adapter.open());
    await shapes.table.ensure();
    const circle = await shapes.create({ kind: 'circle', id: '1', label: 'a', radius: 1 });
    const other = await attempt(shapes.create({ kind: 'square', id: '2', label: 'a', side: 1 }));
    assert.equal(other.ok || other.conflict.taken, ['label']);
    await shapes.update(circle, { label: 'b' });
    const square = await shapes.create({ kind: 'square', id: '2', label: 'a', side: 1 });
    assert.equal(await shapes.delete(square), square);
    assert.is(await shapes.scan().count(), 1);
  });

  test('attributes are unique together, in a table of several entities', async () => {
    const App = table(adapter.tableName('app'), { key: { partition: 'pk', sort: 'sk' } });
    const Page = entity('Page', {
      table: App,
      attributes: { tenant: string(), id: number(), slug: string().optional(), version: version() },
      key: { partition: key`TENANT#${'tenant'}`, sort: key`PAGE#${padded('id', 4)}` },
      unique: [['tenant', 'slug']],
    });
    const pages = repository(Page, await adapter.open());
    await pages.table.ensure();
    const first = await pages.create({ tenant: 't', id: 1, slug: 'home' });
    await pages.create({ tenant: 'u', id: 1, slug: 'home' });
    await pages.create({ tenant: 't', id: 2 });
    const error = await thrown(ConflictError, () => pages.update({ tenant: 't', id: 2 }, { slug: 'home' }));
    assert.match(error.message, 'tenant, slug "t", "home" is taken by Page { tenant: "t", id: 1 }');
    assert.equal(error.taken, ['tenant', 'slug']);
    const moved = await pages.update(first, { slug: 'start' });
    assert.equal(moved, { tenant: 't', id: 1, slug: 'start', version: 2 });
    await thrown(ConflictError, () => pages.update(first, { slug: 'other' }));
    assert.equal(await pages.update({ tenant: 't', id: 2 }, { slug: 'home' }), {
      tenant: 't',
      id: 2,
      slug: 'home',
      version: 2,
    });
    assert.is(await pages.scan().count(), 3);
    assert.equal(await pages.query({ tenant: 't' }).count(), 2);
    assert.equal(await pages.delete(moved), moved);
    await pages.put({ tenant: 't', id: 3, slug: 'start' });
  });

  test.run();
}
