import { ManualClock, MemoryDynamoDb, transactionConflict, transactionInProgress } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { emptyAccount, tableOf, withTable } from '../../../../src/adapters/memory/account/account.ts';
import { noFailures } from '../../../../src/adapters/memory/request-environment.ts';
import { step } from '../../../../src/adapters/memory/step.ts';
import { throughputExceeded } from '../../../../src/adapters/memory/wording/throttling-errors.ts';
import type { Input } from '../../../../src/domain/dynamodb.ts';
import { ServiceError } from '../../../../src/domain/errors.ts';
import { tokenLifetimeMs } from '../../../../src/domain/limits.ts';
import { suite } from '../../../support/suite.ts';
import { plainEnvironment, tableNamed } from '../test-tables.ts';
import { thrownBy } from '../thrown-by.ts';
import { errorOf, noteIn, openNotes } from './orders.ts';

const test = suite('TransactWriteItems');

type Actions = NonNullable<Input<'TransactWriteItems'>['TransactItems']>;

const put = (id: string) => ({ Put: { TableName: 'notes', Item: { id: { S: id } } } });
const none = { Code: 'None' };
const conflict = { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' };
const counting = (token: string): Input<'TransactWriteItems'> => ({
  TransactItems: [
    {
      Update: {
        TableName: 'notes',
        Key: { id: { S: 'n' } },
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      },
    },
  ],
  ClientRequestToken: token,
});

test('a reason without a message or an item has no such member', async () => {
  const db = await openNotes();
  const check = { TableName: 'notes', Key: { id: { S: 'a' } }, ConditionExpression: 'attribute_exists(id)' };
  const error = await errorOf(
    db.execute('TransactWriteItems', { TransactItems: [put('b'), { ConditionCheck: check }] }),
  );
  assert.equal(error.cancellationReasons?.map(Object.keys), [['Code'], ['Code', 'Message']]);
  assert.equal([error.statusCode, error.retryable], [400, false]);
  assert.match(String(error.requestId), /^[0-9A-Z]{52}$/);
});

test('remembers a token for ten minutes on the clock, and a repetition does not extend them', async () => {
  const clock = new ManualClock(1000);
  const db = await openNotes({ clock });
  const numbers: (string | undefined)[] = [];
  for (const afterMs of [0, tokenLifetimeMs / 2, tokenLifetimeMs / 2 - 1, 1, tokenLifetimeMs - 1, 1]) {
    clock.advance(afterMs);
    await db.execute('TransactWriteItems', counting('token'));
    numbers.push((await noteIn(db, 'n'))?.n?.N);
  }
  assert.equal(numbers, ['1', '1', '1', '2', '2', '3']);
});

test('recognizes the same actions whatever the order of their members and the notation of their values', async () => {
  const db = await openNotes();
  const request = (Item: object): Input<'TransactWriteItems'> => ({
    TransactItems: [{ Put: { TableName: 'notes', Item: { id: { S: 'a' }, ...Item } } }],
    ClientRequestToken: 'token',
  });
  await db.execute('TransactWriteItems', request({ n: { N: '1' }, s: { SS: ['x', 'y'] }, b: { B: Uint8Array.of(1) } }));
  await db.execute(
    'TransactWriteItems',
    request({ b: { B: Uint8Array.of(1) }, s: { SS: ['y', 'x'] }, n: { N: '1.0' } }),
  );
  const other = request({ b: { B: Uint8Array.of(2) }, s: { SS: ['y', 'x'] }, n: { N: '1' } });
  const error = await errorOf(db.execute('TransactWriteItems', other));
  assert.is(error.name, 'IdempotentParameterMismatchException');
});

test('a repeated request succeeds after its table is deleted', async () => {
  const db = await openNotes();
  await db.execute('TransactWriteItems', counting('token'));
  await db.execute('DeleteTable', { TableName: 'notes' });
  const mode = 'TOTAL';
  const { ConsumedCapacity } = await db.execute('TransactWriteItems', {
    ...counting('token'),
    ReturnConsumedCapacity: mode,
  });
  assert.equal(ConsumedCapacity, [{ TableName: 'notes', CapacityUnits: 2, ReadCapacityUnits: 2 }]);
});

test('reports missing tables as of one request', async () => {
  const error = await errorOf(new MemoryDynamoDb().execute('TransactWriteItems', { TransactItems: [put('a')] }));
  assert.equal([error.name, error.message], ['ResourceNotFoundException', 'Requested resource not found']);
});

test('a fault is a conflict of the first action, or of those it names, and failed conditions are reported beside it', async () => {
  const failing = {
    Delete: { TableName: 'notes', Key: { id: { S: 'x' } }, ConditionExpression: 'attribute_exists(id)' },
  };
  const reasonsOf = async (fault: ReturnType<typeof transactionConflict>, actions: Actions) => {
    const db = (await openNotes()).fork({ faults: () => fault });
    const error = await errorOf(db.execute('TransactWriteItems', { TransactItems: actions }));
    assert.is(await noteIn(db.fork({ faults: undefined }), 'a'), undefined);
    assert.is(
      error.message,
      `Transaction cancelled, please refer cancellation reasons for specific reasons [${error.cancellationReasons?.map(({ Code }) => Code).join(', ')}]`,
    );
    return error.cancellationReasons;
  };
  assert.equal(await reasonsOf(transactionConflict(), [put('a'), put('b')]), [conflict, none]);
  assert.equal(await reasonsOf(transactionConflict(1, 2), [put('a'), put('b'), put('c')]), [none, conflict, conflict]);
  const failed = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' };
  assert.equal(await reasonsOf(transactionConflict(0), [put('a'), failing]), [conflict, failed]);
});

test('a fault is a conflict of a read in a transaction, not of other reads or batches', async () => {
  const db = (await openNotes()).fork({ faults: () => transactionConflict(1) });
  const Get = { TableName: 'notes', Key: { id: { S: 'a' } } };
  const TransactItems = [{ Get }, { Get: { ...Get, Key: { id: { S: 'b' } } } }];
  const error = await errorOf(db.execute('TransactGetItems', { TransactItems }));
  assert.equal(error.cancellationReasons, [none, conflict]);
  assert.equal((await db.execute('TransactGetItems', { TransactItems: [{ Get }] })).Responses, [{}]);
  await db.execute('GetItem', Get);
  await db.execute('BatchWriteItem', { RequestItems: { notes: [{ PutRequest: { Item: { id: { S: 'a' } } } }] } });
});

test('a fault is a conflict of a write of one item, after its validation and before its condition', async () => {
  const db = (await openNotes()).fork({ faults: () => transactionConflict() });
  const Key = { id: { S: 'a' } };
  const never = { TableName: 'notes', ConditionExpression: 'attribute_exists(id)' };
  for (const request of [
    db.execute('PutItem', { ...never, Item: Key }),
    db.execute('UpdateItem', { ...never, Key }),
    db.execute('DeleteItem', { ...never, Key }),
  ]) {
    const { name, message, statusCode, retryable } = await errorOf(request);
    assert.equal(
      [name, message, statusCode, retryable],
      ['TransactionConflictException', 'Transaction is ongoing for the item', 400, true],
    );
  }
  const invalid = await errorOf(db.execute('PutItem', { ...never, Item: {} }));
  assert.is(invalid.name, 'ValidationException');
});

test('a fault is another transaction with the same token', async () => {
  const db = (await openNotes()).fork({ faults: () => transactionInProgress() });
  const { name, message, retryable } = await errorOf(db.execute('TransactWriteItems', counting('token')));
  assert.equal(
    [name, message, retryable],
    ['TransactionInProgressException', 'The transaction with the given request token is already in progress.', true],
  );
  await db.execute('TransactWriteItems', { ...counting('token'), ClientRequestToken: undefined });
  await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: 'a' } } });
});

