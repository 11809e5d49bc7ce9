import {
  type Fault,
  type FaultRequest,
  internalServerError,
  MemoryDynamoDb,
  requestLimitExceeded,
  throttled,
  unprocessed,
} from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { suite } from '../../../support/suite.ts';
import { errorOf, noteIn, openNotes } from '../operations/orders.ts';

const test = suite('faults');

test('are called before every request, with its operation, input and number', async () => {
  const asked: FaultRequest[] = [];
  const db = new MemoryDynamoDb({ faults: (request) => void asked.push(request) });
  const input = { Limit: 5 };
  await db.execute('ListTables', input);
  await errorOf(db.execute('DescribeTable', { TableName: 'none' }));
  await db.execute('ListTables', {});
  assert.equal(
    asked.map(({ operation, number }) => [operation, number]),
    [
      ['ListTables', 1],
      ['DescribeTable', 2],
      ['ListTables', 3],
    ],
  );
  assert.is(asked[0]?.input, input);
});

test('throttle with the texts and reasons of the service', async () => {
  const resource = 'arn:aws:dynamodb:us-east-1:000000000000:table/notes';
  const db = await faulty(() => throttled({ reason: 'TableWriteProvisionedThroughputExceeded', resource }));
  const error = await errorOf(put(db, 'a'));
  assert.is(error.name, 'ProvisionedThroughputExceededException');
  assert.is(
    error.message,
    'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API',
  );
  assert.equal(error.throttlingReasons, [{ reason: 'TableWriteProvisionedThroughputExceeded', resource }]);
  assert.is(error.retryable, true);
  assert.match(String(error.requestId), /^[0-9A-Z]{52}$/);
});

test('can be the limit of the account or an internal error', async () => {
  const limited = await errorOf(put(await faulty(() => requestLimitExceeded()), 'a'));
  assert.equal([limited.name, limited.statusCode, limited.retryable], ['RequestLimitExceeded', 400, true]);
  const failed = await errorOf(put(await faulty(() => internalServerError()), 'a'));
  assert.equal([failed.name, failed.statusCode, failed.retryable], ['InternalServerError', 500, true]);
});

test('report read or write capacity as the reason, depending on the operation', async () => {
  for (const [fault, reason] of [
    [throttled(), 'ProvisionedThroughputExceeded'],
    [requestLimitExceeded(), 'AccountLimitExceeded'],
  ] as const) {
    const db = await faulty(() => fault);
    const reasonOf = async (request: Promise<unknown>) => (await errorOf(request)).throttlingReasons?.[0]?.reason;
    assert.is(await reasonOf(put(db, 'a')), `TableWrite${reason}`);
    assert.is(await reasonOf(db.execute('Query', { TableName: 'notes' })), `TableRead${reason}`);
  }
});

test('prevent any change by the request', async () => {
  const faults: (Fault | undefined)[] = [throttled(), undefined];
  const db = await faulty(() => faults.shift());
  await errorOf(put(db, 'a'));
  assert.is(await noteIn(db, 'a'), undefined);
});

test('leave the last entries of a batch unprocessed', async () => {
  let fault: Fault | undefined = unprocessed(2);
  const db = await faulty(() => fault);
  const writes = ['a', 'b', 'c'].map((id) => ({ PutRequest: { Item: { id: { S: id } } } }));
  const { UnprocessedItems } = await db.execute('BatchWriteItem', { RequestItems: { notes: writes } });
  assert.equal(UnprocessedItems, { notes: writes.slice(1) });
  const Keys = ['a', 'b', 'c'].map((id) => ({ id: { S: id } }));
  const { Responses, UnprocessedKeys } = await db.execute('BatchGetItem', { RequestItems: { notes: { Keys } } });
  assert.equal(Responses, { notes: [{ id: { S: 'a' } }] });
  assert.equal(UnprocessedKeys, { notes: { Keys: Keys.slice(1) } });
  fault = undefined;
  assert.is(await noteIn(db, 'b'), undefined);
});

test('rethrow errors of the hook and change nothing', async () => {
  const mistake = new Error('a mistake in the hook');
  let isMistaken = true;
  const db = await faulty(() => {
    if (isMistaken) throw mistake;
    return undefined;
  });
  const thrown = await put(db, 'a').catch((error: unknown) => error);
  assert.is(thrown, mistake);
  isMistaken = false;
  assert.is(await noteIn(db, 'a'), undefined);
});

test.run();

/** Opens a database with a table of notes; later requests have faults. */
async function faulty(faults: (request: FaultRequest) => Fault | undefined): Promise<MemoryDynamoDb> {
  return (await openNotes()).fork({ faults });
}

async function put(db: MemoryDynamoDb, id: string): Promise<unknown> {
  return db.execute('PutItem', { TableName: 'notes', Item: { id: { S: id } } });
}
