import {
  batchGet,
  batchWrite,
  ConflictError,
  collection,
  createTableInput,
  DynarepoError,
  EntityRequests,
  entity,
  items,
  key,
  repository,
  type SharedOptions,
  string,
  TableNotFoundError,
  table,
  transactGet,
  transactWrite,
  UnitOfWork,
  union,
  version,
} from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, eventually, thrown } from './open-repository.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

const User = entity('User', {
  table: 'users',
  attributes: { id: string(), email: string(), team: string().optional(), version: version() },
  key: { partition: 'id' },
  indexes: { byTeam: { partition: 'team' } },
  unique: ['email'],
});
const App = table('app', { key: { partition: 'pk', sort: 'sk' } });
const Customer = entity('Customer', {
  table: App,
  attributes: { id: string(), name: string() },
  key: { partition: key`CUSTOMER#${'id'}`, sort: key`PROFILE` },
});
const Invoice = entity('Invoice', {
  table: App,
  attributes: { customerId: string(), number: string() },
  key: { partition: key`CUSTOMER#${'customerId'}`, sort: key`INVOICE#${'number'}` },
});
const Party = union('Party', { by: 'kind', members: { customer: Customer } });

const jane = { id: 'u1', email: 'jane@example.org', team: 'red' };
const john = { id: 'u2', email: 'john@example.org' };

/** Opens a client, and the settings of two environments without tables. */
async function opened(adapter: AdapterUnderTest) {
  const spy = new SpyingDynamoDb(await adapter.open());
  const settingsOf = (environment: string): SharedOptions => {
    const names = new Map(['users', 'app'].map((name) => [name, adapter.tableName(`${environment}-${name}`)]));
    return { table: (name) => names.get(name) ?? name };
  };
  return { spy, first: settingsOf('first'), second: settingsOf('second') };
}

async function openedUsers(adapter: AdapterUnderTest) {
  const { spy, first, second } = await opened(adapter);
  const users = repository(User, spy, first);
  const others = repository(User, spy, second);
  await users.table.ensure();
  await others.table.ensure();
  return { spy, users, others, first, second };
}

