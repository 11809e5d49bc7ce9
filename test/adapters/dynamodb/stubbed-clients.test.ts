import { AwsDynamoDb } from 'dynarepo/dynamodb';
import * as assert from 'uvu/assert';
import { DynarepoError, ServiceError } from '../../../src/domain/errors.ts';
import { suite } from '../../support/suite.ts';

const test = suite('AwsDynamoDb with stubbed clients', { timeoutMs: 10_000 });

const get = { TableName: 'users', Key: { id: { S: 'a' } } };

test('an output without metadata is an output', async () => {
  const db = openWith(async () => ({ Item: { id: { S: 'a' } } }));
  assert.equal(await db.execute('GetItem', get), { Item: { id: { S: 'a' } }, requestId: undefined });
  assert.equal(await openWith(async () => ({})).execute('GetItem', get), { requestId: undefined });
});

test('an error with a name that the operation models is that error', async () => {
  for (const [operation, name] of [
    ['PutItem', 'ConditionalCheckFailedException'],
    ['TransactWriteItems', 'TransactionCanceledException'],
    ['GetItem', 'ThrottlingException'],
    ['GetItem', 'ValidationException'],
  ] as const) {
    const stubbed = Object.assign(new Error('the text'), { name, Item: { id: { S: 'a' } } });
    const error = await errorOf(openWith(() => Promise.reject(stubbed)).execute(operation, Object(get)));
    assert.instance(error, ServiceError);
    assert.equal([error.name, error.message, error.code], [name, 'the text', 'SERVICE']);
    assert.is(error.cause, stubbed);
    if (error instanceof ServiceError) assert.equal(error.item, { id: { S: 'a' } });
  }
  const other = Object.assign(new Error('the text'), { name: 'ConditionalCheckFailedException' });
  assert.is((await errorOf(openWith(() => Promise.reject(other)).execute('GetItem', get))).code, 'NO_RESPONSE');
});

test('a missing output is reported as such, and never as a TypeError', async () => {
  for (const output of [undefined, null, 'text']) {
    const error = await errorOf(openWith(async () => output).execute('GetItem', get));
    assert.is(error.code, 'NO_RESPONSE');
    assert.is(
      error.message,
      `GetItem: the client returned ${output}; a stubbed client needs an output for GetItemCommand`,
    );
    assert.is(error.cause, undefined);
  }
});

test('a client without the needed members is rejected with what it needs', async () => {
  for (const client of [undefined, null, {}, { send: 'x' }]) {
    assert.throws(
      () => Reflect.construct(AwsDynamoDb, [{ client }]),
      /option client of AwsDynamoDb must be a DynamoDBClient, or an object/,
    );
  }
  const error = await errorOf(openWith(async () => ({})).execute('ListStreams', {}));
  assert.equal(
    [error.code, error.message],
    ['BAD_INPUT', 'the client has no config: pass a streamsClient for DynamoDB Streams'],
  );
});

test('a client that never responds is ended by the timeout, and the request is retryable', async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const db = openWith(
    (_command, { abortSignal }) => {
      signals.push(abortSignal);
      return new Promise(() => {});
    },
    { requestTimeoutMs: 20 },
  );
  const error = await errorOf(db.execute('GetItem', get));
  assert.equal([error.code, error.message], ['NO_RESPONSE', 'GetItem got no response within 20 ms']);
  assert.is(error.retryable, true);
  assert.is(signals[0]?.aborted, true);
});

test('a timeout that makes no sense is rejected', () => {
  for (const value of [0, -1, Number.NaN, '5']) {
    assert.throws(
      () => Reflect.construct(AwsDynamoDb, [{ requestTimeoutMs: value }]),
      /requestTimeoutMs of AwsDynamoDb must be/,
    );
    assert.throws(
      () => Reflect.construct(AwsDynamoDb, [{ connectTimeoutMs: value }]),
      /connectTimeoutMs of AwsDynamoDb must be/,
    );
  }
});

test('concurrent calls with one signal add one listener to it', async () => {
  const { signal } = new AbortController();
  let listeners = 0;
  const { addEventListener } = signal;
  signal.addEventListener = (...rest: Parameters<typeof addEventListener>) => {
    listeners += 1;
    addEventListener.apply(signal, rest);
  };
  const db = openWith(async (_command, { abortSignal }) => {
    abortSignal?.addEventListener('abort', () => {}); // as the SDK's request handler does
    return {};
  });
  await Promise.all(Array.from({ length: 50 }, () => db.execute('GetItem', get, { abortSignal: signal })));
  assert.is(listeners, 1);
});

test.run();

type Send = (command: object, options: { abortSignal?: AbortSignal }) => Promise<unknown>;

function openWith(send: Send, options: { readonly requestTimeoutMs?: number } = {}): AwsDynamoDb {
  return new AwsDynamoDb({ client: Object({ send }), ...options });
}

async function errorOf(promise: Promise<unknown>): Promise<DynarepoError> {
  const error = await promise.catch((reason: unknown) => reason);
  assert.instance(error, DynarepoError);
  return error as DynarepoError; // asserted
}
