import {
  AbortedError,
  binary,
  computed,
  DynarepoError,
  entity,
  key,
  number,
  oneOf,
  padded,
  repository,
  StoredValueError,
  string,
  TableMismatchError,
  TableNotFoundError,
  table,
  union,
} from 'dynarepo';
import { changes, lambdaEvents, lambdaHandler, tail } from 'dynarepo/streams';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, thrown } from './open-repository.ts';

type View = 'NEW_AND_OLD_IMAGES' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'KEYS_ONLY';

function define(name: string, stream: View | 'none' = 'NEW_AND_OLD_IMAGES') {
  const view = stream === 'none' ? undefined : stream;
  const App = table(name, { key: { partition: 'pk', sort: 'sk' }, stream: view });
  const Customer = entity('Customer', {
    table: App,
    attributes: { id: string(), email: string(), photo: binary().optional(), secret: string().optional().hidden() },
    key: { partition: key`CUSTOMER#${'id'}`, sort: key`PROFILE` },
    unique: ['email'],
  });
  const Invoice = entity('Invoice', {
    table: App,
    attributes: { customerId: string(), number: number(), status: oneOf('open', 'paid') },
    key: { partition: key`CUSTOMER#${'customerId'}`, sort: key`INVOICE#${padded('number', 8)}` },
  });
  return { App, Customer, Invoice };
}

const jane = { id: 'c1', email: 'jane@example.org', photo: new Uint8Array([1, 2]) };
const bill = { customerId: 'c1', number: 7, status: 'open' as const };