for (const adapter of adapters()) {
  const test = suite(`table names on ${adapter.name}`);

  test('a repository reads and writes the table of its option, and no other', async () => {
    const { spy, users, others } = await openedUsers(adapter);
    await users.create(jane);
    assert.is(await others.get({ id: 'u1' }), undefined);
    await others.create({ ...jane, team: 'blue' });
    const stored = await users.update({ id: 'u1' }, { team: 'green' });
    assert.is((await others.getOrThrow(jane)).team, 'blue');
    assert.equal(await users.getMany([{ id: 'u1' }]), [stored]);
    assert.equal(await users.scan().all(), [stored]);
    await users.modify({ id: 'u1' }, (user) => ({ ...user, team: 'white' }));
    await users.delete({ id: 'u1' });
    assert.is(await users.exists({ id: 'u1' }), false);
    assert.is(await others.exists({ id: 'u1' }), true);
    const named = spy.take().map(({ input }) => JSON.stringify(input));
    assert.ok(named.length > 10);
    assert.equal(
      named.filter((input) => input.includes('"users"')),
      [],
      'no request names the table of the definition',
    );
  });

  test('a table is created, described and deleted under its other name', async () => {
    const { spy, first } = await opened(adapter);
    const users = repository(User, spy, first);
    const name = first.table?.('users') ?? '';
    assert.is(users.table.name, name);
    assert.is(users.entity.table, name);
    assert.is(createTableInput(users.entity).TableName, name);
    assert.is(await users.table.exists(), false);
    await users.table.ensure();
    await users.table.ensure();
    assert.is((await users.table.describe()).TableName, name);
    await users.count();
    await users.table.delete();
    assert.is(await users.table.exists(), false);
  });

  test('an index is that of the table with the other name', async () => {
    const { users, others } = await openedUsers(adapter);
    await users.create(jane);
    await others.create({ ...jane, id: 'u9' });
    const found = await eventually(
      adapter,
      () => users.index('byTeam').query({ team: 'red' }).all(),
      ({ length }) => length > 0,
    );
    assert.equal(
      found.map(({ id }) => id),
      ['u1'],
    );
    const whole = await users.index('byTeam').query({ team: 'red' }).hydrate().all();
    assert.equal(whole, found);
  });

  test('values are unique in each table by itself', async () => {
    const { users, others } = await openedUsers(adapter);
    await users.create(jane);
    await others.create(jane);
    const { taken } = await thrown(ConflictError, () => users.create({ ...john, email: jane.email }));
    assert.equal(taken, ['email']);
    await users.delete(jane);
    await users.create({ ...john, email: jane.email });
    const again = await thrown(ConflictError, () => others.create({ ...john, email: jane.email }));
    assert.equal(again.taken, ['email']);
  });

  test('one transaction or batch can write to the same table of two tenants', async () => {
    const { spy, users, others } = await openedUsers(adapter);
    await transactWrite(spy, [users.requests.create(jane), others.requests.create(jane)]);
    const [one, other] = await transactGet(spy, [
      users.requests.get({ id: 'u1' }),
      others.requests.get({ id: 'u1' }, { attributes: ['email'] }),
    ]);
    assert.is(one?.version, 1);
    assert.equal(other, { email: jane.email });
    const again = await thrown(DynarepoError, () =>
      transactWrite(spy, [users.requests.create(jane), others.requests.create(john)]),
    );
    assert.is(again.code, 'TRANSACTION_CANCELLED');
    assert.is(await others.get({ id: 'u2' }), undefined);

    const put = { ignoreVersion: true };
    await batchWrite(spy, [users.requests.put(john, put), others.requests.put({ ...john, team: 'blue' }, put)], {
      ignoreUnique: true,
    });
    const read = await batchGet(spy, [users.requests.get({ id: 'u2' }), others.requests.get({ id: 'u2' })]);
    assert.equal(
      read.map((user) => user?.team),
      [undefined, 'blue'],
    );
  });

  test('a unit of work writes to the tables that its option names', async () => {
    const { spy, users, others, first } = await openedUsers(adapter);
    const app = collection(spy, [Customer], first);
    await repository(Customer, spy, first).table.ensure();
    const work = new UnitOfWork(spy, first);
    work.create(User, jane);
    work.create(Customer, { id: 'c1', name: 'ACME' });
    work.add(others.requests.create(john));
    await work.commit();
    assert.is((await users.getOrThrow(jane)).version, 1);
    assert.is((await others.getOrThrow(john)).version, 1);
    assert.equal(await app.query(Customer, { id: 'c1' }).grouped(), { Customer: [{ id: 'c1', name: 'ACME' }] });
  });

  test('a collection, a union and plain items read the table with the other name', async () => {
    const { spy, first, second } = await opened(adapter);
    const customers = repository(Customer, spy, first);
    const invoices = repository(Invoice, spy, first);
    const parties = repository(Party, spy, second);
    await customers.table.ensure();
    await parties.table.ensure();
    const acme = await customers.create({ id: 'c1', name: 'ACME' });
    const invoice = await invoices.create({ customerId: 'c1', number: '1' });
    const other = await parties.create({ kind: 'customer', id: 'c1', name: 'Other' });

    const both = { Customer: [acme], Invoice: [invoice] };
    const accounts = collection(spy, [Customer, Invoice], first);
    assert.equal(await accounts.query(Customer, { id: 'c1' }).grouped(), both);
    assert.equal(await accounts.query(customers.entity, { id: 'c1' }).grouped(), both);
    const ofRepositories = collection(spy, [customers.entity, invoices.entity]);
    assert.equal(await ofRepositories.query(customers.entity, { id: 'c1' }).grouped(), both);
    assert.equal(await parties.scan().all(), [other]);

    const plain = await items(spy, App, first);
    assert.is(plain.table.name, first.table?.('app'));
    assert.equal((await plain.get({ pk: 'CUSTOMER#c1', sk: 'PROFILE' }))?.name, 'ACME');
    const described = await items(spy, 'app', second);
    assert.equal((await described.get({ pk: 'CUSTOMER#c1', sk: 'PROFILE' }))?.name, 'Other');
  });

  test('a missing table is reported under its other name', async () => {
    const { spy, first } = await opened(adapter);
    const { table: missing } = await thrown(TableNotFoundError, () => repository(User, spy, first).get({ id: 'u1' }));
    assert.is(missing, first.table?.('users'));
  });

  test('a cursor is valid in the same table only', async () => {
    const { users, others } = await openedUsers(adapter);
    for (const each of [users, others]) {
      await each.create(jane);
      await each.create(john);
    }
    const { cursor } = await users.scan().page({ pageSize: 1 });
    assert.type(cursor, 'string');
    const { code } = await thrown(DynarepoError, () => others.scan().page({ pageSize: 1, cursor }));
    assert.is(code, 'BAD_CURSOR');
  });

  test.after(() => adapter.close());
  test.run();
}

