import { crc32, deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import * as assert from 'uvu/assert';
import { wire } from '../../../src/adapters/http/wire.ts';
import { MemoryDynamoDb } from '../../../src/adapters/memory/memory-dynamodb.ts';
import { AbortedError, DynarepoError, NotImplementedError, ServiceError } from '../../../src/domain/errors.ts';
import { suite } from '../../support/suite.ts';
import { json, type Posted, post, request, StubDynamoDb, text } from './posting.ts';

const coral = (name: string, members: object = {}) => ({ __type: `com.amazon.coral.service#${name}`, ...members });

const test = suite('wire protocol');

test('executes the operation of a request', async () => {
  const db = new StubDynamoDb(() => ({ TableNames: ['films'], requestId: 'REQUEST-1', extra: 1 }));
  const answer = await post(db, { body: '{"Limit":5}' });
  assert.is(answer.statusCode, 200);
  assert.equal(json(answer), { TableNames: ['films'] });
  assert.equal(db.asked, [{ operation: 'ListTables', input: { Limit: 5 } }]);
  assert.is(answer.headers['x-amzn-requestid'], 'REQUEST-1');
  assert.is(answer.headers['x-amz-crc32'], String(crc32(answer.body)));
  assert.is(answer.headers['content-type'], 'application/x-amz-json-1.0');
  assert.is(answer.headers['content-length'], '24');
});

test('accepts the streams operations under their own target only', async () => {
  const db = new StubDynamoDb();
  assert.is((await post(db, { target: 'DynamoDBStreams_20120810.ListStreams' })).statusCode, 200);
  assert.equal(json(await post(db, { target: 'DynamoDB_20120810.ListStreams' })), coral('UnknownOperationException'));
});

test('an operation without output has an empty body', async () => {
  const answer = await post(new StubDynamoDb(), { target: 'DynamoDB_20120810.TagResource' });
  assert.equal([answer.statusCode, text(answer), answer.headers['content-length']], [200, '', '0']);
});

test('accepts application/json with parameters and responds with the same type', async () => {
  const headers = { 'content-type': 'Application/JSON; charset=utf-8' };
  assert.is((await post(new StubDynamoDb(), { headers })).headers['content-type'], 'application/json');
});

for (const contentType of ['application/x-amz-json-1.1', 'text/plain', '', undefined]) {
  test(`responds 404 to the content type ${contentType}`, async () => {
    const answer = await post(new StubDynamoDb(), { headers: { 'content-type': contentType } });
    assert.equal([answer.statusCode, text(answer)], [404, '<UnknownOperationException/>\n']);
    assert.is(answer.headers['x-amz-crc32'], '3552371480');
  });
}

const elsewhere: readonly Posted[] = [
  { method: 'PUT' },
  { method: 'DELETE' },
  { method: 'HEAD' },
  { method: 'OPTIONS' },
  { method: 'GET', path: '/shell' },
  { path: '/elsewhere' },
];
for (const posted of elsewhere) {
  test(`responds 404 to ${posted.method ?? 'POST'} ${posted.path ?? '/'}`, async () => {
    assert.is((await post(new StubDynamoDb(), posted)).statusCode, 404);
  });
}

test('responds to GET / as healthy', async () => {
  const answer = await post(new StubDynamoDb(), { method: 'GET' }, { region: 'eu-west-1' });
  assert.equal([answer.statusCode, text(answer)], [200, 'healthy: dynamodb.eu-west-1.amazonaws.com ']);
});

const rejected: readonly (readonly [string, Posted, object])[] = [
  ['JSON that is none', { body: '{' }, coral('SerializationException')],
  ['bytes that are no UTF-8', { body: new Uint8Array([0x22, 0xff, 0x22]) }, coral('SerializationException')],
  ['no body', { body: '' }, coral('SerializationException')],
  ['broken JSON before an unknown target', { body: '{', target: 'x' }, coral('SerializationException')],
  [
    'an unknown target before a missing signature',
    { target: 'x', headers: { authorization: undefined } },
    coral('UnknownOperationException'),
  ],
  [
    'a target that is a name of JavaScript',
    { target: 'DynamoDB_20120810.constructor' },
    coral('UnknownOperationException'),
  ],
  [
    'a missing signature before an empty body',
    { body: '', headers: { authorization: undefined } },
    coral('MissingAuthenticationTokenException', { message: 'Request is missing Authentication Token' }),
  ],
  [
    'text in place of a number',
    { body: '{"Limit":"1"}' },
    coral('SerializationException', { Message: 'STRING_VALUE cannot be converted to Integer' }),
  ],
  ['a request that is a list', { body: '[]' }, coral('SerializationException')],
  [
    'what the service does not accept',
    { body: '{"Limit":0}' },
    {
      __type: 'com.amazon.coral.validate#ValidationException',
      message:
        "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    },
  ],
];
for (const [what, posted, body] of rejected) {
  test(`rejects ${what}`, async () => {
    const answer = await post(new MemoryDynamoDb(), posted);
    assert.equal(json(answer), body);
    assert.is(answer.statusCode, 400);
  });
}

const put = (value: string): Posted => ({
  target: 'DynamoDB_20120810.PutItem',
  body: `{"TableName":"films","Item":{"id":{"S":"a"},"value":${value}}}`,
});

test('distinguishes a value nested too deeply from an unreadable request', async () => {
  const nested = (levels: number) => put(`${'{"L":['.repeat(levels)}{"S":"a"}${']}'.repeat(levels)}`);
  assert.match(text(await post(new MemoryDynamoDb(), nested(100))), /ValidationException.*nest/i);
  assert.equal(json(await post(new MemoryDynamoDb(), nested(100_000))), coral('SerializationException'));
});

test('rejects null in a list of values', async () => {
  const response = await post(new MemoryDynamoDb(), put('{"L":[{"S":"a"},null]}'));
  assert.match(text(response), /ValidationException","message":"The supplied Item contains a null AttributeValue"/);
});

test('accepts the strings that the service accepts as booleans', async () => {
  const db = new StubDynamoDb();
  await post(db, put('{"BOOL":"yes"}'));
  assert.equal(Reflect.get(db.asked[0]?.input ?? {}, 'Item'), { id: { S: 'a' }, value: { BOOL: 'yes' } });
  const answer = await post(new MemoryDynamoDb(), put('{"BOOL":"perhaps"}'));
  assert.equal(json(answer), coral('SerializationException', { Message: 'Unexpected token received from parser' }));
});

test('adds a request id if the database returns none', async () => {
  let chance = 0;
  const answer = () => post(new StubDynamoDb(), {}, { random: () => (chance = (chance + 0.137) % 1) });
  const [first, second] = [await answer(), await answer()];
  assert.match(first.headers['x-amzn-requestid'] ?? '', /^[0-9A-Z]{52}$/);
  assert.is.not(first.headers['x-amzn-requestid'], second.headers['x-amzn-requestid']);
});

test('responds 501 to an operation that is not built', async () => {
  const db = new StubDynamoDb(() => {
    throw new NotImplementedError('ListTables');
  });
  const answer = await post(db);
  assert.is(answer.statusCode, 501);
  assert.equal(
    json(answer),
    coral('NotImplementedError', { message: 'ListTables is not implemented by this adapter' }),
  );
});

const failures: readonly (readonly [unknown, number, object])[] = [
  [new TypeError('x is not a function'), 500, coral('InternalFailure')],
  [
    new DynarepoError('NO_RESPONSE', 'no answer: ECONNREFUSED'),
    503,
    coral('ServiceUnavailable', { message: 'no answer: ECONNREFUSED' }),
  ],
];
for (const [error, statusCode, body] of failures) {
  test(`responds ${statusCode} if the database fails, and reports the error`, async () => {
    const reported: unknown[] = [];
    const db = new StubDynamoDb(() => {
      throw error;
    });
    const answer = await post(db, {}, { onFailure: (failure) => reported.push(failure) });
    assert.equal([answer.statusCode, json(answer)], [statusCode, body]);
    assert.equal(reported, [error]);
  });
}

test('does not report errors that the service itself answers with 500', async () => {
  const reported: unknown[] = [];
  const options = { onFailure: (failure: unknown) => void reported.push(failure) };
  const broken = await post(new StubDynamoDb(), { headers: { 'content-encoding': 'br' } }, options);
  const failing = new StubDynamoDb(() => {
    throw new ServiceError('InternalServerError', 'Internal server error');
  });
  assert.equal([broken.statusCode, (await post(failing, {}, options)).statusCode], [500, 500]);
  assert.equal(reported, []);
});

for (const [name, statusCode] of [
  ['InternalFailure', 500],
  ['InternalServerError', 500],
  ['ServiceUnavailable', 503],
  ['InvalidEndpointException', 421],
  ['ThrottlingException', 400],
] as const) {
  test(`${name} has the status ${statusCode}`, async () => {
    const db = new StubDynamoDb(() => {
      throw new ServiceError(name, '');
    });
    assert.is((await post(db)).statusCode, statusCode);
  });
}

test('passes on that the request was aborted', async () => {
  const aborted = new AbortedError('aborted');
  const db = new StubDynamoDb(() => {
    throw aborted;
  });
  assert.is(await post(db).catch((error: unknown) => error), aborted);
});

test('a memory database executes nothing for a request that was aborted before its body was decompressed', async () => {
  const db = new MemoryDynamoDb();
  const body = gzipSync(JSON.stringify(createNotes));
  const sent = request({ target: 'DynamoDB_20120810.CreateTable', headers: { 'content-encoding': 'gzip' }, body });
  const gone = new AbortController();
  const answer = wire(db)(sent, gone.signal);
  gone.abort('gone');
  const error = await answer.catch((thrown: unknown) => thrown);
  assert.equal([error instanceof AbortedError, Object(error).cause], [true, 'gone']);
  assert.equal((await db.execute('ListTables', {})).TableNames, []);
  assert.is((await wire(db)(sent)).statusCode, 200);
});

const createNotes = {
  TableName: 'notes',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
};

const errors: readonly (readonly [string, ServiceError, string])[] = [
  [
    'a failed condition with its item',
    new ServiceError('ConditionalCheckFailedException', 'failed', { item: { bytes: { B: new Uint8Array([1]) } } }),
    '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","Message":"failed","Item":{"bytes":{"B":"AQ=="}}}',
  ],
  [
    'a failed condition without an item',
    new ServiceError('ConditionalCheckFailedException', 'failed'),
    '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"failed"}',
  ],
  [
    'a cancelled transaction with its reasons',
    new ServiceError('TransactionCanceledException', 'cancelled', {
      cancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Message: 'failed' }],
    }),
    '{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":"cancelled","CancellationReasons":[{"Code":"None"},{"Code":"ConditionalCheckFailed","Message":"failed"}]}',
  ],
  [
    'a token with other actions',
    new ServiceError('IdempotentParameterMismatchException', 'mismatch'),
    '{"__type":"com.amazonaws.dynamodb.v20120810#IdempotentParameterMismatchException","Message":"mismatch"}',
  ],
  [
    'a transaction in progress',
    new ServiceError('TransactionInProgressException', 'in progress'),
    '{"__type":"com.amazonaws.dynamodb.v20120810#TransactionInProgressException","Message":"in progress"}',
  ],
  [
    'a conflict with a transaction',
    new ServiceError('TransactionConflictException', 'conflict'),
    '{"__type":"com.amazonaws.dynamodb.v20120810#TransactionConflictException","message":"conflict"}',
  ],
  [
    'throttling with its reasons',
    new ServiceError('ThrottlingException', 'slow', { throttlingReasons: [{ reason: 'r' }] }),
    '{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"slow","throttlingReasons":[{"reason":"r"}]}',
  ],
];
for (const [what, error, body] of errors) {
  test(`encodes ${what}`, async () => {
    const db = new StubDynamoDb(() => {
      throw error;
    });
    assert.is(text(await post(db)), body);
  });
}

test('the errors of SearchVectors have a lower-case message', async () => {
  const db = new StubDynamoDb(() => {
    throw new ServiceError('SerializationException', 'no');
  });
  const answer = await post(db, { target: 'DynamoDB_20120810.SearchVectors' });
  assert.equal(json(answer), coral('SerializationException', { message: 'no' }));
});

for (const [encoding, compress] of Object.entries({ gzip: gzipSync, deflate: deflateSync })) {
  test(`decodes ${encoding}`, async () => {
    const db = new StubDynamoDb();
    const body = compress('{"Limit":7}');
    assert.is((await post(db, { body, headers: { 'content-encoding': encoding } })).statusCode, 200);
    assert.equal(db.asked[0]?.input, { Limit: 7 });
  });
}

test('decodes a body of several gzip members', async () => {
  const db = new StubDynamoDb();
  const body = Buffer.concat([gzipSync('{"Lim'), gzipSync('it":7}')]);
  await post(db, { body, headers: { 'content-encoding': 'gzip' } });
  assert.equal(db.asked[0]?.input, { Limit: 7 });
});

const unreadable: readonly (readonly [string, string, Uint8Array])[] = [
  ['an unknown encoding', 'br', gzipSync('{}')],
  ['a truncated body', 'gzip', gzipSync('{"Limit":7}').subarray(0, 15)],
  ['a body that unpacks to more than 16 MB', 'gzip', gzipSync(Buffer.alloc(16 * 1024 * 1024 + 1, ' '))],
];
for (const [what, encoding, body] of unreadable) {
  test(`responds 500 to ${what}, as the service does`, async () => {
    assert.is((await post(new StubDynamoDb(), { body, headers: { 'content-encoding': encoding } })).statusCode, 500);
  });
}

test('responds to a body of more than 16 MB with the status alone', async () => {
  const answer = await post(new StubDynamoDb(), { body: Buffer.alloc(16 * 1024 * 1024 + 1, ' ') });
  assert.equal([answer.statusCode, answer.body.length, answer.headers], [413, 0, { 'transfer-encoding': 'chunked' }]);
});

const offers: readonly (readonly [string | undefined, string | undefined])[] = [
  [undefined, undefined],
  ['gzip, deflate', 'gzip'],
  ['deflate, gzip', 'deflate'],
  ['deflate;q=0.5, gzip;q=0.8', 'gzip'],
  ['gzip;q=0', undefined],
  ['br, identity', undefined],
  ['identity, gzip;q=0.1', 'gzip'],
  ['*', 'gzip'],
  ['gzip;q=0.1, *', 'deflate'],
  ['*;q=0', undefined],
];
const unpackers = new Map<string | undefined, (body: Uint8Array) => Buffer>([
  ['gzip', gunzipSync],
  ['deflate', inflateSync],
]);
for (const [offer, encoding] of offers) {
  test(`responds with ${encoding ?? 'no encoding'} to Accept-Encoding: ${offer}`, async () => {
    const db = new StubDynamoDb(() => ({ TableNames: Array.from({ length: 500 }, () => 'a-table') }));
    const answer = await post(db, { headers: { 'accept-encoding': offer } });
    assert.is(answer.headers['content-encoding'], encoding);
    assert.is(answer.headers['x-amz-crc32'], String(crc32(answer.body)));
    const plain = unpackers.get(encoding)?.(answer.body) ?? answer.body;
    assert.is(Buffer.from(plain).toString().length, 5016);
  });
}

test('sends a small response uncompressed', async () => {
  const answer = await post(new StubDynamoDb(), { headers: { 'accept-encoding': 'gzip' } });
  assert.is(answer.headers['content-encoding'], undefined);
});

test('lets pages of any origin read responses', async () => {
  const answer = await post(new StubDynamoDb(), { headers: { origin: 'https://example.org' } });
  assert.is(answer.headers['access-control-allow-origin'], '*');
  assert.is((await post(new StubDynamoDb())).headers['access-control-allow-origin'], undefined);
});

test('allows whatever a preflight request asks for', async () => {
  const asked = {
    origin: 'https://example.org',
    'access-control-request-headers': 'x-amz-target',
    'access-control-request-method': 'POST',
  };
  const answer = await post(new StubDynamoDb(), { method: 'OPTIONS', headers: asked, body: '' });
  assert.equal([answer.statusCode, text(answer)], [200, '']);
  assert.is(answer.headers['access-control-max-age'], '172800');
  assert.is(answer.headers['access-control-allow-headers'], 'x-amz-target');
  assert.is(answer.headers['access-control-allow-methods'], 'POST');
});

test('selects the database by access key and Region', async () => {
  const callers: unknown[] = [];
  await post((caller) => {
    callers.push(caller);
    return new StubDynamoDb();
  });
  assert.equal(callers, [{ accessKeyId: 'key', region: 'eu-west-1' }]);
});

test.run();
