import {
  beginsWith,
  between,
  type EntityOf,
  entity,
  epochSeconds,
  gt,
  gte,
  isoDate,
  key,
  lt,
  lte,
  number,
  oneOf,
  padded,
  repository,
  string,
  TableMismatchError,
  table,
  version,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { eventually, thrown } from './open-repository.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

function define(name: string) {
  const App = table(name, {
    key: { partition: 'pk', sort: 'sk' },
    indexes: {
      gsi1: { partition: 'gsi1pk', sort: 'gsi1sk' },
      gsi2: { partition: 'gsi2pk', sort: { name: 'gsi2sk', type: 'N' }, projection: 'KEYS_ONLY' },
    },
    stream: 'NEW_AND_OLD_IMAGES',
    tags: { team: 'sales' },
  });
  const Customer = entity('Customer', {
    table: App,
    attributes: { id: string(), email: string(), name: string(), version: version() },
    key: { partition: key`CUSTOMER#${'id'}`, sort: key`PROFILE` },
    indexes: { byEmail: { on: 'gsi1', partition: key`EMAIL#${'email'}`, sort: key`CUSTOMER` } },
  });
  const Invoice = entity('Invoice', {
    table: App,
    attributes: {
      customerId: string().storedAs('cid'),
      number: number(),
      status: oneOf('open', 'paid').default('open'),
      city: string().optional(),
      total: number(),
      note: string().optional(),
    },
    key: { partition: key`CUSTOMER#${'customerId'}`, sort: key`INVOICE#${padded('number', 8)}` },
    indexes: {
      byStatus: { on: 'gsi1', partition: key`INVOICE#${'status'}`, sort: key`${'city'}#${padded('number', 8)}` },
      byTotal: { on: 'gsi2', partition: 'status', sort: 'total', projection: 'KEYS_ONLY' },
    },
  });
  const Line = entity('Line', {
    table: App,
    attributes: { customerId: string(), invoice: number(), sku: string(), at: isoDate() },
    key: { partition: key`CUSTOMER#${'customerId'}`, sort: key`INVOICE#${padded('invoice', 8)}#LINE#${'sku'}` },
  });
  return { App, Customer, Invoice, Line };
}
type Invoice = EntityOf<ReturnType<typeof define>['Invoice']>;

const unplaced = (number: number): Invoice => ({ customerId: 'c1', number, status: 'open', total: number * 10 });
const invoice = (number: number, more: Partial<Invoice> = {}): Invoice => ({
  ...unplaced(number),
  city: 'Delft',
  ...more,
});
const numbers = (found: readonly { readonly number: number }[]) => found.map((each) => each.number);

for (const adapter of adapters()) {
  const test = suite(`a table of several entities on ${adapter.name}`);
  test.after(() => adapter.close());

  test('stores the key attributes beside the properties', async () => {
    const { invoices, spy } = await open(adapter);
    await invoices.create(invoice(17));
    assert.equal(Reflect.get(spy.take()[0]?.input ?? {}, 'Item'), {
      cid: { S: 'c1' },
      number: { N: '17' },
      status: { S: 'open' },
      total: { N: '170' },
      city: { S: 'Delft' },
      pk: { S: 'CUSTOMER#c1' },
      sk: { S: 'INVOICE#00000017' },
      gsi1pk: { S: 'INVOICE#open' },
      gsi1sk: { S: 'Delft#00000017' },
      gsi2pk: { S: 'open' },
      gsi2sk: { N: '170' },
    });
    assert.equal(await invoices.get({ customerId: 'c1', number: 17 }), invoice(17));
    assert.equal(await invoices.getMany([{ customerId: 'c1', number: 17 }]), [invoice(17)]);
    assert.equal(await invoices.delete({ customerId: 'c1', number: 17 }), invoice(17));
  });

  test('the table is created with its time to live, once', async () => {
    const name = adapter.tableName('expiring');
    const expiring = (timeToLive: string) =>
      repository(
        entity('Session', {
          table: table(name, { key: { partition: 'pk' }, timeToLive }),
          attributes: { id: string(), expires: epochSeconds() },
          key: { partition: key`SESSION#${'id'}` },
        }),
        db,
      ).table;
    const db = new SpyingDynamoDb(await adapter.open());
    await expiring('expires').ensure();
    assert.equal(
      db.takeNames().filter((name) => !name.startsWith('Describe')),
      ['CreateTable', 'UpdateTimeToLive'],
    );
    await Promise.all([expiring('expires').ensure(), expiring('expires').ensure()]);
    assert.not(db.takeNames().includes('UpdateTimeToLive'));
    const { message } = await thrown(TableMismatchError, () => expiring('end').ensure());
    assert.match(message, /time to live: found expires, expected end/);
  });

  test('a query finds the items of its entity only', async () => {
    const { customers, invoices, lines } = await openedWithItems(adapter);
    assert.equal(numbers(await invoices.query({ customerId: 'c1' }).all()), [1, 2, 3, 10, 100]);
    assert.equal(await lines.query({ customerId: 'c1' }).count(), 2);
    assert.equal(await lines.query({ customerId: 'c1', invoice: 2 }).count(), 2);
    assert.equal(await lines.query({ customerId: 'c1', invoice: 3 }).count(), 0);
    assert.is((await customers.query({ id: 'c1' }).first())?.name, 'Jane');
    assert.is(await invoices.count({ customerId: 'c1' }), 5);
    assert.is(await invoices.count({ customerId: 'c1' }, { filter: (u) => u.number.gte(10) }), 2);
  });

  test('a condition on the last property stays within the entity', async () => {
    const { invoices, lines } = await openedWithItems(adapter);
    const found = async (condition: Parameters<typeof invoices.query>[0]['number']) =>
      numbers(await invoices.query({ customerId: 'c1', number: condition }).all());
    assert.equal(await found(gte(3)), [3, 10, 100]);
    assert.equal(await found(gt(3)), [10, 100]);
    assert.equal(await found(lte(3)), [1, 2, 3]);
    assert.equal(await found(lt(3)), [1, 2]);
    assert.equal(await found(between(2, 10)), [2, 3, 10]);
    assert.equal(await found(lt(0)), []);
    assert.equal(await found(gt(99_999_999)), []);
    assert.equal(await found(2), [2]);
    const products = async (sku: Parameters<typeof lines.query>[0]['sku']) =>
      (await lines.query({ customerId: 'c1', invoice: 2, sku }).all()).map((line) => line.sku);
    assert.equal(await products(gt('A')), ['A-1', 'B-1']);
    assert.equal(await products(lt('B-1')), ['A-1']);
    assert.equal(await products(beginsWith('B')), ['B-1']);
    assert.is(await invoices.count({ customerId: 'c1', number: lt(3) }), 2);
    const { items } = await invoices
      .query({ customerId: 'c1', number: gt(1) }, { descending: true })
      .page({ maxItems: 2 });
    assert.equal(numbers(items), [100, 10]);
  });

  test('pages of every size join to the whole result', async () => {
    const { invoices } = await openedWithItems(adapter);
    for (const pageSize of [1, 2, 3, 7]) {
      const joined: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await invoices.query({ customerId: 'c1' }).page({ pageSize, cursor });
        joined.push(...numbers(page.items));
        cursor = page.cursor;
      } while (cursor !== undefined);
      assert.equal(joined, [1, 2, 3, 10, 100]);
      assert.equal(
        numbers(await invoices.query({ customerId: 'c1' }, { maxItems: pageSize }).all()),
        joined.slice(0, pageSize),
      );
    }
  });

  test('the first item after many of another entity takes few requests', async () => {
    const { invoices, lines, spy } = await openedWithItems(adapter);
    const products = Array.from({ length: 25 }, (_, index) => `C-${index}`);
    await lines.writeMany({ put: products.map((sku) => ({ customerId: 'c1', invoice: 100, sku, at: new Date(0) })) });
    spy.take();
    assert.is((await invoices.query({ customerId: 'c1' }, { descending: true }).first())?.number, 100);
    assert.is(spy.take().length, 4);
  });

  test('a scan finds the items of its entity only', async () => {
    const { customers, invoices, lines } = await openedWithItems(adapter);
    assert.equal(
      numbers(await invoices.scan().all()).toSorted((a, b) => a - b),
      [1, 2, 3, 10, 100],
    );
    assert.is(await invoices.scan({ filter: (u) => u.number.lt(10) }).count(), 3);
    assert.is(await customers.scan().count(), 2);
    assert.is((await lines.scan().all()).length, 2);
  });

  test('an index holds several entities, and items without a property are not in it', async () => {
    const { customers, invoices } = await openedWithItems(adapter);
    assert.is((await customers.index('byEmail').query({ email: 'jane@example.org' }).first())?.id, 'c1');
    const byStatus = invoices.index('byStatus');
    assert.equal(numbers(await byStatus.query({ status: 'open' }).all()), [1, 2, 3]);
    assert.equal(numbers(await byStatus.query({ status: 'open', city: 'Delft' }).all()), [1, 2]);
    assert.equal(numbers(await byStatus.query({ status: 'open', city: 'Delft', number: gt(1) }).all()), [2]);
    assert.equal(numbers(await byStatus.query({ status: 'open', city: gte('E') }).all()), [3]);
    assert.equal(
      numbers(await byStatus.scan().all()).toSorted((a, b) => a - b),
      [1, 2, 3, 10],
    );
  });

  test('an index of keys only has the properties of the keys', async () => {
    const { invoices } = await openedWithItems(adapter);
    const found = await invoices
      .index('byTotal')
      .query({ status: 'open', total: gte(20) })
      .all();
    assert.equal(found, [
      { customerId: 'c1', number: 2, status: 'open', total: 20 },
      { customerId: 'c1', number: 3, status: 'open', total: 30 },
      { customerId: 'c1', number: 100, status: 'open', total: 1000 },
    ]);
  });

  test.run();
}

async function open(adapter: AdapterUnderTest) {
  const spy = new SpyingDynamoDb(await adapter.open());
  const { Customer, Invoice, Line } = define(adapter.tableName('app'));
  const [customers, invoices, lines] = [repository(Customer, spy), repository(Invoice, spy), repository(Line, spy)];
  await customers.table.ensure();
  await invoices.table.ensure();
  spy.take();
  return { customers, invoices, lines, spy };
}

async function openedWithItems(adapter: AdapterUnderTest) {
  const opened = await open(adapter);
  const { customers, invoices, lines } = opened;
  await customers.create({ id: 'c1', email: 'jane@example.org', name: 'Jane' });
  await customers.create({ id: 'c2', email: 'john@example.org', name: 'John' });
  await invoices.writeMany({
    put: [invoice(1), invoice(2), invoice(3, { city: 'Gouda' }), invoice(10, { status: 'paid' }), unplaced(100)],
  });
  await lines.writeMany({
    put: ['A-1', 'B-1'].map((sku) => ({ customerId: 'c1', invoice: 2, sku, at: new Date(0) })),
  });
  await eventually(
    adapter,
    () => invoices.index('byStatus').scan().count(),
    (count) => count === 4,
  );
  return opened;
}
