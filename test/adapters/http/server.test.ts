import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import * as assert from 'uvu/assert';
import { createServer, type DynamoDbServer } from '../../../src/adapters/http/server.ts';
import type { ServerOptions } from '../../../src/adapters/http/server-options.ts';
import type { Databases } from '../../../src/adapters/http/wire-options.ts';
import { MemoryDynamoDb } from '../../../src/adapters/memory/memory-dynamodb.ts';
import { ManualClock } from '../../../src/adapters/memory/simulation/manual-clock.ts';
import { systemClock } from '../../../src/domain/environment.ts';
import { registerSharedExecution, sharedExecutionOf } from '../../../src/domain/shared-execution.ts';
import { suite } from '../../support/suite.ts';
import { StubDynamoDb } from './posting.ts';
import { exchange, rawRequest, statusCodes } from './raw-http.ts';

const test = suite('HTTP server', { timeoutMs: 20_000 });

const open: DynamoDbServer[] = [];
test.after.each(() => Promise.all(open.splice(0).map((server) => server.close())));

function serve(db: Databases = new StubDynamoDb(() => ({ TableNames: ['films'] })), options: ServerOptions = {}) {
  const server = createServer(db, { port: 0, ...options });
  open.push(server);
  return server.listen();
}

/** A database that takes its time. */
function slow(ms: number): StubDynamoDb {
  return new StubDynamoDb(() => systemClock.sleep(ms).then(() => ({ TableNames: ['films'] })));
}

const closing = { headers: { Connection: 'close' } };

test('returns its address, on loopback by default', async () => {
  assert.match(await serve(), /^http:\/\/127\.0\.0\.1:\d+$/);
});

test('serves requests over HTTP', async () => {
  const received = await exchange(await serve(), rawRequest(closing));
  assert.equal(statusCodes(received), [200]);
  assert.match(received, '{"TableNames":["films"]}');
  assert.match(received, /\r\nDate: /i);
  assert.match(received, /\r\nserver: Server\r\n/i);
});

test('responds to health checks', async () => {
  const answer = await fetch(await serve());
  assert.equal([answer.status, await answer.text()], [200, 'healthy: dynamodb.us-east-1.amazonaws.com ']);
});

test('responds to HEAD without a body', async () => {
  const received = await exchange(await serve(), rawRequest({ method: 'HEAD', body: '', ...closing }));
  assert.match(received, /^HTTP\/1\.1 404 [\s\S]*\r\n\r\n$/);
});

test('responds to pipelined requests in order, even if the first is the slowest', async () => {
  const delays = [30, 10, 0];
  const served: number[] = [];
  const db = new StubDynamoDb(async () => {
    const delay = delays.shift() ?? 0;
    await systemClock.sleep(delay);
    served.push(delay);
    return { TableNames: [`after-${delay}`] };
  });
  const received = await exchange(await serve(db), Buffer.concat([rawRequest(), rawRequest(), rawRequest(closing)]));
  assert.equal([...received.matchAll(/after-\d+/g)].flat(), ['after-30', 'after-10', 'after-0']);
  assert.equal(served, [30, 10, 0]);
});

test('reads a body sent in pieces', async () => {
  const db = new StubDynamoDb();
  const request = rawRequest({ headers: { 'Content-Length': '13', Connection: 'close' }, body: '{"Limit"' });
  const endpoint = await serve(db);
  const { port } = new URL(endpoint);
  const socket = connect({ host: '127.0.0.1', port: Number(port) });
  socket.write(request);
  await systemClock.sleep(20);
  socket.write(':  7}');
  await new Promise((resolve) => socket.once('close', resolve).resume());
  assert.equal(db.asked[0]?.input, { Limit: 7 });
});

test('compresses large responses', async () => {
  const db = new StubDynamoDb(() => ({ TableNames: Array.from({ length: 1000 }, () => 'films') }));
  const received = await exchange(
    await serve(db),
    rawRequest({ headers: { 'Accept-Encoding': 'gzip', Connection: 'close' } }),
  );
  const body = Buffer.from(received.slice(received.indexOf('\r\n\r\n') + 4), 'latin1');
  assert.is(gunzipSync(body).toString().length, 8016);
});

