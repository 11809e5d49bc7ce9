import { runInNewContext } from 'node:vm';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { entity, repository, string } from 'dynarepo';
import { AwsDynamoDb } from 'dynarepo/dynamodb';
import { MemoryDynamoDb } from 'dynarepo/memory';
import { observed } from 'dynarepo/observing';
import * as assert from 'uvu/assert';
import type { DynamoDb, Input } from '../../../src/domain/dynamodb.ts';
import { AbortedError, DynarepoError, ServiceError } from '../../../src/domain/errors.ts';
import { suite } from '../../support/suite.ts';
import { errorResponse, StubHandler, settingsWith } from './stub-handler.ts';

const test = suite('AwsDynamoDb', { timeoutMs: 10_000 });

test('returns the output with the request id and without SDK metadata', async () => {
  const db = open(new StubHandler(() => ({ body: { Item: { id: { S: 'a' } } } })));
  const answer = await db.execute('GetItem', { TableName: 'users', Key: { id: { S: 'a' } } });
  assert.equal(answer, { Item: { id: { S: 'a' } }, requestId: 'REQUEST-1' });
});

test('sends the operation with its input unchanged', async () => {
  const handler = new StubHandler();
  await open(handler).execute('Query', { TableName: 'users', Limit: 5, ConsistentRead: true });
  assert.is(handler.requests[0]?.headers['x-amz-target'], 'DynamoDB_20120810.Query');
  assert.equal(bodyOf(handler), { TableName: 'users', Limit: 5, ConsistentRead: true });
});

test('keeps binary values as bytes in both directions', async () => {
  const handler = new StubHandler(() => ({ body: { Attributes: { b: { B: 'AQI=' } } } }));
  const Item = { b: { B: Uint8Array.of(1, 2) } };
  const { Attributes } = await open(handler).execute('PutItem', { TableName: 'users', Item });
  assert.equal(bodyOf(handler), { TableName: 'users', Item: { b: { B: 'AQI=' } } });
  assert.equal([...(Attributes?.b?.B ?? [])], [1, 2]);
});

test('sends bytes and dates of another realm as those of its own', async () => {
  const handler = new StubHandler();
  const values = '({ b: { B: Uint8Array.of(1, 2) }, l: { L: [{ BS: [Uint8Array.of(3)] }, { S: "a" }] } })';
  await open(handler).execute('PutItem', { TableName: 'users', Item: runInNewContext(values) });
  assert.equal(bodyOf(handler), {
    TableName: 'users',
    Item: { b: { B: 'AQI=' }, l: { L: [{ BS: ['Aw=='] }, { S: 'a' }] } },
  });
  const at = { TableArn: 'arn', S3Bucket: 'exports', ClientToken: 'token' };
  await open(handler).execute('ExportTableToPointInTime', { ...at, ExportTime: runInNewContext('new Date(1500)') });
  assert.equal(JSON.parse(String(handler.requests[1]?.body)), { ...at, ExportTime: 1.5 });
});

test('reports a failed condition with the item', async () => {
  const answer = errorResponse('ConditionalCheckFailedException', {
    message: 'The conditional request failed',
    Item: { id: { S: 'a' }, version: { N: '2' } },
  });
  const error = await errorFor(answer);
  assert.is(error.name, 'ConditionalCheckFailedException');
  assert.is(error.message, 'The conditional request failed');
  assert.equal(error.item, { id: { S: 'a' }, version: { N: '2' } });
  assert.is(error.statusCode, 400);
  assert.is(error.requestId, 'REQUEST-1');
  assert.is(error.retryable, false);
});

test('reports a cancelled transaction with the reasons in order', async () => {
  const answer = errorResponse('TransactionCanceledException', {
    Message: 'Transaction cancelled [None, ConditionalCheckFailed]',
    CancellationReasons: [
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: { id: { S: 'a' } } },
    ],
  });
  const db = open(new StubHandler(() => answer));
  const error = await serviceErrorOf(db.execute('TransactWriteItems', { TransactItems: [] }));
  assert.is(error.message, 'Transaction cancelled [None, ConditionalCheckFailed]');
  assert.equal(error.cancellationReasons, [
    { Code: 'None' },
    { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: { id: { S: 'a' } } },
  ]);
});

