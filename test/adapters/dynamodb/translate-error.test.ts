import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as streams from '@aws-sdk/client-dynamodb-streams';
import * as assert from 'uvu/assert';
import { translateError } from '../../../src/adapters/dynamodb/translate-error.ts';
import { structures } from '../../../src/domain/api/structures.ts';
import { AbortedError, DynarepoError, NotImplementedError, ServiceError } from '../../../src/domain/errors.ts';
import { suite } from '../../support/suite.ts';

const test = suite('translateError');

for (const [service, sdk] of Object.entries({ DynamoDB: dynamodb, 'DynamoDB Streams': streams })) {
  test(`translates every error that the client for ${service} exports`, async () => {
    const classes = errorClasses(sdk);
    assert.ok(classes.length >= 5);
    for (const ErrorClass of classes) {
      const thrown = new ErrorClass({
        message: 'the text',
        $metadata: { httpStatusCode: 400, requestId: 'REQUEST-1' },
      });
      const translated = await translateError(thrown, 'PutItem');
      assert.instance(translated, ServiceError);
      assert.is(translated.name, ErrorClass.name);
      assert.is(translated.message, 'the text');
      assert.is(translated.code, 'SERVICE');
      assert.is(Reflect.get(translated, 'requestId'), 'REQUEST-1');
      assert.is(Reflect.get(translated, 'statusCode'), 400);
      assert.is(translated.cause, thrown);
      assert.ok(ErrorClass.name in structures, `the model has no ${ErrorClass.name}`);
    }
  });
}

test('marks throttling, conflicts and service failures as retryable, mistakes as not', async () => {
  const retryable = async (name: string, httpStatusCode = 400) => {
    const thrown = Object.assign(new Error('x'), { name, $fault: 'client', $metadata: { httpStatusCode } });
    return (await translateError(thrown, 'PutItem')).retryable;
  };
  assert.is(await retryable('ProvisionedThroughputExceededException'), true);
  assert.is(await retryable('ThrottlingException'), true);
  assert.is(await retryable('TransactionConflictException'), true);
  assert.is(await retryable('TransactionInProgressException'), true);
  assert.is(await retryable('TransactionCanceledException'), false);
  assert.is(await retryable('InternalServerError', 500), true);
  assert.is(await retryable('AnythingAtAll', 503), true);
  assert.is(await retryable('ValidationException'), false);
  assert.is(await retryable('ConditionalCheckFailedException'), false);
});

test('recognizes the 501 of an engine without the operation', async () => {
  const thrown = Object.assign(new Error('CreateTable with StreamSpecification is not implemented by this adapter'), {
    name: 'NotImplementedError',
    $fault: 'client',
    $metadata: { httpStatusCode: 501 },
  });
  const translated = await translateError(thrown, 'CreateTable');
  assert.instance(translated, NotImplementedError);
  assert.equal([translated.message, translated.code], [thrown.message, 'NOT_IMPLEMENTED']);
  assert.is(translated.cause, thrown);
});

test('drops the placeholder message of the SDK', async () => {
  const thrown = Object.assign(new Error('UnknownError'), { name: 'SerializationException', $fault: 'client' });
  assert.is((await translateError(thrown, 'PutItem')).message, '');
});

test('marks network failures as retryable', async () => {
  for (const code of ['ECONNREFUSED', 'ECONNRESET', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE']) {
    const cause = Object.assign(new Error('the network is down'), { code });
    const translated = await translateError(cause, 'PutItem');
    assert.instance(translated, DynarepoError);
    assert.is(translated.code, 'NO_RESPONSE');
    assert.is(translated.message, 'PutItem got no response: the network is down');
    assert.is(translated.retryable, true);
    assert.is(translated.cause, cause);
  }
  const timeout = Object.assign(new Error('took too long'), { name: 'TimeoutError' });
  assert.is((await translateError(timeout, 'PutItem')).retryable, true);
});

test('marks broken HTTP, timeouts and limits without a body as retryable, and reads Retry-After', async () => {
  const translated = (members: object) => translateError(Object.assign(new Error('x'), members), 'PutItem');
  for (const code of ['HPE_INVALID_CONSTANT', 'UND_ERR_SOCKET', 'ERR_STREAM_PREMATURE_CLOSE']) {
    assert.is((await translated({ code })).retryable, true, code);
  }
  assert.is((await translated({ name: 'TypeError', cause: { code: 'ECONNREFUSED' } })).retryable, true);
  for (const httpStatusCode of [408, 429]) {
    const $response = { headers: { 'Retry-After': '2' } };
    for (const members of [
      { name: 'SyntaxError' },
      { name: 'Unknown', $fault: 'client' },
      { name: 'X', $fault: 'client' },
    ]) {
      const error = await translated({ ...members, $metadata: { httpStatusCode }, $response });
      assert.equal([error.retryable, error.retryAfterMs], [true, 2_000], JSON.stringify(members));
    }
  }
  assert.is((await translated({ name: 'SyntaxError', $metadata: { httpStatusCode: 404 } })).retryable, false);
  const inPast = { headers: { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' } };
  assert.is((await translated({ $metadata: { httpStatusCode: 503 }, $response: inPast })).retryAfterMs, 0);
  const invalid = { headers: { 'retry-after': 'soon' } };
  assert.is((await translated({ $metadata: { httpStatusCode: 503 }, $response: invalid })).retryAfterMs, undefined);
});

test('finds the reason if every address of a host fails', async () => {
  const one = Object.assign(new Error('connect ECONNREFUSED ::1:8000'), { code: 'ECONNREFUSED' });
  const all = Object.assign(new AggregateError([one]), { code: 'ECONNREFUSED' });
  const translated = await translateError(all, 'ListTables');
  assert.is(translated.message, 'ListTables got no response: connect ECONNREFUSED ::1:8000');
  assert.is(translated.retryable, true);
});

test('marks a request that could not be created as not retryable', async () => {
  const thrown = Object.assign(new Error('Could not load credentials from any providers'), {
    name: 'CredentialsProviderError',
  });
  const translated = await translateError(thrown, 'GetItem');
  assert.is(translated.code, 'NO_RESPONSE');
  assert.is(translated.message, 'GetItem got no response: Could not load credentials from any providers');
  assert.is(translated.retryable, false);
});

test('translates any other thrown value', async () => {
  assert.is((await translateError('text', 'GetItem')).message, 'GetItem got no response: text');
  assert.is((await translateError(undefined, 'GetItem')).message, 'GetItem got no response: undefined');
});

test('passes our own errors on', async () => {
  const own = new DynarepoError('MISSING_PACKAGE', 'install it');
  assert.is(await translateError(own, 'ListStreams'), own);
});

test('an aborted signal wins over every other reason', async () => {
  const reason = new Error('enough');
  const translated = await translateError(new Error('Request aborted'), 'Scan', AbortSignal.abort(reason));
  assert.instance(translated, AbortedError);
  assert.is(translated.message, 'Scan was aborted');
  assert.is(translated.cause, reason);
});

test.run();

type ErrorClass = new (options: object) => Error;

/** All but the roots, which stand for errors that have no class of their own. */
function errorClasses(sdk: object): readonly ErrorClass[] {
  return Object.entries(sdk)
    .filter(
      ([name, value]) =>
        typeof value === 'function' && value.prototype instanceof Error && !name.endsWith('ServiceException'),
    )
    .map(([, value]) => value as ErrorClass); // the filter has seen that it makes errors
}