test('responds 413 to a body that is too large, declared or not, and keeps serving', async () => {
  const endpoint = await serve();
  const body = Buffer.alloc(16 * 1024 * 1024 + 1, ' ');
  const declared = await exchange(endpoint, Buffer.concat([rawRequest({ body }), rawRequest(closing)]));
  assert.equal(statusCodes(declared), [413, 200]);
  assert.not.match(declared.slice(0, declared.indexOf('\r\n\r\n')), /requestid/i);
  const chunked = Buffer.concat([
    rawRequest({ headers: { 'Transfer-Encoding': 'chunked', 'Content-Length': undefined }, body: '' }),
    Buffer.from(`${body.length.toString(16)}\r\n`),
    body,
    Buffer.from('\r\n0\r\n\r\n'),
    rawRequest(closing),
  ]);
  assert.equal(statusCodes(await exchange(endpoint, chunked)), [413, 200]);
});

test('responds 413 with CORS headers to a page whose body is far too large', async () => {
  const body = Buffer.alloc(80 * 1024 * 1024, ' ');
  const received = await exchange(
    await serve(),
    rawRequest({ body, headers: { Origin: 'http://a', ...closing.headers } }),
  );
  assert.equal(statusCodes(received), [413]);
  assert.match(received, /\r\naccess-control-allow-origin: \*\r\n/);
});

const broken: readonly (readonly [string, string | Uint8Array])[] = [
  ['a line that is not HTTP', 'hello\r\n\r\n'],
  ['headers of more than 16 KB', rawRequest({ headers: { 'X-Long': 'a'.repeat(17_000) } })],
  ['a request line of more than 16 KB', rawRequest({ path: `/${'a'.repeat(17_000)}` })],
  ['a request without a host', 'GET / HTTP/1.1\r\n\r\n'],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}'],
];
for (const [what, bytes] of broken) {
  test(`responds 400 to ${what}`, async () => {
    assert.equal(statusCodes(await exchange(await serve(), bytes, { halfClose: true })), [400]);
  });
}