test('reports throttling with its reasons, however the service spells the member', async () => {
  const reasons = [{ reason: 'TableReadProvisionedThroughputExceeded', resource: 'arn:aws:dynamodb:::table/users' }];
  for (const [type, member] of [
    ['ProvisionedThroughputExceededException', 'ThrottlingReasons'],
    ['RequestLimitExceeded', 'ThrottlingReasons'],
    ['ThrottlingException', 'throttlingReasons'],
  ] as const) {
    const error = await errorFor(errorResponse(type, { message: 'slow down', [member]: reasons }));
    assert.is(error.name, type);
    assert.equal(error.throttlingReasons, reasons);
    assert.is(error.retryable, true);
  }
});

test('reports errors that the SDK has no class for under their own names', async () => {
  const error = await errorFor(errorResponse('ValidationException', { message: 'Invalid KeyConditionExpression' }));
  assert.is(error.name, 'ValidationException');
  assert.is(error.message, 'Invalid KeyConditionExpression');
});

test('reports a failure of the service as retryable, after one attempt', async () => {
  const handler = new StubHandler(() => errorResponse('InternalServerError', { message: 'internal' }, 500));
  const error = await serviceErrorOf(putInto(open(handler)));
  assert.is(error.statusCode, 500);
  assert.is(error.retryable, true);
  assert.is(handler.requests.length, 1);
});

test('makes as many attempts as maxAttempts', async () => {
  const handler = new StubHandler(() => errorResponse('InternalServerError', { message: 'internal' }, 500));
  const db = new AwsDynamoDb({ ...settingsWith(handler), maxAttempts: 2 });
  await serviceErrorOf(putInto(db));
  assert.is(handler.requests.length, 2);
});

test('reports an unreadable response, and whether a retry may help', async () => {
  const failed = async (statusCode: number, body: string) => {
    const db = open(new StubHandler(() => ({ statusCode, body, headers: { 'content-type': 'text/html' } })));
    return errorOf(putInto(db));
  };
  const busy = await failed(503, '<html>busy</html>');
  assert.is(busy.code, 'NO_RESPONSE');
  assert.is(busy.message, 'PutItem got an answer that cannot be read, with HTTP status 503');
  assert.is(busy.retryable, true);
  assert.is((await failed(502, '')).retryable, true);
  assert.is((await failed(200, '{"Attributes":')).retryable, true);
  assert.is((await failed(407, 'proxy')).retryable, false);
});

test('sends nothing once the signal is aborted', async () => {
  const handler = new StubHandler();
  const reason = new Error('enough');
  const error = await errorOf(putInto(open(handler), AbortSignal.abort(reason)));
  assert.instance(error, AbortedError);
  assert.is(error.cause, reason);
  assert.is(handler.requests.length, 0);
});

test('sends nothing when the signal aborts while the model is loaded to check the input', async () => {
  const handler = new StubHandler();
  const abort = new AbortController();
  const input = { TableName: 'users', Key: { id: { S: 'a' } }, AttributesToGet: ['id'] };
  const got = errorOf(open(handler).execute('GetItem', input, { abortSignal: abort.signal }));
  abort.abort('enough');
  const error = await got;
  assert.instance(error, AbortedError);
  assert.is(error.cause, 'enough');
  assert.is(handler.requests.length, 0);
});

test('rejects at once when the signal aborts during a request', async () => {
  const abort = new AbortController();
  const reason = new Error('enough');
  const db = open(
    new StubHandler(() => {
      abort.abort(reason);
      return new Promise(() => {}); // a handler that never answers, and takes no notice
    }),
  );
  const error = await errorOf(putInto(db, abort.signal));
  assert.instance(error, AbortedError);
  assert.is(error.message, 'PutItem was aborted');
  assert.is(error.cause, reason);
});

