import {
  beginsWith,
  type DynamoDb,
  type EntityOf,
  EntityRepository,
  entity,
  isoDate,
  type KeyOf,
  list,
  map,
  type NewOf,
  number,
  type Repository,
  repository,
  string,
  stringSet,
  version,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { eventually } from './open-repository.ts';

const userIn = (table: string) =>
  entity('User', {
    table,
    attributes: {
      lastName: string(),
      firstName: string(),
      email: string(),
      age: number().optional(),
      tags: stringSet().optional(),
      version: version(),
    },
    key: { partition: 'lastName', sort: 'firstName' },
    indexes: { byEmail: { partition: 'email' } },
  });
type UserEntity = ReturnType<typeof userIn>;
type User = EntityOf<UserEntity>;
type UserKey = KeyOf<UserEntity>;
type NewUser = NewOf<UserEntity>;

const orderIn = (table: string) =>
  entity('Order', {
    table,
    attributes: {
      customer: string(),
      placedAt: isoDate(),
      lines: list(map({ sku: string(), quantity: number() })),
      note: string().optional(),
    },
    key: { partition: 'customer', sort: 'placedAt' },
  });

interface UserRepository extends Repository<User, UserKey, NewUser> {
  findByEmail(email: string): Promise<User | undefined>;
}

class StoredUserRepository extends EntityRepository<UserEntity> implements UserRepository {
  constructor(definition: UserEntity, db: DynamoDb) {
    super(definition, db);
  }

  findByEmail(email: string): Promise<User | undefined> {
    return this.index('byEmail').query({ email }).first();
  }
}

for (const adapter of adapters()) {
  const test = suite(`the sample on ${adapter.name}`);
  test.after(() => adapter.close());

  test('users are created, read, updated, found and counted', async () => {
    const users = repository(userIn(adapter.tableName('users')), await adapter.open());
    await users.table.ensure();

    const jane = await users.create({ lastName: 'Smith', firstName: 'Jane', email: 'jane@example.org' });
    assert.equal(jane, { lastName: 'Smith', firstName: 'Jane', email: 'jane@example.org', version: 1 });
    assert.equal(await users.getOrThrow({ lastName: 'Smith', firstName: 'Jane' }), jane);

    const older = await users.update(jane, { email: 'j@example.org', age: 30 });
    const vip = await users.update(older, (u) => [u.tags.add('vip'), u.age.set(u.age.orElse(0).plus(1))], {
      condition: (u) => u.age.lt(100),
    });
    assert.equal(vip, { ...older, age: 31, tags: new Set(['vip']), version: 3 });

    await users.create({ lastName: 'Smith', firstName: 'John', email: 'john@example.org', age: 17 });
    await users.create({ lastName: 'Smith', firstName: 'Ann', email: 'ann@example.org', age: 40 });
    const adults: string[] = [];
    for await (const user of users.query(
      { lastName: 'Smith', firstName: beginsWith('J') },
      { filter: (u) => u.age.gte(18) },
    )) {
      adults.push(user.email);
    }
    assert.equal(adults, ['j@example.org']);

    const { items, cursor } = await users.query({ lastName: 'Smith' }, { descending: true }).page({ pageSize: 2 });
    const next = await users.query({ lastName: 'Smith' }, { descending: true }).page({ pageSize: 2, cursor });
    assert.equal(
      [...items, ...next.items].map(({ firstName }) => firstName),
      ['John', 'Jane', 'Ann'],
    );

    const byEmail = users.index('byEmail').query({ email: 'j@example.org' });
    const found = await eventually(
      adapter,
      () => byEmail.first(),
      (user) => user !== undefined,
    );
    assert.equal(found, vip);
    assert.is(await users.count({ lastName: 'Smith' }), 3);
    const many = await users.getMany([
      { lastName: 'Smith', firstName: 'Jane' },
      { lastName: 'Smith', firstName: 'John' },
    ]);
    assert.equal(
      many.map(({ firstName }) => firstName),
      ['Jane', 'John'],
    );
  });

  test('orders are written in a batch', async () => {
    const orders = repository(orderIn(adapter.tableName('orders')), await adapter.open());
    await orders.table.ensure();
    const order = { customer: 'Smith', placedAt: new Date(86_400_000), lines: [{ sku: 'A-1', quantity: 2 }] };
    const placed = { customer: 'Jones', placedAt: new Date(0) };
    await orders.create({ ...placed, lines: [] });

    await orders.writeMany({ put: [order], delete: [placed] });

    assert.equal(await orders.get(order), order);
    assert.is(await orders.get(placed), undefined);
    const changed = await orders.update(order, (o) => [o.lines.at(0).at('quantity').add(1)]);
    assert.equal(changed.lines, [{ sku: 'A-1', quantity: 3 }]);
  });

  test('an application can define its own interface and class', async () => {
    const stored = new StoredUserRepository(userIn(adapter.tableName('users')), await adapter.open());
    await stored.table.ensure();
    const users: UserRepository = stored;
    const jane = await users.create({ lastName: 'Smith', firstName: 'Jane', email: 'jane@example.org' });
    const found = await eventually(
      adapter,
      () => users.findByEmail('jane@example.org'),
      (user) => user !== undefined,
    );
    assert.equal(found, jane);
    assert.equal(await users.update(jane, { age: 30 }), { ...jane, age: 30, version: 2 });
  });

  test.run();
}
