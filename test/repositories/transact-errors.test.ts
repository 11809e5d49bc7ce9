import {
  type DynamoDb,
  entity,
  number,
  type RetryOptions,
  repository,
  ServiceError,
  string,
  TransactionError,
  transactGet,
  transactWrite,
} from 'dynarepo';
import { type Fault, MemoryDynamoDb, throttled, transactionConflict, transactionInProgress } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';
import { thrown } from './open-repository.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

const Counter = entity('Counter', {
  table: 'counters',
  attributes: { id: string(), count: number() },
  key: { partition: 'id' },
});

/** A repository in memory with one counter, whose transactions have these faults in turn. */
async function openWithFaults(...faults: readonly Fault[]) {
  let next = 0;
  const db = new MemoryDynamoDb({
    faults: ({ operation }) => (operation.startsWith('Transact') ? faults[next++] : undefined),
  });
  const spy = new SpyingDynamoDb(db);
  const counters = repository(Counter, spy);
  await counters.table.ensure();
  await counters.create({ id: 'a', count: 0 });
  spy.take();
  const retry: RetryOptions = { clock: instantClock(), random: () => 0.5 };
  return { db, spy, counters, retry };
}

const test = suite('retries and errors of transactions');

test('a write in conflict with another transaction is retried with the same token', async () => {
  const { spy, counters, retry } = await openWithFaults(transactionConflict(), transactionInProgress(), throttled());
  await transactWrite(spy, [counters.requests.update({ id: 'a' }, (c) => [c.count.add(1)])], { retry });
  const sent = spy.take();
  assert.equal(
    sent.map(({ operation }) => operation),
    Array(4).fill('TransactWriteItems'),
  );
  const tokens = new Set(sent.map(({ input }) => Reflect.get(input, 'ClientRequestToken')));
  assert.is(tokens.size, 1);
  assert.match(String([...tokens][0]), /^[0-9a-f]{32}$/);
  assert.is((await counters.getOrThrow({ id: 'a' })).count, 1);
});

test('a read in conflict with a transaction is retried', async () => {
  const { spy, counters, retry } = await openWithFaults(transactionConflict());
  assert.equal(await transactGet(spy, [counters.requests.get({ id: 'a' })], { retry }), [{ id: 'a', count: 0 }]);
  assert.equal(spy.takeNames(), ['TransactGetItems', 'TransactGetItems']);
});

test('without retries, a conflict with another transaction is a retryable error', async () => {
  const { spy, counters } = await openWithFaults(transactionConflict(), transactionConflict());
  const write = () => transactWrite(spy, [counters.requests.delete({ id: 'a' })], { retry: false });
  const error = await thrown(TransactionError, write);
  assert.is(error.retryable, true);
  assert.equal(
    error.reasons.map(({ code, key }) => ({ code, key })),
    [{ code: 'TransactionConflict', key: { id: 'a' } }],
  );
  const read = () => transactGet(spy, [counters.requests.get({ id: 'a' })], { retry: false });
  assert.is((await thrown(TransactionError, read)).retryable, true);
  assert.equal(spy.takeNames(), ['TransactWriteItems', 'TransactGetItems']);
});

test('an unmet condition is not retried', async () => {
  const { spy, counters, retry } = await openWithFaults();
  const unmet = () => transactWrite(spy, [counters.requests.create({ id: 'a', count: 1 })], { retry });
  assert.is((await thrown(TransactionError, unmet)).retryable, false);
  assert.equal(spy.takeNames(), ['TransactWriteItems']);
});

test('a write whose response is lost is executed once', async () => {
  const { spy, counters, retry } = await openWithFaults();
  let lost = 0;
  const losing: DynamoDb = {
    execute: async (operation, input, options) => {
      const output = await spy.execute(operation, input, options);
      lost += 1;
      if (lost <= 2) throw new ServiceError('InternalServerError', 'lost');
      return output;
    },
  };
  await transactWrite(losing, [counters.requests.update({ id: 'a' }, (c) => [c.count.add(1)])], { retry });
  assert.equal(spy.takeNames(), Array(3).fill('TransactWriteItems'));
  assert.is((await counters.getOrThrow({ id: 'a' })).count, 1);
});

test('what DynamoDB itself rejects is a ServiceError among the reasons', async () => {
  const { spy, counters } = await openWithFaults();
  await spy.execute('PutItem', { TableName: 'counters', Item: { id: { S: 'text' }, count: { S: 'many' } } });
  const cancelled = () =>
    transactWrite(spy, [
      counters.requests.put({ id: 'b', count: 1 }),
      counters.requests.update({ id: 'text' }, (c) => [c.count.add(1)]),
    ]);
  const error = await thrown(TransactionError, cancelled);
  const cause = error.reasons[1]?.error;
  assert.is(error.reasons[1]?.code, 'ValidationError');
  if (!(cause instanceof ServiceError)) return assert.unreachable();
  assert.is(cause.name, 'ValidationException');
  assert.is(error.message, `the transaction was cancelled: Counter { id: "text" }: ${cause.message}`);
});

test('an aborted call writes nothing', async () => {
  const { spy, counters } = await openWithFaults();
  const abortSignal = AbortSignal.abort();
  const error = await thrown(Error, () => transactWrite(spy, [counters.requests.delete({ id: 'a' })], { abortSignal }));
  assert.is(Reflect.get(error, 'code'), 'ABORTED');
  assert.equal(spy.take(), []);
});

test.run();