test('a request handler receives a signal, which the end of the request aborts', async () => {
  const ends: { readonly what: string; readonly end: (abort: AbortController) => void }[] = [
    { what: 'the signal of the caller', end: (abort) => abort.abort(new Error('enough')) },
    { what: 'the timeout', end: () => {} },
  ];
  for (const { what, end } of ends) {
    const abort = new AbortController();
    let signal: AbortSignal | undefined;
    const handler = new StubHandler();
    handler.handle = (_request, options?: { readonly abortSignal?: object | undefined }) => {
      signal = Object(options?.abortSignal);
      end(abort);
      return new Promise(() => {});
    };
    const db = new AwsDynamoDb({ ...settingsWith(handler), requestTimeoutMs: 50 });
    const error = await errorOf(putInto(db, abort.signal));
    assert.instance(signal, AbortSignal, what);
    assert.is(signal?.aborted, true, what);
    assert.is(signal?.reason, error instanceof AbortedError ? error.cause : error, what);
  }
});

test('an attempt of a repository ends at its deadline with the request', async () => {
  let signal: AbortSignal | undefined;
  const handler = new StubHandler();
  handler.handle = (_request, options?: { readonly abortSignal?: object | undefined }) => {
    signal = Object(options?.abortSignal);
    return new Promise(() => {});
  };
  const Counter = entity('Counter', { table: 'counters', attributes: { id: string() }, key: { partition: 'id' } });
  for (const decorate of [(db: DynamoDb) => db, (db: DynamoDb): DynamoDb => observed(db, { before: () => {} })]) {
    const db = decorate(new AwsDynamoDb(settingsWith(handler)));
    const error = await errorOf(repository(Counter, db, { retry: { deadlineMs: 1 } }).get({ id: 'a' }));
    assert.equal(
      [error.code, error.message],
      ['TIMEOUT', 'no response before the deadline for retries, after 1000 ms'],
    );
    assert.is(signal?.reason instanceof AbortedError ? signal?.reason.cause : signal?.reason, error);
  }
});

test('a subclass sees every request of a repository', async () => {
  const seen: string[] = [];
  class Recording extends AwsDynamoDb {
    override execute: AwsDynamoDb['execute'] = (operation, input, options) => {
      seen.push(operation);
      return super.execute(operation, input, options);
    };
  }
  const Counter = entity('Counter', { table: 'counters', attributes: { id: string() }, key: { partition: 'id' } });
  await repository(Counter, new Recording(settingsWith(new StubHandler()))).get({ id: 'a' });
  assert.equal(seen, ['GetItem']);
});

test('rejects at once when the signal aborts while credentials are loaded', async () => {
  const abort = new AbortController();
  const credentials = () => {
    abort.abort();
    return new Promise<never>(() => {});
  };
  const db = new AwsDynamoDb({ ...settingsWith(new StubHandler()), credentials });
  assert.instance(await errorOf(putInto(db, abort.signal)), AbortedError);
});

test('reports missing credentials as not retryable', async () => {
  const credentials = () => Promise.reject(new Error('the vault is locked'));
  const db = new AwsDynamoDb({ ...settingsWith(new StubHandler()), credentials });
  const error = await errorOf(putInto(db));
  assert.is(error.message, 'PutItem got no response: the vault is locked');
  assert.is(error.retryable, false);
});

test('rejects values of a wrong JavaScript type, which the SDK would convert', async () => {
  const handler = new StubHandler();
  const wrong: unknown = { TableName: 'users', Item: { age: { N: 5 } } };
  const error = await serviceErrorOf(open(handler).execute('PutItem', wrong as Input<'PutItem'>));
  assert.is(error.name, 'SerializationException');
  assert.is(error.message, 'NUMBER_VALUE cannot be converted to String');
  assert.is(handler.requests.length, 0);
});

test('rejects an unknown operation', async () => {
  for (const name of ['DropTable', 'toString', 'Getitem']) {
    for (const db of [open(new StubHandler()), new MemoryDynamoDb()]) {
      const error = await errorOf(db.execute(name as 'PutItem', putInput));
      assert.is(error.code, 'BAD_INPUT');
      const hint = name === 'Getitem' ? '; did you mean "GetItem"?' : '';
      assert.is(error.message, `DynamoDB has no operation "${name}"${hint}`);
    }
  }
});

