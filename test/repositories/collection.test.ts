import {
  type AnyEntity,
  collection,
  DynarepoError,
  entity,
  key,
  number,
  oneOf,
  padded,
  repository,
  StoredValueError,
  string,
  table,
} from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, eventually, thrown } from './open-repository.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

function define(name: string) {
  const App = table(name, {
    key: { partition: 'pk', sort: 'sk' },
    indexes: {
      gsi1: { partition: 'gsi1pk', sort: 'gsi1sk' },
      gsi2: { partition: 'gsi2pk', sort: 'sk', projection: 'KEYS_ONLY' },
    },
  });
  const Customer = entity('Customer', {
    table: App,
    attributes: { id: string(), office: string().storedAs('o'), name: string() },
    key: { partition: key`CUSTOMER#${'id'}`, sort: key`PROFILE` },
    indexes: {
      byOffice: { on: 'gsi1', partition: key`OFFICE#${'office'}`, sort: key`CUSTOMER` },
      gsi2: { partition: key`OFFICE#${'office'}`, sort: key`PROFILE`, projection: 'KEYS_ONLY' },
    },
  });
  const Invoice = entity('Invoice', {
    table: App,
    attributes: { customerId: string(), number: number(), status: oneOf('open', 'paid'), office: string() },
    key: { partition: key`CUSTOMER#${'customerId'}`, sort: key`INVOICE#${padded('number', 4)}` },
    indexes: {
      inOffice: { on: 'gsi1', partition: key`OFFICE#${'office'}`, sort: key`INVOICE#${padded('number', 4)}` },
      keysOnly: {
        on: 'gsi2',
        partition: key`OFFICE#${'office'}`,
        sort: key`INVOICE#${padded('number', 4)}`,
        projection: 'KEYS_ONLY',
      },
    },
  });
  const Line = entity('Line', {
    table: App,
    attributes: { customerId: string(), invoice: number(), sku: string() },
    key: { partition: key`CUSTOMER#${'customerId'}`, sort: key`INVOICE#${padded('invoice', 4)}#LINE#${'sku'}` },
  });
  return { App, Customer, Invoice, Line };
}

const jane = { id: 'c1', office: 'Delft', name: 'Jane' };
const invoice = (number: number, customerId = 'c1') => ({
  customerId,
  number,
  status: 'open' as const,
  office: 'Delft',
});
const line = (invoice: number, sku: string) => ({ customerId: 'c1', invoice, sku });