test('is charged once for each table, before anything changes; a throttled table cancels', async () => {
  const account = withTable(withTable(emptyAccount(), tableNamed('things')), tableNamed('others'));
  const charged: string[] = [];
  const throughput = ({ tableName }: { readonly tableName: string }) => {
    charged.push(tableName);
    if (tableName === 'others') throw throughputExceeded({ reason: 'TableWriteProvisionedThroughputExceeded' });
  };
  const environment = { ...plainEnvironment, simulation: { ...noFailures, throughput } };
  const entry = (TableName: string, N: string) => ({ Put: { TableName, Item: { id: { N } } } });
  const TransactItems = [entry('others', '1'), entry('things', '1'), entry('others', '2')];
  const request = { operation: 'TransactWriteItems', input: { TransactItems } } as const;
  const error = await thrownBy(Promise.resolve().then(() => step(account, request, environment)));
  if (!(error instanceof ServiceError)) throw error;
  const Message =
    'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API';
  const throttled = { Code: 'ProvisionedThroughputExceeded', Message };
  assert.equal(error.cancellationReasons, [throttled, none, throttled]);
  assert.equal(charged, ['others', 'things']);
  assert.is(tableOf(account, 'things')?.items.size, 0);
});

test('TransactGetItems rejects items of more than 4 MB', async () => {
  const db = await openNotes();
  const Key = (number: number) => ({ id: { S: String(number) } });
  const Gets = Array.from({ length: 11 }, (_, number) => ({ Get: { TableName: 'notes', Key: Key(number) } }));
  for (const { Get } of Gets) {
    await db.execute('PutItem', { TableName: 'notes', Item: { ...Get.Key, b: { B: new Uint8Array(400_000) } } });
  }
  await db.execute('TransactGetItems', { TransactItems: Gets.slice(1) });
  const error = await errorOf(db.execute('TransactGetItems', { TransactItems: Gets }));
  assert.match(error.message, /^Payload in response is too large/);
});

test.run();
