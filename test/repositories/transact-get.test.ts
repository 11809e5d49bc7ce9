import {
  type DynamoDb,
  entity,
  number,
  repository,
  StoredValueError,
  string,
  TableNotFoundError,
  transactGet,
  version,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, thrown } from './open-repository.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

const accountIn = (table: string) =>
  entity('Account', {
    table,
    attributes: { id: string(), balance: number(), version: version() },
    key: { partition: 'id' },
  });
const orderIn = (table: string) =>
  entity('Order', {
    table,
    attributes: { customer: string(), number: number(), note: string().optional() },
    key: { partition: 'customer', sort: 'number' },
  });

async function open(adapter: AdapterUnderTest) {
  const spy = new SpyingDynamoDb(await adapter.open());
  const accounts = repository(accountIn(adapter.tableName('accounts')), spy);
  const orders = repository(orderIn(adapter.tableName('orders')), spy);
  await Promise.all([accounts.table.ensure(), orders.table.ensure()]);
  const jane = await accounts.create({ id: 'jane', balance: 10 });
  const order = await orders.create({ customer: 'jane', number: 1 });
  spy.take();
  return { accounts, orders, jane, order, spy };
}

for (const adapter of adapters()) {
  const test = suite(`transactGet on ${adapter.name}`);
  test.after(() => adapter.close());

  test('reads items of several repositories in the order of the requests, with one request', async () => {
    const { accounts, orders, jane, order, spy } = await open(adapter);
    const [first, missing, second] = await transactGet(spy, [
      orders.requests.get(order),
      accounts.requests.get({ id: 'john' }),
      accounts.requests.get(jane, { consistent: true }),
    ]);
    assert.equal(first, order);
    assert.is(missing, undefined);
    assert.equal(second, jane);
    assert.equal(spy.takeNames(), ['TransactGetItems']);
  });

  test('reads the entities of a list of keys', async () => {
    const { accounts, jane, spy } = await open(adapter);
    const found = await transactGet(
      spy,
      ['john', 'jane'].map((id) => accounts.requests.get({ id })),
    );
    assert.equal(found, [undefined, jane]);
  });

  test('reads nothing without requests', async () => {
    const { spy } = await open(adapter);
    assert.equal(await transactGet(spy, []), []);
    assert.equal(spy.take(), []);
  });

  test('an item that does not match the definition is an error that names it', async () => {
    const { accounts, spy } = await open(adapter);
    await spy.execute('PutItem', { TableName: accounts.table.name, Item: { id: { S: 'bad' }, balance: { S: 'x' } } });
    const error = await thrown(StoredValueError, () => transactGet(spy, [accounts.requests.get({ id: 'bad' })]));
    assert.match(error.message, 'Account { id: "bad" }: Account.balance');
  });

  test('a missing table is a TableNotFoundError', async () => {
    const { spy } = await open(adapter);
    const missing = repository(orderIn(adapter.tableName('missing')), spy);
    const call = () => transactGet(spy, [missing.requests.get({ customer: 'x', number: 1 })]);
    assert.is((await thrown(TableNotFoundError, call)).table, missing.table.name);
  });

  test('wrong requests are rejected before anything is sent', async () => {
    const { accounts, orders, jane, spy } = await open(adapter);
    const get = (number: number) => orders.requests.get({ customer: 'jane', number });
    const many = Array.from({ length: 101 }, (_, index) => get(index));
    assert.is(await badInput(() => transactGet(spy, many)), 'transactGet has 101 actions, but DynamoDB allows 100');
    assert.is(
      await badInput(() => transactGet(spy, [get(1), get(2), get(1)])),
      'transactGet can have only one request for Order { customer: "jane", number: 1 }, but numbers 1 and 3 are for it',
    );
    const untyped: (db: DynamoDb, requests: unknown) => Promise<unknown> = transactGet as never;
    const wrong = accounts.requests.put(jane);
    assert.is(
      await badInput(() => untyped(spy, [wrong])),
      'transactGet takes requests of get, as users.requests.get(key); number 1 is not one',
    );
    assert.equal(spy.take(), []);
  });

  test.run();
}