test('disconnects a client that does not finish its request', async () => {
  const endpoint = await serve(undefined, { requestTimeoutMs: 100 });
  assert.equal(statusCodes(await exchange(endpoint, 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Le')), [408]);
  const unfinished = rawRequest({ headers: { 'Content-Length': '100' } });
  assert.equal(statusCodes(await exchange(endpoint, unfinished)), [408]);
});

test('responds to complete requests before malformed input', async () => {
  const received = await exchange(await serve(slow(50)), Buffer.concat([rawRequest(), Buffer.from('garbage\r\n\r\n')]));
  assert.equal(statusCodes(received), [200, 400]);
});

test('responds to complete requests before malformed input, even to a client that reads late', async () => {
  const answers = [{ TableNames: ['large'.repeat(2_000_000)] }, { TableNames: ['small'] }];
  const db = new StubDynamoDb(() => answers.shift());
  const asked = Buffer.concat([rawRequest(), rawRequest(), Buffer.from('garbage\r\n\r\n')]);
  const received = await exchange(await serve(db), asked);
  assert.equal(statusCodes(received), [200, 200, 400]);
  assert.match(received, '{"TableNames":["small"]}');
});

test('keeps nothing of a request while its connection is idle', async () => {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void; // which the flag puts there
  const collectGarbage = () => {
    gc();
    return systemClock.sleep(20); // other threads free the memory
  };
  const { port } = new URL(await serve());
  const asked = rawRequest({ body: Buffer.alloc(8 * 1024 * 1024, ' ') });
  for (let round = 0; round < 5; round += 1) await collectGarbage();
  const before = process.memoryUsage().arrayBuffers;
  const sockets = Array.from({ length: 8 }, () => connect({ host: '127.0.0.1', port: Number(port) }));
  const answered = sockets.map((socket) => new Promise((resolve) => socket.once('data', resolve)));
  for (const socket of sockets) socket.write(asked);
  await Promise.all(answered);
  const isKept = () => process.memoryUsage().arrayBuffers - before >= asked.length;
  for (let round = 0; round < 200 && isKept(); round += 1) await collectGarbage(); // a busy machine takes a while
  assert.not.ok(isKept(), 'bodies are kept');
  for (const socket of sockets) socket.destroy();
});

test('sends the whole response even if onResponse throws', async () => {
  const reported: unknown[] = [];
  const failing = (failure: unknown) => {
    reported.push(failure);
    throw failure;
  };
  const error = new Error('the log is full');
  const endpoint = await serve(new StubDynamoDb(() => ({ TableNames: ['large'.repeat(1_000_000)] })), {
    onResponse: () => failing(error),
    onFailure: failing,
  });
  const warned = new Promise<void>((resolve) => {
    process.on('warning', function listener(warning) {
      if (warning !== error) return; // the runtime warns too
      process.off('warning', listener);
      resolve();
    });
  });
  const received = await exchange(endpoint, Buffer.concat([rawRequest(), rawRequest(closing)]));
  assert.equal(statusCodes(received), [200, 200]);
  assert.ok(received.length > 10_000_000);
  assert.equal(reported, [error, error, error, error]);
  await warned;
});

test('responds to complete requests before an unfinished one', async () => {
  const endpoint = await serve(slow(400), { requestTimeoutMs: 100 });
  const unfinished = rawRequest({ headers: { 'Content-Length': '100' } });
  assert.equal(statusCodes(await exchange(endpoint, Buffer.concat([rawRequest(), unfinished]))), [200, 408]);
});

test('accepts a request line and headers of up to 16 KB each', async () => {
  const headers = { 'X-Long': 'a'.repeat(10_000), Connection: 'close' };
  const received = await exchange(await serve(), rawRequest({ path: `/?${'a'.repeat(16_000)}`, headers }));
  assert.equal(statusCodes(received), [200]);
});

test('uses host and path of an absolute URL as the target', async () => {
  const endpoint = await serve();
  const to = async (path: string, Host: string) =>
    statusCodes(await exchange(endpoint, rawRequest({ path, headers: { Host, Connection: 'close' } })));
  assert.equal(await to('http://localhost:8000/', 'localhost:8000'), [200]);
  assert.equal(await to('http://localhost:8000/', 'example.org'), [200]);
  assert.equal(await to('http://example.org/', 'localhost'), [403]);
});

test('disconnects a client that closes its side in the middle of a request', async () => {
  const unfinished = rawRequest({ headers: { 'Content-Length': '100' } });
  assert.equal(statusCodes(await exchange(await serve(), unfinished, { halfClose: true })), [400]);
});

test('aborts the database call when the client disconnects', async () => {
  let report: (reason: unknown) => void = () => {};
  const reported = new Promise((resolve) => {
    report = resolve;
  });
  const db = new StubDynamoDb(() => new Promise(() => {}));
  db.onAbort = (reason) => report(reason);
  const { port } = new URL(await serve(db));
  const socket = connect({ host: '127.0.0.1', port: Number(port) });
  socket.write(rawRequest());
  while (db.asked.length === 0) await systemClock.sleep(5);
  socket.destroy();
  assert.match(String(await reported), 'the client disconnected');
});

for (const Host of ['example.org', 'example.org:8000', 'localhost.example.org', '127.0.0.1.example.org']) {
  test(`rejects a request to the host ${Host} on loopback`, async () => {
    const received = await exchange(await serve(), rawRequest({ headers: { Host, Connection: 'close' } }));
    assert.equal(statusCodes(received), [403]);
  });
}

for (const host of ['LOCALHOST', '127.1', '0:0:0:0:0:0:0:1']) {
  test(`recognizes ${host} as loopback`, async () => {
    const endpoint = await serve(undefined, { host });
    const received = await exchange(endpoint, rawRequest({ headers: { Host: 'example.org', Connection: 'close' } }));
    assert.equal(statusCodes(received), [403]);
  });
}

for (const Host of ['localhost', 'LOCALHOST:8000', 'dynamodb.localhost', '127.0.0.1:1', '[::1]:8000']) {
  test(`serves a request to the host ${Host} on loopback`, async () => {
    const received = await exchange(await serve(), rawRequest({ headers: { Host, Connection: 'close' } }));
    assert.equal(statusCodes(received), [200]);
  });
}

/** Options of a server, the origin of a page, and the status of the page's requests. */
const pages: readonly (readonly [ServerOptions, string, number])[] = [
  [{}, 'https://example.org', 403],
  [{}, 'null', 403],
  [{}, 'http://localhost.example.org', 403],
  [{}, 'file://', 403],
  [{}, 'http://localhost:5173', 200],
  [{}, 'http://127.0.0.1', 200],
  [{}, 'https://[::1]:8443', 200],
  [{ host: '0.0.0.0' }, 'https://example.org', 403],
  [{ cors: ['https://example.org'] }, 'https://example.org', 200],
  [{ cors: ['https://example.org'] }, 'https://example.org.evil.test', 403],
  [{ cors: ['*'] }, 'https://example.org', 200],
];
for (const [options, origin, status] of pages) {
  test(`a server with the options ${JSON.stringify(options)} responds ${status} to a page of ${origin}`, async () => {
    const db = new StubDynamoDb(() => ({ TableNames: ['films'] }));
    const endpoint = await serve(db, options);
    for (const method of ['POST', 'OPTIONS']) {
      const received = await exchange(
        endpoint,
        rawRequest({ method, headers: { Origin: origin, Connection: 'close' } }),
      );
      assert.equal(statusCodes(received), [status], method);
    }
    assert.is(db.asked.length, status === 200 ? 1 : 0);
  });
}

test('leaves pages to the signatures if it verifies them', async () => {
  const endpoint = await serve(undefined, { credentials: { alice: 'secret' } });
  const received = await exchange(
    endpoint,
    rawRequest({ headers: { Origin: 'https://example.org', Connection: 'close' } }),
  );
  assert.equal(statusCodes(received), [400]);
});

test('serves any host when it listens beyond loopback', async () => {
  const endpoint = await serve(undefined, { host: '0.0.0.0' });
  const received = await exchange(endpoint, rawRequest({ headers: { Host: 'example.org', Connection: 'close' } }));
  assert.equal(statusCodes(received), [200]);
});

test('fails to listen on a port in use', async () => {
  const { port } = new URL(await serve());
  const failure: unknown = await createServer(new StubDynamoDb(), { port: Number(port) })
    .listen()
    .catch((error: unknown) => error);
  assert.is(Reflect.get(Object(failure), 'code'), 'EADDRINUSE');
});

test('reports every request with its response, rejected and admin requests included', async () => {
  const reported: string[] = [];
  const clock = new ManualClock(1000);
  const db = new StubDynamoDb(() => {
    clock.advance(5);
    return {};
  });
  const endpoint = await serve(db, {
    clock,
    onResponse: ({ request, response, receivedMs, respondedMs }) =>
      reported.push(
        [request.method, request.path, request.body.length, response.statusCode, receivedMs, respondedMs].join(' '),
      ),
  });
  const requests = [
    rawRequest(),
    rawRequest({ headers: { 'X-Amz-Target': 'DynamoDB_20120810.Fly' } }),
    rawRequest({ headers: { Host: 'example.org' } }),
    rawRequest({ path: '/_dynarepo/reset' }),
    rawRequest({ body: Buffer.alloc(16 * 1024 * 1024 + 1, ' ') }),
    rawRequest({ headers: { 'X-Long': 'a'.repeat(17_000) } }),
  ];
  await exchange(endpoint, Buffer.concat(requests));
  assert.equal(reported, [
    'POST / 2 200 1000 1005',
    'POST / 2 400 1005 1005',
    'POST / 2 403 1005 1005',
    'POST /_dynarepo/reset 2 501 1005 1005',
    'POST / 0 413 1005 1005',
    'POST / 0 400 1005 1005',
  ]);
});

test('a database still shares items when every response is reported', async () => {
  const db = new MemoryDynamoDb();
  const executeShared = sharedExecutionOf(db);
  assert.ok(executeShared);
  let shared = 0;
  registerSharedExecution(db, {
    execute: db.execute,
    executeShared: (...request) => {
      shared += 1;
      return executeShared(...request);
    },
  });
  await exchange(await serve(db, { onResponse: () => {} }), rawRequest(closing));
  assert.is(shared, 1);
});

test('the response to a foreign host name explains how to allow it', async () => {
  const received = await exchange(await serve(), rawRequest({ headers: { Host: 'example.org', Connection: 'close' } }));
  assert.match(received, 'start it with --host 0.0.0.0');
});

test('close() may be called twice, or before listen()', async () => {
  const server = createServer(new StubDynamoDb(), { port: 0 });
  await server.close();
  await server.listen();
  await Promise.all([server.close(), server.close()]);
  await server.close();
});

test('closes at once even if a client keeps its connection', async () => {
  const server = createServer(new StubDynamoDb(), { port: 0 });
  const { port } = new URL(await server.listen());
  const socket = connect({ host: '127.0.0.1', port: Number(port) });
  await new Promise((resolve) => socket.once('connect', resolve));
  const closed = new Promise((resolve) =>
    socket
      .once('close', resolve)
      .on('error', () => {})
      .resume(),
  );
  await server.close();
  await closed;
});

test.run();