for (const adapter of adapters()) {
  const test = suite(`collections on ${adapter.name}`);
  test.after(() => adapter.close());

  test('one query reads the entities of a partition, grouped by their names', async () => {
    const { db, Customer, Invoice } = await openedWithItems(adapter);
    const account = collection(db, [Customer, Invoice]);
    const { Customer: customers, Invoice: invoices } = await account.query(Customer, { id: 'c1' }).grouped();
    assert.equal(customers, [jane]);
    assert.equal(invoices, [invoice(1), invoice(2), invoice(17)]);
    assert.equal(db.takeNames(), ['Query']);
    assert.equal(await account.query(Invoice, { customerId: 'c3' }).grouped(), { Customer: [], Invoice: [] });
  });

  test('the items come in the order of the sort key, each with the name of its entity', async () => {
    const { db, Customer, Invoice, Line } = await openedWithItems(adapter);
    const account = collection(db, [Customer, Line, Invoice]).query(Invoice, { customerId: 'c1' });
    const texts: string[] = [];
    for await (const each of account) {
      if (each.entity === 'Customer') texts.push(each.value.name);
      if (each.entity === 'Invoice') texts.push(`invoice ${each.value.number}`);
      if (each.entity === 'Line') texts.push(each.value.sku);
    }
    assert.equal(texts, ['invoice 1', 'invoice 2', 'A-1', 'B-1', 'invoice 17', 'Jane']);
    const descending = collection(db, [Customer, Line, Invoice]).query(Customer, { id: 'c1' }, { descending: true });
    assert.equal((await descending.all()).map((each) => each.entity).slice(0, 3), ['Customer', 'Invoice', 'Line']);
    assert.equal(await descending.first(), { entity: 'Customer', value: jane });
    assert.is(await descending.count(), 6);
  });

  test('only the part of the partition that can have items of the members is read', async () => {
    const { db, Customer, Invoice, Line } = await openedWithItems(adapter);
    const found = await collection(db, [Line, Invoice]).query(Invoice, { customerId: 'c1' }).page();
    assert.is(found.evaluated, 5);
    assert.equal(Reflect.get(db.take()[0]?.input ?? {}, 'ExpressionAttributeValues'), {
      ':0': { S: 'CUSTOMER#c1' },
      ':1': { S: 'INVOICE#' },
    });
    await collection(db, [Customer, Line]).query(Customer, { id: 'c1' }).all();
    assert.equal(Reflect.get(db.take()[0]?.input ?? {}, 'ExpressionAttributeValues'), { ':0': { S: 'CUSTOMER#c1' } });
  });

  test('items of other entities are left out, also from counts', async () => {
    const { db, Customer, Line } = await openedWithItems(adapter);
    const found = collection(db, [Customer, Line]).query(Customer, { id: 'c1' });
    assert.equal(await found.grouped(), { Customer: [jane], Line: [line(2, 'A-1'), line(2, 'B-1')] });
    assert.is(await found.count(), 3);
  });

  test('pages of every size join to the whole, also from a cursor in the middle of a page', async () => {
    const { db, Customer, Invoice, Line } = await openedWithItems(adapter);
    const account = collection(db, [Customer, Invoice, Line]).query(Customer, { id: 'c1' });
    const whole = await account.all();
    for (let size = 1; size <= whole.length + 1; size += 1) {
      for (const range of [{ pageSize: size }, { maxItems: size }, { maxItems: size, pageSize: 1 }]) {
        const joined = [];
        let cursor: string | undefined;
        do {
          const page = await account.page({ ...range, cursor });
          joined.push(...page.items);
          cursor = page.cursor;
        } while (cursor !== undefined);
        assert.equal(joined, whole, JSON.stringify(range));
      }
    }
  });

  test('a cursor is valid in the same collection and partition only', async () => {
    const { db, Customer, Invoice, Line } = await openedWithItems(adapter);
    const { cursor } = await collection(db, [Customer, Invoice]).query(Customer, { id: 'c1' }).page({ maxItems: 1 });
    assert.type(cursor, 'string');
    const others = [
      collection(db, [Customer, Invoice]).query(Customer, { id: 'c2' }, { cursor }),
      collection(db, [Customer, Line]).query(Customer, { id: 'c1' }, { cursor }),
      repository(Invoice, db).query({ customerId: 'c1' }, { cursor }),
    ];
    for (const other of others) assert.is((await thrown(DynarepoError, () => other.page())).code, 'BAD_CURSOR');
    const found = await collection(db, [Customer, Invoice]).query(Customer, { id: 'c1' }, { cursor }).all();
    assert.is(found.length, 3);
  });

  test('an index is read by the key and the name of a member', async () => {
    const { db, Customer, Invoice } = await openedWithItems(adapter);
    const office = collection(db, [Customer, Invoice]).index(Invoice, 'inOffice').query({ office: 'Delft' });
    const { Customer: customers, Invoice: invoices } = await eventually(
      adapter,
      () => office.grouped(),
      (found) => found.Invoice.length === 4,
    );
    assert.equal(customers, [jane]);
    assert.equal(
      invoices.map(({ number }) => number),
      [1, 1, 2, 17],
    );
    const { cursor, items } = await office.page({ maxItems: 2 });
    const rest = await office.page({ cursor });
    assert.equal([...items, ...rest.items].length, 5);
  });

  test('an index with keys only has the properties of the keys', async () => {
    const { db, Customer, Invoice } = await openedWithItems(adapter);
    const office = collection(db, [Customer, Invoice]).index(Customer, 'gsi2').query({ office: 'Delft' });
    const { Customer: customers, Invoice: invoices } = await eventually(
      adapter,
      () => office.grouped(),
      (found) => found.Invoice.length === 4,
    );
    assert.equal(customers, [{ id: 'c1', office: 'Delft' }]);
    assert.equal(invoices[0], { customerId: 'c1', number: 1, office: 'Delft' });
  });

  test('an unreadable item is an error, or is skipped', async () => {
    const { db, App, Customer, Invoice } = await openedWithItems(adapter);
    const Item = { pk: { S: 'CUSTOMER#c1' }, sk: { S: 'INVOICE#0003' }, status: { S: 'lost' } };
    await db.execute('PutItem', { TableName: App.name, Item });
    const account = collection(db, [Customer, Invoice]);
    const error = await thrown(StoredValueError, () => account.query(Customer, { id: 'c1' }).all());
    assert.equal([error.entity, error.key], ['Invoice', { customerId: 'c1', number: 3 }]);
    const unreadable: unknown[] = [];
    const onUnreadable = (each: StoredValueError) => unreadable.push(each.entity);
    const found = await account.query(Customer, { id: 'c1' }, { onUnreadable }).grouped();
    assert.equal([found.Invoice.length, unreadable], [3, ['Invoice']]);
  });

  test.run();
}

