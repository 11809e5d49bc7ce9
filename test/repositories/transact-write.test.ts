import {
  ConflictError,
  type DynamoDb,
  entity,
  ItemNotFoundError,
  number,
  repository,
  string,
  stringSet,
  TableNotFoundError,
  TransactionError,
  transactWrite,
  version,
} from 'dynarepo';
import { explainTransaction } from 'dynarepo/explain';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, thrown } from './open-repository.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

const accountIn = (table: string) =>
  entity('Account', {
    table,
    attributes: { id: string(), balance: number(), tags: stringSet().optional(), version: version() },
    key: { partition: 'id' },
  });
const stockIn = (table: string) =>
  entity('Stock', {
    table,
    attributes: { sku: string().storedAs('s'), left: number(), note: string().optional() },
    key: { partition: 'sku' },
  });

async function open(adapter: AdapterUnderTest) {
  const spy = new SpyingDynamoDb(await adapter.open());
  const accounts = repository(accountIn(adapter.tableName('accounts')), spy);
  const stock = repository(stockIn(adapter.tableName('stock')), spy);
  await Promise.all([accounts.table.ensure(), stock.table.ensure()]);
  const jane = await accounts.create({ id: 'jane', balance: 10 });
  await stock.create({ sku: 'A-1', left: 5 });
  spy.take();
  return { accounts, stock, jane, spy };
}

