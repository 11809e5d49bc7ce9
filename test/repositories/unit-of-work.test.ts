import {
  createdAt,
  type DynamoDb,
  entity,
  number,
  repository,
  ServiceError,
  string,
  TransactionError,
  UnitOfWork,
  version,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';
import { badInput, thrown } from './open-repository.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

async function open(adapter: AdapterUnderTest) {
  const Account = entity('Account', {
    table: adapter.tableName('accounts'),
    attributes: { id: string(), email: string(), balance: number(), version: version() },
    key: { partition: 'id' },
    unique: ['email'],
  });
  const Transfer = entity('Transfer', {
    table: adapter.tableName('transfers'),
    attributes: { id: string(), amount: number(), at: createdAt() },
    key: { partition: 'id' },
  });
  const spy = new SpyingDynamoDb(await adapter.open());
  const [accounts, transfers] = [repository(Account, spy), repository(Transfer, spy)];
  await Promise.all([accounts.table.ensure(), transfers.table.ensure()]);
  const jane = await accounts.create({ id: 'jane', email: 'jane@x', balance: 10 });
  const john = await accounts.create({ id: 'john', email: 'john@x', balance: 0 });
  spy.take();
  return { Account, Transfer, accounts, transfers, jane, john, spy };
}

for (const adapter of adapters()) {
  const test = suite(`units of work on ${adapter.name}`);
  test.after(() => adapter.close());

  test('changes of several entities are committed as one transaction, with their results', async () => {
    const { Account, Transfer, accounts, transfers, jane, john, spy } = await open(adapter);
    const work = new UnitOfWork(spy, { clock: instantClock() });
    const transfer = work.create(Transfer, { id: 't1', amount: 4 });
    const saved = work.save(Account, { ...jane, balance: 6 }, { from: jane });
    work.update(Account, john, (a) => [a.balance.add(4)], { condition: (a) => a.balance.lt(100) });
    const put = work.put(Account, { id: 'new', email: 'new@x', balance: 1 });
    work.delete(Transfer, { id: 'none' });
    work.check(Transfer, { id: 't0' }, { condition: (t) => t.id.notExists() });
    const added = work.add(transfers.requests.put({ id: 't2', amount: 0 }));
    assert.is(work.size, 7);
    assert.match(await badInput(() => transfer.result), 'has no result before its UnitOfWork is committed');
    assert.equal(spy.take(), []);
    await work.commit();
    assert.equal(
      spy.takeNames().filter((name) => name !== 'GetItem'),
      ['TransactWriteItems'],
    );
    assert.equal(transfer.result, { id: 't1', amount: 4, at: new Date(0) });
    assert.equal(saved.result, { ...jane, balance: 6, version: 2 });
    assert.equal(put.result, { id: 'new', email: 'new@x', balance: 1, version: 1 });
    assert.is(added.result.id, 't2');
    assert.equal(await accounts.get(jane, { consistent: true }), saved.result);
    assert.is((await accounts.getOrThrow(john, { consistent: true })).balance, 4);
    assert.equal(await transfers.get({ id: 't1' }, { consistent: true }), transfer.result);
  });

  test('after a commit, others can be collected', async () => {
    const { Transfer, transfers, spy } = await open(adapter);
    const work = new UnitOfWork(spy);
    await work.commit();
    assert.equal(spy.take(), []);
    work.create(Transfer, { id: 't1', amount: 1 });
    await work.commit();
    assert.is(work.size, 0);
    work.create(Transfer, { id: 't2', amount: 2 });
    await work.commit();
    assert.is((await transfers.scan({ consistent: true }).all()).length, 2);
  });

  test('a cancelled commit writes nothing and keeps the changes', async () => {
    const { Account, Transfer, accounts, transfers, jane, john, spy } = await open(adapter);
    const work = new UnitOfWork(spy);
    const transfer = work.create(Transfer, { id: 't1', amount: 4 });
    work.update(Account, john, { email: jane.email });
    const error = await thrown(TransactionError, () => work.commit());
    assert.equal(error.reasons[1]?.unmet, ['email "jane@x" is taken by Account { id: "jane" }']);
    assert.is(await transfers.get({ id: 't1' }, { consistent: true }), undefined);
    assert.is(work.size, 2);
    await badInput(() => transfer.result);
    await accounts.update(jane, { email: 'other@x' });
    await work.commit();
    assert.is((await accounts.getOrThrow(john, { consistent: true })).email, 'jane@x');
    assert.is(transfer.result.amount, 4);
  });

  test('a commit whose response was lost is executed once', async () => {
    const { Account, accounts, spy } = await open(adapter);
    let isLost = true;
    const losing: DynamoDb = {
      execute: async (operation, input, options) => {
        const output = await spy.execute(operation, input, options);
        if (isLost && operation === 'TransactWriteItems') throw new ServiceError('InternalServerError', 'lost');
        return output;
      },
    };
    const work = new UnitOfWork(losing, { retry: false });
    work.update(Account, { id: 'jane' }, (a) => [a.balance.add(5)]);
    await thrown(ServiceError, () => work.commit());
    isLost = false;
    await work.commit();
    assert.is((await accounts.getOrThrow({ id: 'jane' }, { consistent: true })).balance, 15);
    isLost = true;
    work.update(Account, { id: 'jane' }, (a) => [a.balance.add(5), a.email.set('j@x')]); // reads the earlier address
    await thrown(ServiceError, () => work.commit());
    isLost = false;
    await work.commit();
    const { balance, email } = await accounts.getOrThrow({ id: 'jane' }, { consistent: true });
    assert.equal([balance, email, work.size], [20, 'j@x', 0]);
  });

  test('a commit after one that failed takes changes of unique values in the meantime into account', async () => {
    const { Account, accounts, spy } = await open(adapter);
    const work = new UnitOfWork(spy, { clock: instantClock() });
    work.update(Account, { id: 'jane' }, { email: 'john@x' });
    await thrown(TransactionError, () => work.commit());
    await accounts.update({ id: 'jane' }, { email: 'jane@y' });
    await accounts.update({ id: 'john' }, { email: 'john@y' });
    await work.commit();
    assert.is((await accounts.getOrThrow({ id: 'jane' }, { consistent: true })).email, 'john@x');
    await accounts.create({ id: 'joan', email: 'jane@y', balance: 0 });
  });

  test('wrong calls are rejected before anything is sent', async () => {
    const { Account, Transfer, accounts, jane, spy } = await open(adapter);
    const many = new UnitOfWork(spy);
    for (let index = 0; index < 101; index += 1) many.create(Transfer, { id: `${index}`, amount: 1 });
    assert.match(await badInput(() => many.commit()), 'has 101 actions, but DynamoDB allows 100');
    const twice = new UnitOfWork(spy);
    twice.delete(Account, jane);
    twice.update(Account, jane, { balance: 1 });
    assert.match(await badInput(() => twice.commit()), 'can have only one request for Account { id: "jane" }');
    assert.match(await badInput(() => twice.commit({ token: '' })), 'must be a text of 1 to 36 characters');
    assert.match(await badInput(() => twice.create(Transfer, { id: '', amount: 1 })), 'Transfer.id');
    const wrong: (db: unknown, options?: unknown) => unknown = (db, options) =>
      new UnitOfWork(db as DynamoDb, options as object);
    assert.match(await badInput(() => wrong({})), 'UnitOfWork needs an adapter');
    assert.match(await badInput(() => wrong(spy, { retires: 1 })), 'UnitOfWork has no option retires');
    const slow = new UnitOfWork(spy);
    slow.create(Transfer, { id: 'a', amount: 1 });
    const first = slow.commit();
    assert.match(await badInput(() => slow.commit()), 'a commit of this UnitOfWork is in progress');
    await first;
    const read = new UnitOfWork(spy);
    read.add(accounts.requests.get(jane) as never);
    assert.match(await badInput(() => read.commit()), 'number 1 is not one');
  });

  test.run();
}
