import {
  attempt,
  batchGet,
  batchWrite,
  collection,
  type DynamoDb,
  entity,
  items,
  key,
  number,
  type OperationName,
  type RepositoryCall,
  repository,
  ServiceError,
  string,
  table,
  transactGet,
  transactWrite,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';

/** What a request states of its call: operation, attempt, and entities with their tables. */
type Called = readonly [OperationName, number | undefined, ...string[]];

/** Records the calls behind the requests to an adapter; the first `failures` requests are throttled. */
class CallRecorder implements DynamoDb {
  readonly #db: DynamoDb;
  #calls: { readonly operation: OperationName; readonly call: RepositoryCall | undefined }[] = [];
  failures = 0;

  constructor(db: DynamoDb) {
    this.#db = db;
  }

  execute: DynamoDb['execute'] = async (operation, input, options) => {
    this.#calls.push({ operation, call: options?.call });
    if (this.failures > 0) {
      this.failures -= 1;
      throw new ServiceError('ThrottlingException', 'slow down', { statusCode: 400 });
    }
    return await this.#db.execute(operation, input, options);
  };

  /** Returns the calls since the last time. */
  take(): readonly Called[] {
    const calls = this.#calls.map(
      ({ operation, call }): Called => [operation, call?.attempt, ...(call?.entities ?? []).map(({ name }) => name)],
    );
    this.#calls = [];
    return calls;
  }
}

async function open(adapter: AdapterUnderTest) {
  const shared = table(adapter.tableName('shared'), { key: { partition: 'pk', sort: 'sk' } });
  const Customer = entity('Customer', {
    table: shared,
    attributes: { id: string(), email: string() },
    key: { partition: key`CUSTOMER#${'id'}`, sort: key`PROFILE` },
    unique: ['email'],
  });
  const Invoice = entity('Invoice', {
    table: shared,
    attributes: { customer: string(), number: string() },
    key: { partition: key`CUSTOMER#${'customer'}`, sort: key`INVOICE#${'number'}` },
  });
  const Film = entity('Film', {
    table: adapter.tableName('films'),
    attributes: { title: string(), year: number() },
    key: { partition: 'title' },
  });
  const db = new CallRecorder(await adapter.open());
  const options = { retry: { clock: instantClock() } };
  const opened = {
    db,
    Customer,
    Invoice,
    customers: repository(Customer, db, options),
    invoices: repository(Invoice, db, options),
    films: repository(Film, db, options),
  };
  await opened.customers.table.ensure();
  await opened.films.table.ensure();
  db.take();
  return opened;
}

for (const adapter of adapters()) {
  const test = suite(`the call behind a request on ${adapter.name}`);
  test.after(() => adapter.close());

  test('reads and writes of one item state its entity', async () => {
    const { db, films } = await open(adapter);
    const film = await films.create({ title: 'Jaws', year: 1975 });
    await films.put(film);
    await films.save(film);
    await films.update(film, { year: 1976 });
    await films.get(film);
    await films.exists(film);
    await films.modify(film, ({ title }) => ({ title, year: 1977 }));
    await films.delete(film);
    assert.equal(db.take(), [
      ['PutItem', 1, 'Film'],
      ['PutItem', 1, 'Film'],
      ['UpdateItem', 1, 'Film'],
      ['UpdateItem', 1, 'Film'],
      ['GetItem', 1, 'Film'],
      ['GetItem', 1, 'Film'],
      ['GetItem', 1, 'Film'],
      ['UpdateItem', 1, 'Film'],
      ['DeleteItem', 1, 'Film'],
    ]);
  });

  test('queries, scans and collections state the entities of their results', async () => {
    const { db, films, Customer, Invoice } = await open(adapter);
    await films.query({ title: 'Jaws' }).all();
    await films.scan().all();
    await films.scan().page();
    await collection(db, [Customer, Invoice]).query(Customer, { id: 'c1' }).all();
    assert.equal(db.take(), [
      ['Query', 1, 'Film'],
      ['Scan', 1, 'Film'],
      ['Scan', 1, 'Film'],
      ['Query', 1, 'Invoice', 'Customer'], // those with the most text in their keys first,
    ]);
  });

  test('batches state one entity for each item, table by table', async () => {
    const { db, films, invoices } = await open(adapter);
    const [jaws, alien] = [{ title: 'Jaws' }, { title: 'Alien' }];
    const invoice = { customer: 'c1', number: '1' };
    await batchWrite(db, [
      films.requests.put({ ...jaws, year: 1975 }),
      invoices.requests.put(invoice),
      films.requests.delete(alien),
    ]);
    await batchGet(db, [films.requests.get(jaws), invoices.requests.get(invoice), films.requests.get(alien)]);
    await films.getMany([jaws, alien]);
    await films.writeMany({ delete: [jaws, alien] });
    assert.equal(db.take(), [
      ['BatchWriteItem', 1, 'Film', 'Film', 'Invoice'],
      ['BatchGetItem', 1, 'Film', 'Film', 'Invoice'],
      ['BatchGetItem', 1, 'Film', 'Film'],
      ['BatchWriteItem', 1, 'Film', 'Film'],
    ]);
  });

  test('transactions state the entities in the order of their actions', async () => {
    const { db, films, invoices } = await open(adapter);
    const film = { title: 'Jaws', year: 1975 };
    const invoice = { customer: 'c1', number: '1' };
    await transactWrite(db, [invoices.requests.put(invoice), films.requests.create(film)]);
    await transactGet(db, [films.requests.get(film), invoices.requests.get(invoice)]);
    assert.equal(db.take(), [
      ['TransactWriteItems', 1, 'Invoice', 'Film'],
      ['TransactGetItems', 1, 'Film', 'Invoice'],
    ]);
  });

  test('items that hold unique values have no entity', async () => {
    const { db, customers } = await open(adapter);
    await customers.create({ id: 'c1', email: 'jane@example.org' });
    assert.equal(db.take(), [['TransactWriteItems', 1, 'Customer']]);
    await customers.delete({ id: 'c1' });
    assert.equal(db.take(), [
      ['GetItem', 1, 'Customer'],
      ['TransactWriteItems', 1, 'Customer'],
    ]);
  });

  test('requests about tables state no entity', async () => {
    const { db, films } = await open(adapter);
    await films.table.describe();
    assert.equal(db.take(), [['DescribeTable', 1]]);
  });

  test('plain items have an entity that is named after their table', async () => {
    const { db, films } = await open(adapter);
    const plain = await items(db, films.table.name);
    db.take();
    await plain.put({ title: 'Jaws' });
    assert.equal(db.take(), [['PutItem', 1, films.table.name]]);
  });

  test('the attempts of a request are counted, those of another request on their own', async () => {
    const { db, films } = await open(adapter);
    db.failures = 2;
    await films.get({ title: 'Jaws' });
    await films.get({ title: 'Jaws' });
    db.failures = Number.POSITIVE_INFINITY;
    await attempt(repository(films.entity, db, { retry: false }).get({ title: 'Jaws' })).catch(() => {});
    assert.equal(db.take(), [
      ['GetItem', 1, 'Film'],
      ['GetItem', 2, 'Film'],
      ['GetItem', 3, 'Film'],
      ['GetItem', 1, 'Film'],
      ['GetItem', 1, 'Film'],
    ]);
  });

  test.run();
}