for (const adapter of adapters()) {
  const test = suite(`changes on ${adapter.name}`);
  test.after(() => adapter.close());

  test('each change of an item is yielded in its order, with the item before and after it', async () => {
    const { db, Customer, Invoice, customers, invoices } = await opened(adapter);
    await customers.create(jane);
    await invoices.create(bill);
    await customers.update({ id: 'c1' }, { email: 'j@example.org', secret: 'x' });
    await invoices.update({ customerId: 'c1', number: 7 }, { status: 'paid' });
    await customers.delete({ id: 'c1' });
    const all = await changes(db, [Customer, Invoice], { follow: false }).all();
    const later = { ...jane, email: 'j@example.org' };
    assert.equal(
      all.map((each) => [each.kind, each.entity, each.key, each.old, each.new]),
      [
        ['insert', 'Customer', { id: 'c1' }, undefined, jane],
        ['insert', 'Invoice', { customerId: 'c1', number: 7 }, undefined, bill],
        ['modify', 'Customer', { id: 'c1' }, jane, later],
        ['modify', 'Invoice', { customerId: 'c1', number: 7 }, bill, { ...bill, status: 'paid' }],
        ['remove', 'Customer', { id: 'c1' }, later, undefined],
      ],
    );
    assert.ok(all.every(({ table: name, expired }) => name === Customer.table && !expired));
    assert.is(new Set(all.map(({ eventId }) => eventId)).size, 5);
    assert.ok(all.every(({ at, sequenceNumber }) => at instanceof Date && /^\d{21,40}$/.test(sequenceNumber)));
  });

  test('items of other entities go to onOther, and those that hold unique values are left out', async () => {
    const { db, Invoice, customers, invoices } = await opened(adapter);
    await customers.create(jane);
    await invoices.create(bill);
    const others: unknown[] = [];
    const options = { follow: false, onOther: (record: object) => others.push(record) };
    assert.is((await changes(db, [Invoice], options).all()).length, 1);
    assert.is(others.length, 1);
    assert.equal(Reflect.get(Object(others[0]), 'dynamodb').Keys.sk, { S: 'PROFILE' });
  });

  test('an unreadable image is an error, or is left out', async () => {
    const { db, Invoice, invoices } = await opened(adapter);
    const Item = { pk: { S: 'CUSTOMER#c1' }, sk: { S: 'INVOICE#00000001' }, number: { N: '1' }, status: { S: 'lost' } };
    await db.execute('PutItem', { TableName: Invoice.table, Item });
    await invoices.create(bill);
    const error = await thrown(StoredValueError, () => changes(db, [Invoice], { follow: false }).all());
    assert.match(error.message, /status/);
    const found: unknown[] = [];
    const onUnreadable = (each: StoredValueError, record: object) => found.push([each.key, 'dynamodb' in record]);
    const left = await changes(db, [Invoice], { follow: false, onUnreadable }).all();
    assert.equal(
      left.map(({ key }) => key.number),
      [7],
    );
    assert.equal(found, [[{ customerId: 'c1', number: 1 }, true]]);
    assert.is((await changes(db, [Invoice], { follow: false, onUnreadable: 'skip' }).all()).length, 1);
  });

  test('the changes before an unreadable one are yielded before the error', async () => {
    const { db, Invoice, invoices } = await opened(adapter);
    await invoices.create(bill);
    const Item = { pk: { S: 'CUSTOMER#c1' }, sk: { S: 'INVOICE#00000007' }, number: { N: '7' }, status: { S: 'lost' } };
    await db.execute('PutItem', { TableName: Invoice.table, Item });
    const found: unknown[] = [];
    let after: string | undefined;
    await thrown(StoredValueError, async () => {
      for await (const change of changes(db, [Invoice], { follow: false })) {
        found.push(change.kind);
        after = change.position;
      }
    });
    assert.equal(found, ['insert']);
    assert.equal(await changes(db, [Invoice], { follow: false, onUnreadable: 'skip', after }).all(), []);
  });

  test('a stream with fewer images needs a view, which decides what changes have', async () => {
    const { db, Invoice, invoices } = await opened(adapter, 'NEW_IMAGE');
    await invoices.create(bill);
    await invoices.delete(bill);
    assert.match(await badInput(() => changes(db, [Invoice]).all()), /has NEW_IMAGE, but .* pass view: 'NEW_IMAGE'$/);
    const newOnes = await changes(db, [Invoice], { follow: false, view: 'NEW_IMAGE' }).all();
    assert.equal(
      newOnes.map((each) => [each.kind, each.old, each.new]),
      [
        ['insert', undefined, bill],
        ['remove', undefined, undefined],
      ],
    );
    const keys = await changes(db, [Invoice], { follow: false, view: 'KEYS_ONLY' }).all();
    assert.equal(
      keys.map((each) => [each.new, each.key.number]),
      [
        [undefined, 7],
        [undefined, 7],
      ],
    );
  });

  test('from LATEST, only changes after the start are yielded, until the signal is aborted', async () => {
    const { db, Invoice, invoices } = await opened(adapter);
    await invoices.create(bill);
    const stop = new AbortController();
    const pages = changes(db, [Invoice], { from: 'LATEST', pollMs: 10, abortSignal: stop.signal }).pages();
    assert.equal((await pages.next()).value?.changes, []);
    await invoices.create({ ...bill, number: 8 });
    for (;;) {
      const { value } = await pages.next();
      if (value?.changes.length === 0) continue;
      assert.equal(
        value?.changes.map(({ key }) => key.number),
        [8],
      );
      break;
    }
    const next = thrown(AbortedError, async () => {
      for (;;) await pages.next();
    });
    stop.abort();
    await next;
  });

  test('from a time, changes since its second are yielded, those of closed shards as well', async () => {
    const { db, Invoice, invoices } = await opened(adapter);
    for (const number of [1, 2]) await invoices.create({ ...bill, number });
    const all = await changes(db, [Invoice], { follow: false }).all();
    const at = all[1]?.at;
    assert.ok(at instanceof Date);
    const since = all.filter((change) => change.at !== undefined && change.at >= at);
    const keysOf = async (from: Date) => {
      const read = await changes(db, [Invoice], { from, follow: false }).all();
      return read.map(({ key }) => key);
    };
    assert.equal(
      await keysOf(at),
      since.map(({ key }) => key),
    );
    assert.equal(await keysOf(new Date(at.getTime() + 3_600_000)), []);
    assert.is((await keysOf(new Date(at.getTime() - 3_600_000))).length, 2);
  });

  test('reading goes on after the position of a change or page', async () => {
    const { db, Invoice, invoices } = await opened(adapter);
    for (const number of [1, 2, 3]) await invoices.create({ ...bill, number });
    const numbers = async (after: string | undefined) => {
      const all = await changes(db, [Invoice], { after, follow: false }).all();
      return all.map(({ key }) => key.number);
    };
    const [first] = await changes(db, [Invoice], { follow: false }).all();
    assert.equal(await numbers(first?.position), [2, 3]);
    let last: string | undefined;
    for await (const { position } of changes(db, [Invoice], { follow: false }).pages()) last = position;
    assert.equal(await numbers(last), []);
    await invoices.delete({ ...bill, number: 2 });
    assert.equal(await numbers(last), [2]);
  });

  test('tail yields the changes from the call on, of a table with another name as well', async () => {
    const { db, Invoice, invoices } = await opened(adapter);
    await invoices.create(bill);
    const Renamed = define('elsewhere').Invoice;
    const live = await tail(db, [Renamed], { table: () => Invoice.table, pollMs: 10 });
    await invoices.update(bill, { status: 'paid' });
    const { value } = await live.next();
    assert.equal([value?.kind, value?.table], ['modify', Invoice.table]);
    await live.return();
  });

  test('images are read as items are: unions, earlier forms, computed attributes', async () => {
    const Shapes = table(adapter.tableName('shapes'), { key: { partition: 'id' }, stream: 'NEW_AND_OLD_IMAGES' });
    const Circle = entity('Circle', {
      table: Shapes,
      attributes: { id: string(), radius: number() },
      key: { partition: 'id' },
    });
    const Square = entity('Square', {
      table: Shapes,
      attributes: { id: string(), side: number() },
      key: { partition: 'id' },
    });
    const Shape = union('Shape', { by: 'kind', members: { circle: Circle, square: Square } });
    const People = table(adapter.tableName('people'), { key: { partition: 'id' }, stream: 'NEW_AND_OLD_IMAGES' });
    const Person = entity('Person', {
      table: People,
      attributes: {
        id: string(),
        name: string(),
        upper: computed(string(), { name: string() }, ({ name }) => name.toUpperCase()),
      },
      key: { partition: 'id' },
      upcast: { steps: [({ label, ...item }) => ({ ...item, name: label ?? { S: '' }, upper: { S: 'OLD' } })] },
    });
    const db = await adapter.open();
    const [shapes, people] = [repository(Shape, db), repository(Person, db)];
    await Promise.all([shapes.table.ensure(), people.table.ensure()]);
    await shapes.create({ kind: 'circle', id: 's1', radius: 2 });
    await db.execute('PutItem', { TableName: People.name, Item: { id: { S: 'p1' }, label: { S: 'jane' } } });
    await people.put({ id: 'p1', name: 'joan' });
    await db.execute('PutItem', { TableName: Shapes.name, Item: { id: { S: 's2' }, kind: { S: 'star' } } });
    const others: unknown[] = [];
    const onOther = (record: object) => others.push(record);
    const [drawn, ...rest] = await changes(db, [Shape], { follow: false, onOther }).all();
    assert.equal([rest.length, others.length], [0, 1]);
    assert.equal(drawn?.new, { kind: 'circle', id: 's1', radius: 2 });
    const [, renamed] = await changes(db, [Person], { follow: false }).all();
    assert.equal(renamed?.old, { id: 'p1', name: 'jane', upper: 'OLD' });
    assert.equal(renamed?.new, { id: 'p1', name: 'joan', upper: 'JOAN' });
  });

  test('the records of a stream can be passed to the handler of a Lambda function', async () => {
    const { db, Customer, Invoice, customers, invoices } = await opened(adapter);
    await customers.create(jane);
    await invoices.create(bill);
    await customers.update({ id: 'c1' }, { photo: new Uint8Array([3]) });
    await invoices.delete(bill);
    const handled: unknown[] = [];
    const handler = lambdaHandler([Customer, Invoice], (change) => {
      handled.push(change);
    });
    for await (const event of lambdaEvents(db, [Customer], { follow: false })) {
      assert.equal(await handler(JSON.parse(JSON.stringify(event))), { batchItemFailures: [] });
    }
    assert.equal(handled, await changes(db, [Customer, Invoice], { follow: false }).all());
  });

  test('the entities can be in several tables', async () => {
    const one = await opened(adapter);
    const Order = entity('Order', {
      table: table(adapter.tableName('orders'), { key: { partition: 'id' }, stream: 'NEW_AND_OLD_IMAGES' }),
      attributes: { id: string() },
      key: { partition: 'id' },
    });
    const orders = repository(Order, one.db);
    await orders.table.ensure();
    await orders.create({ id: 'o1' });
    await one.invoices.create(bill);
    const all = await changes(one.db, [one.Invoice, Order], { follow: false }).all();
    assert.equal(all.map((each) => (each.entity === 'Order' ? each.key.id : each.key.number)).sort(), [7, 'o1']);
  });

  test('a table without a stream and a missing table are errors that name the problem', async () => {
    const { db, Invoice } = await opened(adapter, 'none');
    const mismatch = await thrown(TableMismatchError, () => changes(db, [Invoice]).all());
    assert.match(mismatch.message, /has no stream/);
    const Missing = define(adapter.tableName('missing')).Invoice;
    await thrown(TableNotFoundError, () => changes(db, [Missing]).all());
  });

  test('wrong arguments are rejected before anything is sent', async () => {
    const { db, Invoice } = await opened(adapter);
    const wrong = (entities: unknown, options?: object) => () =>
      Reflect.apply(changes, undefined, [db, entities, options]);
    assert.match(await badInput(wrong([])), /at least one entity/);
    assert.match(await badInput(wrong([Invoice, Invoice])), /Invoice twice/);
    assert.match(await badInput(wrong([Invoice], { follows: true })), /no option follows/);
    assert.match(await badInput(wrong([Invoice], { from: 'latest' })), /TRIM_HORIZON, LATEST or a valid Date/);
    assert.match(await badInput(wrong([Invoice], { from: new Date('soon') })), /a valid Date/);
    assert.match(await badInput(wrong([Invoice], { view: 'ALL' })), /NEW_AND_OLD_IMAGES or/);
    assert.instance(
      await thrown(DynarepoError, () => Reflect.apply(changes, undefined, [{}, [Invoice]])),
      DynarepoError,
    );
  });

  test.run();
}

async function opened(adapter: AdapterUnderTest, stream?: View | 'none') {
  const db = await adapter.open();
  const defined = define(adapter.tableName('changes'), stream);
  const customers = repository(defined.Customer, db);
  await customers.table.ensure();
  return { db, ...defined, customers, invoices: repository(defined.Invoice, db) };
}