test('executes the operations of DynamoDB Streams', async () => {
  const handler = new StubHandler(() => ({ body: { Streams: [{ TableName: 'users' }] } }));
  const db = open(handler);
  const answer = await db.execute('ListStreams', { TableName: 'users' });
  assert.equal(answer, { Streams: [{ TableName: 'users' }], requestId: 'REQUEST-1' });
  assert.is(handler.requests[0]?.hostname, 'streams.dynamodb.eu-west-1.amazonaws.com');
  assert.is(handler.requests[0]?.headers['x-amz-target'], 'DynamoDBStreams_20120810.ListStreams');
});

test('translates the errors of DynamoDB Streams', async () => {
  const db = open(new StubHandler(() => errorResponse('TrimmedDataAccessException', { message: 'too old' })));
  const error = await serviceErrorOf(db.execute('GetRecords', { ShardIterator: 'x' }));
  assert.is(error.name, 'TrimmedDataAccessException');
});

test('uses the endpoint for both services', async () => {
  const handler = new StubHandler();
  const db = new AwsDynamoDb({ ...settingsWith(handler), endpoint: 'http://engine.test:8000' });
  await db.execute('ListTables', {});
  await db.execute('ListStreams', {});
  assert.equal(
    handler.requests.map(({ hostname }) => hostname),
    ['engine.test', 'engine.test'],
  );
});

test('close() destroys the connections once, and later requests are rejected', async () => {
  const handler = new StubHandler();
  const db = open(handler);
  await putInto(db);
  db.close();
  db.close();
  assert.is(handler.timesDestroyed, 1);
  const error = await errorOf(putInto(db));
  assert.is(error.code, 'BAD_INPUT');
  assert.is(error.message, 'PutItem was called on an AwsDynamoDb after close()');
  assert.is(handler.requests.length, 1);
});

test('uses existing clients and leaves them open', async () => {
  const handler = new StubHandler();
  const streamsHandler = new StubHandler();
  const db = new AwsDynamoDb({
    client: new DynamoDBClient({ ...settingsWith(handler), region: 'ap-south-1' }),
    streamsClient: new DynamoDBStreamsClient(settingsWith(streamsHandler)),
  });
  await putInto(db);
  await db.execute('ListStreams', {});
  db.close();
  assert.is(handler.requests[0]?.hostname, 'dynamodb.ap-south-1.amazonaws.com');
  assert.is(streamsHandler.requests.length, 1);
  assert.is(handler.timesDestroyed, 0);
  assert.is(streamsHandler.timesDestroyed, 0);
});

test('reaches DynamoDB Streams through an existing client', async () => {
  const handler = new StubHandler();
  const db = new AwsDynamoDb({ client: new DynamoDBClient({ ...settingsWith(handler), region: 'ap-south-1' }) });
  await db.execute('ListStreams', {});
  assert.is(handler.requests[0]?.hostname, 'streams.dynamodb.ap-south-1.amazonaws.com');
});

test.run();

const putInput = { TableName: 'users', Item: { id: { S: 'a' } } };

function open(handler: StubHandler): AwsDynamoDb {
  return new AwsDynamoDb(settingsWith(handler));
}

function putInto(db: DynamoDb, abortSignal?: AbortSignal): Promise<unknown> {
  return db.execute('PutItem', putInput, { abortSignal });
}

function bodyOf(handler: StubHandler): unknown {
  const body = handler.requests[0]?.body;
  return JSON.parse(body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body));
}

function errorFor(answer: ReturnType<typeof errorResponse>): Promise<ServiceError> {
  return serviceErrorOf(putInto(open(new StubHandler(() => answer))));
}

async function serviceErrorOf(promise: Promise<unknown>): Promise<ServiceError> {
  const error = await errorOf(promise);
  if (!(error instanceof ServiceError)) throw error;
  return error;
}

async function errorOf(promise: Promise<unknown>): Promise<DynarepoError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof DynarepoError) return error;
    throw error;
  }
  throw new Error('there was an answer');
}