for (const adapter of adapters()) {
  const test = suite(`transactWrite on ${adapter.name}`);
  test.after(() => adapter.close());

  test('executes writes of several repositories, with their results in the order of the requests', async () => {
    const { accounts, stock, jane, spy } = await open(adapter);
    await stock.create({ sku: 'B-1', left: 1 });
    const old = await accounts.create({ id: 'old', balance: 0 });
    spy.take();
    const results = await transactWrite(spy, [
      stock.requests.delete({ sku: 'B-1' }),
      accounts.requests.check(old),
      accounts.requests.create({ id: 'john', balance: 1 }),
      accounts.requests.save({ ...jane, balance: 20 }, { from: jane }),
      stock.requests.update({ sku: 'A-1' }, (s) => [s.left.add(-2)], { condition: (s) => s.left.gte(2) }),
      stock.requests.put({ sku: 'C-1', left: 3 }),
    ]);
    assert.equal(results, [
      undefined,
      undefined,
      { id: 'john', balance: 1, version: 1 },
      { id: 'jane', balance: 20, version: 2 },
      undefined,
      { sku: 'C-1', left: 3 },
    ]);
    const [sent, ...others] = spy.take();
    assert.equal(others, []);
    const actions: readonly object[] = Reflect.get(sent?.input ?? {}, 'TransactItems');
    assert.equal(
      actions.map((action) => Object.keys(action)),
      [['Delete'], ['ConditionCheck'], ['Put'], ['Update'], ['Update'], ['Put']],
    );
    assert.equal(await accounts.getMany([{ id: 'john' }, { id: 'jane' }], { consistent: true }), [
      results[2],
      results[3],
    ]);
    assert.equal(await stock.getMany([{ sku: 'A-1' }, { sku: 'B-1' }, { sku: 'C-1' }], { consistent: true }), [
      { sku: 'A-1', left: 3 },
      { sku: 'C-1', left: 3 },
    ]);
  });

  test('the result of save is the stored entity where its version is known', async () => {
    const { accounts, stock, jane, spy } = await open(adapter);
    const [forced, saved, difference] = await transactWrite(spy, [
      accounts.requests.save({ ...jane, balance: 3 }, { ignoreVersion: true }),
      accounts.requests.save({ id: 'new', balance: 4 }),
      stock.requests.save({ sku: 'A-1', left: 4 }, { from: { sku: 'A-1', left: 5, note: 'gone' } }),
    ]);
    assert.is(forced, undefined);
    assert.equal(saved, { id: 'new', balance: 4, version: 1 });
    assert.equal(await accounts.get({ id: 'new' }, { consistent: true }), saved);
    assert.is(difference, undefined);
    assert.equal(await accounts.get(jane, { consistent: true }), { id: 'jane', balance: 3, version: 2 });
    const [whole] = await transactWrite(spy, [stock.requests.save({ sku: 'A-1', left: 9 })]);
    assert.equal(whole, { sku: 'A-1', left: 9 });
    assert.equal(await stock.get({ sku: 'A-1' }, { consistent: true }), whole);
  });

  test('a cancelled one writes nothing, and has a reason for each request, in their order', async () => {
    const { accounts, stock, jane, spy } = await open(adapter);
    const current = await accounts.update(jane, { balance: 11 });
    const requests = [
      stock.requests.put({ sku: 'Z-1', left: 1 }),
      stock.requests.update({ sku: 'A-1' }, (s) => [s.left.add(-6)], { condition: (s) => s.left.gte(6) }),
      accounts.requests.save({ ...jane, balance: 0 }),
      stock.requests.update({ sku: 'none' }, { left: 1 }),
      accounts.requests.check({ id: 'nobody' }, { condition: (a) => a.balance.gt(0) }),
    ] as const;
    const error = await thrown(TransactionError, () => transactWrite(spy, requests));
    assert.is(error.code, 'TRANSACTION_CANCELLED');
    assert.is(error.retryable, false);
    assert.equal(
      error.reasons.map(({ entity, key, code, unmet, item }) => ({ entity, key, code, unmet, item })),
      [
        { entity: 'Stock', key: { sku: 'Z-1' }, code: 'None', unmet: [], item: undefined },
        {
          entity: 'Stock',
          key: { sku: 'A-1' },
          code: 'ConditionalCheckFailed',
          unmet: ['left >= 6 (found 5)'],
          item: { s: { S: 'A-1' }, left: { N: '5' } },
        },
        {
          entity: 'Account',
          key: { id: 'jane' },
          code: 'ConditionalCheckFailed',
          unmet: ['version = 1 (found 2)'],
          item: { id: { S: 'jane' }, balance: { N: '11' }, version: { N: '2' } },
        },
        { entity: 'Stock', key: { sku: 'none' }, code: 'ConditionalCheckFailed', unmet: [], item: undefined },
        {
          entity: 'Account',
          key: { id: 'nobody' },
          code: 'ConditionalCheckFailed',
          unmet: ['balance > 0 (found nothing)'],
          item: undefined,
        },
      ],
    );
    for (const [index, { request }] of error.reasons.entries()) assert.is(request, requests[index]);
    const [none, unmet, stale, missing] = error.reasons.map((reason) => reason.error);
    assert.is(none, undefined);
    assert.instance(unmet, ConflictError);
    assert.instance(missing, ItemNotFoundError);
    if (!(stale instanceof ConflictError)) return assert.unreachable();
    assert.equal(stale.found, current);
    assert.is(stale.storedVersion, 2);
    assert.match(error.message, 'the transaction was cancelled: Stock { sku: "A-1" } does not meet the condition left');
    assert.match(error.message, '; Stock { sku: "none" } does not exist; Account { id: "nobody" } does not exist');
    assert.is(await stock.get({ sku: 'Z-1' }, { consistent: true }), undefined);
    assert.equal(await accounts.get(jane, { consistent: true }), current);
  });

  test('a check of an entity requires its version', async () => {
    const { accounts, stock, jane, spy } = await open(adapter);
    await transactWrite(spy, [accounts.requests.check(jane), stock.requests.put({ sku: 'X', left: 1 })]);
    await accounts.update(jane, { balance: 2 });
    const cancelled = () =>
      transactWrite(spy, [accounts.requests.check(jane), stock.requests.put({ sku: 'Y', left: 1 })]);
    const [reason] = (await thrown(TransactionError, cancelled)).reasons;
    assert.match(String(reason?.error?.message), 'has version 2 but the object has version 1 (stale)');
    assert.equal(await stock.getMany([{ sku: 'X' }, { sku: 'Y' }]), [{ sku: 'X', left: 1 }]);
  });

  test('the same requests with the same token are executed once', async () => {
    const { accounts, spy } = await open(adapter);
    const token = accounts.table.name.slice(-36);
    const requests = [accounts.requests.update({ id: 'jane' }, (a) => [a.balance.add(5)])] as const;
    await transactWrite(spy, requests, { token });
    await transactWrite(spy, requests, { token });
    assert.is((await accounts.getOrThrow({ id: 'jane' }, { consistent: true })).balance, 15);
    await transactWrite(spy, requests);
    await transactWrite(spy, requests);
    assert.is((await accounts.getOrThrow({ id: 'jane' }, { consistent: true })).balance, 25);
  });

  test('a missing table is a TableNotFoundError', async () => {
    const { accounts, spy } = await open(adapter);
    const missing = repository(stockIn(adapter.tableName('missing')), spy);
    const call = () =>
      transactWrite(spy, [accounts.requests.put({ id: 'a', balance: 1 }), missing.requests.put({ sku: 'b', left: 1 })]);
    const { table } = await thrown(TableNotFoundError, call);
    assert.is(table, `${accounts.table.name} or ${missing.table.name}`);
  });

  test('wrong requests are rejected before anything is sent', async () => {
    const { accounts, stock, jane, spy } = await open(adapter);
    const put = (index: number) => stock.requests.put({ sku: `${index}`, left: 1 });
    const many = Array.from({ length: 101 }, (_, index) => put(index));
    assert.is(await badInput(() => transactWrite(spy, many)), 'transactWrite has 101 actions, but DynamoDB allows 100');
    assert.is(
      await badInput(() => transactWrite(spy, [put(1), put(2), stock.requests.delete({ sku: '1' })])),
      'transactWrite can have only one request for Stock { sku: "1" }, but numbers 1 and 3 are for it',
    );
    const untyped: (db: DynamoDb, requests: unknown, options?: unknown) => Promise<unknown> = transactWrite as never;
    const pass = 'takes requests of create, put, save, update, delete, check, as users.requests.delete(key)';
    for (const wrong of [accounts.requests.get(jane), Promise.resolve(), { operation: 'PutItem' }, undefined]) {
      assert.match(await badInput(() => untyped(spy, [put(1), wrong])), `transactWrite ${pass}; number 2 is not one`);
    }
    assert.match(await badInput(() => untyped(spy, put(1))), 'transactWrite takes an array of requests');
    assert.match(await badInput(() => untyped({} as DynamoDb, [])), 'transactWrite needs an adapter');
    assert.match(await badInput(() => untyped(spy, [put(1)], { tokens: 'x' })), 'has no option tokens');
    for (const token of ['', 'x'.repeat(37), 1]) {
      assert.match(await badInput(() => untyped(spy, [put(1)], { token })), 'must be a text of 1 to 36 characters');
    }
    const check: (...input: unknown[]) => unknown = accounts.requests.check.bind(accounts.requests) as never;
    assert.match(await badInput(() => check({ id: 'jane' })), 'check of Account needs a condition, or an entity with');
    assert.match(await badInput(() => check({ id: 'jane' }, { conditon: 1 })), 'has no option conditon');
    assert.equal(await transactWrite(spy, []), []);
    assert.equal(spy.take(), []);
  });

  test('a transaction of more than 4 MB is rejected before it is sent', async () => {
    const { stock, spy } = await open(adapter);
    const [{ requests }, note] = [stock, 'x'.repeat(380_000)];
    const put = (index: number) => requests.put({ sku: `s${index}`, left: 0, note });
    const update = (index: number) => requests.update({ sku: `s${index}` }, { note });
    for (const build of [put, update]) {
      const large = Array.from({ length: 12 }, (_, index) => build(index));
      const message = await badInput(() => transactWrite(spy, large));
      assert.match(message, /^transactWrite has 4560\d{3} bytes, but DynamoDB allows 4194304$/);
      assert.is(await badInput(() => explainTransaction(large)), message);
    }
    assert.equal(spy.take(), []);
    await transactWrite(
      spy,
      Array.from({ length: 11 }, (_, index) => put(index)),
    );
    assert.is(spy.take().length, 1);
  });

  test.run();
}
