import {
  and,
  attempt,
  between,
  boolean,
  collection,
  createdAt,
  decimal,
  type EntityOf,
  entity,
  gte,
  isoDate,
  key,
  number,
  oneOf,
  padded,
  repository,
  string,
  TransactionError,
  table,
  transactGet,
  transactWrite,
  ttl,
  UnitOfWork,
  union,
  updatedAt,
  version,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { eventually, thrown } from './open-repository.ts';

function appIn(name: string) {
  const App = table(name, {
    key: { partition: 'pk', sort: 'sk' },
    indexes: { gsi1: { partition: 'gsi1pk', sort: 'gsi1sk' } },
    timeToLive: 'expires',
    stream: 'NEW_AND_OLD_IMAGES',
  });
  const Customer = entity('Customer', {
    table: App,
    attributes: {
      id: string(),
      email: string(),
      name: string(),
      createdAt: createdAt(),
      updatedAt: updatedAt(),
      version: version(),
    },
    key: { partition: key`CUSTOMER#${'id'}`, sort: key`PROFILE` },
    unique: ['email'],
  });
  const Invoice = entity('Invoice', {
    table: App,
    attributes: {
      customerId: string(),
      number: number(),
      status: oneOf('open', 'paid'),
      total: decimal(),
      expires: ttl().optional(),
    },
    key: { partition: key`CUSTOMER#${'customerId'}`, sort: key`INVOICE#${padded('number', 8)}` },
    indexes: { byStatus: { on: 'gsi1', partition: key`INVOICE#${'status'}`, sort: key`${padded('number', 8)}` } },
  });
  return { Customer, Invoice };
}

const orderIn = (name: string) =>
  entity('Order', {
    table: name,
    attributes: {
      id: string(),
      tenant: string(),
      region: string(),
      status: oneOf('open', 'sent'),
      placedAt: isoDate(),
    },
    key: { partition: 'id' },
    indexes: { byRegion: { partition: ['tenant', 'region'], sort: ['status', 'placedAt'] } },
  });

const accountIn = (name: string) =>
  entity('Account', {
    table: name,
    attributes: { id: string(), open: boolean(), balance: number() },
    key: { partition: 'id' },
  });

function shapeIn(name: string) {
  const shared = { drawing: string(), id: string() };
  const key = { partition: 'drawing', sort: 'id' } as const;
  const Circle = entity('Circle', { table: name, attributes: { ...shared, radius: number() }, key });
  const Square = entity('Square', { table: name, attributes: { ...shared, side: number() }, key });
  return union('Shape', { by: 'kind', members: { circle: Circle, square: Square } });
}
type Shape = EntityOf<ReturnType<typeof shapeIn>>;

const order = { id: 'o1', tenant: 't', region: 'eu', status: 'open' as const, placedAt: new Date(86_400_000) };

for (const adapter of adapters()) {
  const test = suite(`the second sample on ${adapter.name}`);
  test.after(() => adapter.close());

  test('a customer and its invoices are written together, and read with one query', async () => {
    const db = await adapter.open();
    const { Customer, Invoice } = appIn(adapter.tableName('app'));
    const customers = repository(Customer, db);
    const invoices = repository(Invoice, db);
    await customers.table.ensure();

    await transactWrite(db, [
      customers.requests.create({ id: 'c1', email: 'jane@example.org', name: 'Jane' }),
      invoices.requests.create({ customerId: 'c1', number: 99, status: 'paid', total: '5' }),
      invoices.requests.create({ customerId: 'c1', number: 100, status: 'open', total: '9.9' }),
    ]);
    const { Customer: found, Invoice: itsInvoices } = await collection(db, [Customer, Invoice])
      .query(Customer, { id: 'c1' })
      .grouped();
    assert.is(found[0]?.name, 'Jane');
    assert.is(found[0]?.version, 1);
    assert.instance(found[0]?.createdAt, Date);
    assert.equal(
      itsInvoices.map((invoice) => invoice.number),
      [99, 100],
    );
    const recent = await invoices.query({ customerId: 'c1', number: gte(100) }).all();
    assert.equal(
      recent.map((invoice) => invoice.total),
      ['9.9'],
    );

    const taken = await attempt(customers.create({ id: 'c2', email: 'jane@example.org', name: 'Joan' }));
    assert.is(taken.ok, false);
  });

  test('orders are found by keys of several attributes', async () => {
    const orders = repository(orderIn(adapter.tableName('orders')), await adapter.open());
    await orders.table.ensure();
    await orders.create(order);
    const query = orders
      .index('byRegion')
      .query({ tenant: 't', region: 'eu', status: 'open', placedAt: between(new Date(0), new Date(2 * 86_400_000)) });
    const found = await eventually(
      adapter,
      () => query.all(),
      (items) => items.length > 0,
    );
    assert.equal(found, [order]);
  });

  test('transactions read and write items of several repositories, all or none', async () => {
    const db = await adapter.open();
    const orders = repository(orderIn(adapter.tableName('orders')), db);
    const accounts = repository(accountIn(adapter.tableName('accounts')), db);
    await Promise.all([orders.table.ensure(), accounts.table.ensure()]);
    await accounts.create({ id: 'a1', open: true, balance: 20 });

    const error = await thrown(TransactionError, () =>
      transactWrite(db, [
        orders.requests.create(order),
        accounts.requests.check({ id: 'a1' }, { condition: (a) => and(a.open.eq(true), a.balance.gte(50)) }),
      ]),
    );
    assert.equal(
      error.reasons.map((reason) => reason.unmet),
      [[], ['balance >= 50 (found 20)']],
    );

    const work = new UnitOfWork(db);
    work.create(orders.entity, order);
    work.update(accounts.entity, { id: 'a1' }, (a) => [a.balance.add(-5)]);
    await work.commit();
    const [account, stored] = await transactGet(db, [
      accounts.requests.get({ id: 'a1' }),
      orders.requests.get({ id: 'o1' }),
    ]);
    assert.is(account?.balance, 15);
    assert.equal(stored, order);
  });

  test('a change is made again after a conflict, and a conflict lists the unmet clauses', async () => {
    const accounts = repository(accountIn(adapter.tableName('accounts')), await adapter.open());
    await accounts.table.ensure();
    await accounts.create({ id: 'a1', open: true, balance: 100 });
    const withdraw = () => accounts.modify({ id: 'a1' }, (account) => ({ ...account, balance: account.balance - 40 }));
    await Promise.all([withdraw(), withdraw()]);
    const outcome = await attempt(
      accounts.update({ id: 'a1' }, { balance: 0 }, { condition: (a) => and(a.open.eq(true), a.balance.gte(50)) }),
    );
    assert.equal(outcome.ok ? [] : outcome.conflict.unmet, ['balance >= 50 (found 20)']);
  });

  test('shapes are read with the types of their members, and scanned in segments', async () => {
    const shapes = repository(shapeIn(adapter.tableName('shapes')), await adapter.open());
    await shapes.table.ensure();
    await shapes.create({ kind: 'circle', drawing: 'd1', id: '1', radius: 2 });
    await shapes.create({ kind: 'square', drawing: 'd1', id: '2', side: 3 });
    const size = (shape: Shape) => (shape.kind === 'circle' ? shape.radius : shape.side);
    assert.equal((await shapes.query({ drawing: 'd1' }).all()).map(size), [2, 3]);
    const sizes: number[] = [];
    for await (const shape of shapes.scan({ segments: 4, unitsPerSecond: 25 })) sizes.push(size(shape));
    assert.equal(sizes.toSorted(), [2, 3]);
  });

  test.run();
}