const test = suite('names of tables');
const db = new MemoryDynamoDb();

test('a text is the name, a function returns it for the name in the definition', () => {
  assert.is(repository(User, db, { table: 'users-prod' }).table.name, 'users-prod');
  assert.is(repository(User, db, { table: (name) => `prod-${name}` }).table.name, 'prod-users');
  assert.is(repository(User, db, { table: undefined }).entity, User);
  assert.is(repository(User, db, { table: 'users' }).entity, User);
});

test('an entity with another table can be renamed again, and is as frozen as its definition', () => {
  const { entity: prod } = repository(User, db, { table: 'prod-users' });
  assert.is(repository(prod, db, { table: (name) => `eu-${name}` }).table.name, 'eu-prod-users');
  assert.is(User.table, 'users');
  assert.ok(Object.isFrozen(prod));
  assert.throws(() => Reflect.apply(Object.assign, undefined, [prod.tableDefinition, { name: 'x' }]), TypeError);
});

test('a union of entities with other table names has their table', () => {
  const name = (each: string) => `prod-${each}`;
  const customers = repository(Customer, db, { table: name });
  const parties = union('Party', { by: 'kind', members: { customer: customers.entity } });
  const { input } = new EntityRequests(parties).put({ kind: 'customer', id: 'c1', name: 'ACME' });
  assert.is(input.TableName, 'prod-app');
});

test('a name that DynamoDB does not allow is rejected before a request', async () => {
  for (const wrong of ['', 'ab', 'a b c', 'tenant/7', 'x'.repeat(256), '__proto__ ', 'nämen']) {
    for (const option of [wrong, () => wrong]) {
      const message = await badInput(() => repository(User, db, { table: option }));
      assert.is(
        message,
        `the option table gives users the name ${JSON.stringify(wrong)}, which must have 3 to 255 of the characters a-z, A-Z, 0-9, _, . and -`,
      );
    }
  }
  const prefix = (name: string) => `${'p'.repeat(253)}-${name}`;
  await badInput(() => collection(db, [Customer], { table: prefix }));
  await badInput(() => items(db, 'users', { table: prefix }));
  await badInput(() => new UnitOfWork(db, { table: prefix }).create(User, jane));
  assert.match(
    await badInput(() => Reflect.apply(repository, undefined, [User, db, { table: () => undefined }])),
    'the name undefined',
  );
});

test('the error of a function that names tables is the error of the call', () => {
  const table = () => {
    throw new Error('no tenant');
  };
  assert.throws(() => repository(User, db, { table }), 'no tenant');
});

test('a collection rejects an entity of another table', async () => {
  const [one, other] = ['t1-app', 't2-app'].map((name) => ({ table: name }));
  const accounts = collection(db, [Customer, Invoice], one);
  const { entity: foreign } = repository(Customer, db, other);
  assert.match(
    await badInput(() => accounts.query(foreign, { id: 'c1' })),
    'not a member of this collection, which reads table t1-app, not t2-app',
  );
  const mixed = [repository(Customer, db, one).entity, repository(Invoice, db, other).entity];
  assert.match(await badInput(() => collection(db, mixed)), 'Customer and Invoice do not share a table');
});

test.run();
