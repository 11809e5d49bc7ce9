import * as assert from 'uvu/assert';
import { createServer } from '../../src/adapters/http/server.ts';
import type { ServerOptions } from '../../src/adapters/http/server-options.ts';
import { ManualClock } from '../../src/adapters/memory/simulation/manual-clock.ts';
import { logLine } from '../../src/cli/log-line.ts';
import { ServiceError } from '../../src/domain/errors.ts';
import { StubDynamoDb } from '../adapters/http/posting.ts';
import { exchange, type RawRequest, rawRequest } from '../adapters/http/raw-http.ts';
import { suite } from '../support/suite.ts';

const test = suite('log');

const films = '{"TableName":"films"}';

/** Returns the line of one request, after its time. */
async function lineOf(request: RawRequest, db = new StubDynamoDb(), options: ServerOptions = {}): Promise<string> {
  const lines: string[] = [];
  const clock = new ManualClock(Date.UTC(2026, 0, 1, 12, 30));
  const onResponse: ServerOptions['onResponse'] = (served) => lines.push(logLine(served));
  const server = createServer(db, { port: 0, clock, onResponse, ...options });
  await exchange(
    await server.listen(),
    rawRequest({ ...request, headers: { Connection: 'close', ...request.headers } }),
  );
  await server.close();
  assert.is(lines.length, 1);
  return lines.join('').replace(/^12:30:00\.000 /, '');
}

function rejecting(name: string, message: string): StubDynamoDb {
  return new StubDynamoDb(() => {
    throw new ServiceError(name, message);
  });
}

test('has a line for each request with time, operation, table, status and duration', async () => {
  const bare = { method: 'POST', path: '/', headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' } };
  const line = logLine({
    request: { ...bare, body: Buffer.from(films) },
    response: { statusCode: 200, headers: {}, body: new Uint8Array() },
    receivedMs: Date.UTC(2026, 0, 1, 12, 30),
    respondedMs: Date.UTC(2026, 0, 1, 12, 30, 0, 7),
  });
  assert.is(line, '12:30:00.000 GetItem films: 200 (7 ms)');
});

test('names all tables of a batch and of a transaction', async () => {
  const batch = '{"RequestItems":{"films":[],"actors":[]}}';
  assert.is(await lineOf({ body: batch }), 'ListTables films actors: 200 (0 ms)');
  const actions = '{"TransactItems":[{"Put":{"TableName":"films"}},{"Get":{"TableName":"films"}},null,3]}';
  assert.is(await lineOf({ body: actions }), 'ListTables films: 200 (0 ms)');
});

for (const body of ['null', '5', '"x"', '[]', '{"TableName":5,"RequestItems":6,"TransactItems":7}']) {
  test(`names no table for the body ${body}`, async () => {
    assert.is(await lineOf({ body }), 'ListTables: 200 (0 ms)');
  });
}

test('has name and message of a rejected request', async () => {
  const db = rejecting('ResourceNotFoundException', 'Requested resource not found');
  const line = await lineOf({ body: films }, db);
  assert.is(line, 'ListTables films: 400 ResourceNotFoundException: Requested resource not found (0 ms)');
  assert.match(await lineOf({ body: '{' }), /^ListTables: 400 SerializationException \(/);
});

test('has a line for requests that reach no database', async () => {
  const target = { 'X-Amz-Target': 'DynamoDB_20120810.Fly' };
  assert.is(await lineOf({ headers: target }), 'Fly: 400 UnknownOperationException (0 ms)');
  const version = { 'X-Amz-Target': 'DynamoDB_20110101.ListTables' };
  assert.is(await lineOf({ headers: version }), 'DynamoDB_20110101.ListTables: 400 UnknownOperationException (0 ms)');
  assert.is(await lineOf({ path: '/a?b' }), 'POST /a: 404 <UnknownOperationException/> (0 ms)');
  assert.match(await lineOf({ headers: { Host: 'example.org' } }), /^ListTables: 403 This server is for programs of /);
});

test('has one line for a request with a wrong signature', async () => {
  const headers = {
    'X-Amz-Date': '20260101T123000Z',
    Authorization:
      'AWS4-HMAC-SHA256 Credential=key/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature=00',
  };
  const line = await lineOf({ headers }, undefined, { credentials: { key: 'secret' } });
  assert.match(line, /^ListTables: 400 InvalidSignatureException: The request signature we calculated .*\(0 ms\)$/);
});

test('has a line for admin requests', async () => {
  const reset = { path: '/_dynarepo/reset', headers: { 'X-Amz-Target': undefined } };
  assert.match(await lineOf(reset), /^POST \/_dynarepo\/reset: 501 admin requests are not enabled /);
  const rejected = await lineOf(reset, undefined, { adminToken: 'secret' });
  assert.match(rejected, /^POST \/_dynarepo\/reset: 401 the admin token is missing or wrong; /);
});

test('omits the message of a compressed error', async () => {
  const db = rejecting('ValidationException', 'a'.repeat(5000));
  assert.is(await lineOf({ headers: { 'Accept-Encoding': 'gzip' } }, db), 'ListTables: 400 (0 ms)');
});

test('has only the beginning of long names and messages', async () => {
  const line = await lineOf(
    { body: JSON.stringify({ TableName: 'a'.repeat(10_000) }) },
    rejecting('X', 'b'.repeat(10_000)),
  );
  assert.match(line, /^ListTables a{489}…: 400 X: b{493}… \(0 ms\)$/);
});

test('removes control characters from the line', async () => {
  const body = JSON.stringify({ TableName: 'films\n12:30 \u001b[2J' });
  assert.is(await lineOf({ body }), 'ListTables films 12:30  [2J: 200 (0 ms)');
});

test.run();