const test = suite('collections');

test('a key without text in one entity leaves the others their items', async () => {
  const db = new MemoryDynamoDb();
  const App = table('app', { key: { partition: 'pk', sort: 'sk' } });
  const attributes = { pk: string(), sk: string() };
  const Any = entity('Any', { table: App, attributes, key: { partition: 'pk', sort: 'sk' } });
  const Named = entity('Named', {
    table: App,
    attributes: { id: string() },
    key: { partition: key`P`, sort: key`N${'id'}` },
  });
  await repository(Any, db).table.ensure();
  await repository(Any, db).create({ pk: 'P', sk: 'other' });
  await repository(Named, db).create({ id: 'x' });
  assert.equal(await collection(db, [Any, Named]).query(Named, {}).grouped(), {
    Any: [{ pk: 'P', sk: 'other' }],
    Named: [{ id: 'x' }],
  });
});

test('members must be entities of one table with different keys', async () => {
  const { App, Customer, Invoice } = define('app');
  const db = new MemoryDynamoDb();
  const Employee = entity('Employee', {
    table: App,
    attributes: { id: string() },
    key: { partition: key`CUSTOMER#${'id'}`, sort: key`PROFILE` },
  });
  const Other = entity('Other', { table: 'app', attributes: { id: string() }, key: { partition: 'id' } });
  const rejections: readonly (readonly [readonly AnyEntity[], string])[] = [
    [[], 'at least one entity'],
    [[Customer, Customer], 'has Customer twice'],
    [[Customer, Other], 'Customer and Other do not share a table'],
    [[Customer, Employee], 'Customer and Employee have the same texts in their keys'],
  ];
  for (const [members, text] of rejections) assert.match(await badInput(() => collection(db, members)), text);
  const noEntity: never[] = JSON.parse('[null]');
  assert.match(await badInput(() => collection(db, noEntity)), 'a collection needs an entity, but got null');
  const noAdapter: MemoryDynamoDb = JSON.parse('{}');
  assert.match(await badInput(() => collection(noAdapter, [Invoice])), 'a collection needs an adapter');
});

test('a query needs the partition key of a member, and members that can be in the partition', async () => {
  const { App, Customer, Invoice, Line } = define('app');
  const db = new SpyingDynamoDb(new MemoryDynamoDb());
  const Setting = entity('Setting', {
    table: App,
    attributes: { id: string() },
    key: { partition: key`SETTINGS`, sort: key`${'id'}` },
  });
  const account = collection(db, [Customer, Invoice]);
  const wrong: Record<'sort' | 'none', { customerId: string }> = JSON.parse(
    '{"sort":{"customerId":"c1","number":1},"none":{}}',
  );
  assert.match(
    await badInput(() => account.query(Invoice, wrong.sort)),
    'Invoice.number is not part of the partition key of the table',
  );
  assert.match(
    await badInput(() => account.query(Invoice, wrong.none)),
    'Invoice.customerId is part of the key, but is missing',
  );
  assert.match(
    await badInput(() => collection<AnyEntity>(db, [Customer]).query(Line, { customerId: 'c1' })),
    'Line is not a member of this collection',
  );
  assert.match(
    await badInput(() => collection(db, [Customer, Setting]).query(Customer, { id: 'c1' })),
    'Setting cannot be in this partition, where Customer is: leave it out',
  );
  assert.match(
    await badInput(() => collection(db, [Customer, Line]).index(Customer, 'byOffice').query({ office: 'Delft' })),
    'Line cannot be in this partition of index gsi1',
  );
  assert.equal(db.take(), []);
});

test.run();

async function openedWithItems(adapter: AdapterUnderTest) {
  const db = new SpyingDynamoDb(await adapter.open());
  const defined = define(adapter.tableName('app'));
  const customers = repository(defined.Customer, db);
  await customers.table.ensure();
  await customers.create(jane);
  await customers.create({ id: 'c2', office: 'Gouda', name: 'John' });
  await repository(defined.Invoice, db).writeMany({
    put: [invoice(1), invoice(2), invoice(17), invoice(1, 'c2')],
  });
  await repository(defined.Line, db).writeMany({ put: [line(2, 'A-1'), line(2, 'B-1')] });
  db.take();
  return { db, ...defined };
}
