import { createServer, type Server, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { crc32, gzipSync } from 'node:zlib';
import { DirectDynamoDb } from 'dynarepo/direct';
import { AwsDynamoDb } from 'dynarepo/dynamodb';
import * as assert from 'uvu/assert';
import { Connections } from '../../../src/adapters/direct/exchange.ts';
import { systemClock } from '../../../src/domain/environment.ts';
import { AbortedError, DynarepoError } from '../../../src/domain/errors.ts';
import { suite } from '../../support/suite.ts';

const test = suite('DirectDynamoDb and broken HTTP', { timeoutMs: 20_000 });

const output = '{"Item":{"pk":{"S":"ä"}}}';

const retryable: readonly (readonly [what: string, response: string])[] = [
  ['a response that is not HTTP', 'nonsense\r\n\r\n'],
  ['a response that ends early', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{'],
  ['a body that is not JSON', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{'],
  ['429 without a body', 'HTTP/1.1 429 Too Many Requests\r\nRetry-After: 3\r\nContent-Length: 0\r\n\r\n'],
  ['502 from a proxy', 'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 6\r\n\r\n<html>'],
  ['a wrong checksum', withBody(Buffer.from(output), 'x-amz-crc32: 1').toString('latin1')],
  ['an unknown encoding', withBody(Buffer.from(output), 'content-encoding: br').toString('latin1')],
  ['a damaged encoding', withBody(Buffer.from(output), 'content-encoding: gzip').toString('latin1')],
];

for (const [what, response] of retryable) {
  test(`${what} is a retryable error`, async () => {
    const { error } = await exchange((socket) => socket.end(Buffer.from(response, 'latin1')));
    assert.instance(error, DynarepoError);
    assert.equal([error?.code, error?.retryable], ['NO_RESPONSE', true], error?.message);
  });
}

test('a redirect is not followed', async () => {
  let connections = 0;
  const { error } = await exchange((socket) => {
    connections += 1;
    socket.end('HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n');
  });
  assert.equal([error?.code, error?.retryable, connections], ['NO_RESPONSE', false, 1]);
});

test('a checksum is verified, a compressed response is read', async () => {
  const bytes = gzipSync(output);
  const headers = `content-encoding: gzip\r\nx-amz-crc32: ${crc32(bytes)}`;
  const { result } = await exchange((socket) => socket.write(withBody(bytes, headers)));
  assert.equal(result?.Item, { pk: { S: 'ä' } });
});

test('a request without a response ends after its time, and one without a connection too', async () => {
  const { error } = await exchange(() => {}, { requestTimeoutMs: 50 });
  assert.equal([error?.message, error?.retryable], ['GetItem got no response within 50 ms', true]);
});

test('an aborted request gives its connection up, so that no other one reads its response', async () => {
  const sockets = new Set<Socket>();
  const abort = new AbortController();
  const server = await listen((socket, count) => {
    sockets.add(socket);
    if (count > 1) return socket.write(withBody(Buffer.from(output)));
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"Item":{"pk"');
    return setTimeout(() => abort.abort(), 30);
  });
  const db = clientOf(server);
  const get = (abortSignal?: AbortSignal) => db.execute('GetItem', { TableName: 't', Key: {} }, { abortSignal });
  const aborted = await get(abort.signal).catch((error: unknown) => error);
  assert.instance(aborted, AbortedError);
  assert.equal((await get()).Item, { pk: { S: 'ä' } });
  assert.equal((await get()).Item, { pk: { S: 'ä' } });
  assert.is(sockets.size, 2);
  db.close();
  server.close();
});

test('a wrong clock is corrected by the time of the service, once', async () => {
  const dates: string[] = [];
  const hour = 3_600_000;
  const server = await listen((socket, _count, head) => {
    const [, date = ''] = /x-amz-date: (\S+)/i.exec(head) ?? [];
    dates.push(date);
    const late = `date: ${new Date(systemClock.nowMs() + hour).toUTCString()}`;
    const error = '{"__type":"com.amazon.coral.service#InvalidSignatureException","message":"Signature expired"}';
    const isRight = dates.length > 1;
    socket.write(isRight ? withBody(Buffer.from(output)) : withBody(Buffer.from(error), late, '400 Bad Request'));
  });
  const db = clientOf(server);
  await db.execute('GetItem', { TableName: 't', Key: {} });
  await db.execute('GetItem', { TableName: 't', Key: {} });
  const [first = 0, second = 0, third = 0] = dates.map(timeOf);
  assert.ok(Math.abs(second - first - hour) < 60_000, dates.join());
  assert.ok(Math.abs(third - second) < 60_000, dates.join());
  db.close();
  server.close();
});

test('a wrong clock is corrected for all requests on their way', async () => {
  const serverMs = () => systemClock.nowMs() + 3_600_000;
  const error = '{"__type":"com.amazon.coral.service#InvalidSignatureException","message":"Signature expired"}';
  const server = await listen(async (socket, _count, head) => {
    const [, date = ''] = /x-amz-date: (\S+)/i.exec(head) ?? [];
    const isRight = Math.abs(timeOf(date) - serverMs()) < 60_000;
    await systemClock.sleep(20);
    const dateHeader = `date: ${new Date(serverMs()).toUTCString()}`;
    socket.write(isRight ? withBody(Buffer.from(output)) : withBody(Buffer.from(error), dateHeader, '400 Bad Request'));
  });
  const db = clientOf(server);
  const get = () => db.execute('GetItem', { TableName: 't', Key: {} });
  assert.is((await Promise.all([get(), get(), get()])).length, 3);
  db.close();
  server.close();
});

test('close() ends requests on their way, sends none that waits, and leaves no connection open', async () => {
  const sockets = new Set<Socket>();
  let count = 0;
  const server = await listen((socket, total) => {
    count = total;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    return setTimeout(() => socket.write(withBody(Buffer.from(output))), 50);
  });
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  let isGiven = false;
  const provider = async () => {
    while (!isGiven) await systemClock.sleep(5);
    return credentials;
  };
  const late = clientOf(server, { credentials: provider });
  const db = clientOf(server, { maxConnections: 1 });
  const errors = [late, db, db, db].map((each) => {
    return each.execute('GetItem', { TableName: 't', Key: {} }).catch((error: unknown) => error);
  });
  while (count === 0) await systemClock.sleep(5);
  late.close();
  db.close();
  for (const error of await Promise.all(errors)) {
    assert.instance(error, DynarepoError);
    assert.match(String(error), 'GetItem got no response: the DirectDynamoDb was closed');
  }
  isGiven = true;
  await systemClock.sleep(150);
  assert.equal([count, sockets.size], [1, 0]);
  server.close();
});

test('an empty session token counts as absent, as for the SDK', async () => {
  let head = '';
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: '' };
  await exchange(
    (socket, _count, received) => {
      head = received;
      socket.write(withBody(Buffer.from(output)));
    },
    { credentials },
  );
  assert.match(head, /SignedHeaders=content-type;host;x-amz-date;x-amz-target,/);
  assert.not.match(head, 'security-token');
});

test('a time to connect that is too long for a timer is as long as one can be', async () => {
  const warnings: Error[] = [];
  const keep = (warning: Error) => warnings.push(warning);
  process.on('warning', keep);
  const server = await listen((socket) => socket.write(withBody(Buffer.from(output))));
  const settings = { endpoint: server.endpoint, region: 'us-east-1', connectTimeoutMs: Number.POSITIVE_INFINITY };
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  for (const db of [new DirectDynamoDb({ ...settings, credentials }), new AwsDynamoDb({ ...settings, credentials })]) {
    await db.execute('GetItem', { TableName: 't', Key: {} });
    db.close();
  }
  await systemClock.sleep(5);
  process.off('warning', keep);
  server.close();
  assert.equal(
    warnings.filter(({ name }) => name === 'TimeoutOverflowWarning'),
    [],
  );
});

test('a response has at most 100 MB: of one that declares more, nothing is read', async () => {
  const { error } = await exchange((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 104857601\r\n\r\n{'));
  assert.equal([error?.code, error?.retryable], ['NO_RESPONSE', false]);
  assert.match(error?.message ?? '', /the response is longer than 104857600 bytes/);
});

test('a response that becomes too long ends with its connection, compressed or not', async () => {
  const chunk = `1000\r\n${'x'.repeat(4096)}\r\n`;
  const bomb = gzipSync(Buffer.alloc(100_000));
  const responses = [
    `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(20)}`,
    withBody(bomb, 'content-encoding: gzip'),
  ];
  for (const response of responses) {
    const server = await listen((socket) => socket.write(response));
    const { hostname, port } = new URL(server.endpoint);
    const address = { isSecure: false, hostname, port: Number(port), host: 'h', path: '/', region: 'r', service: 's' };
    const limits = { maxConnections: 1, connectTimeoutMs: 1_000, responseLimitBytes: 10_000 };
    const connections = new Connections(address, limits);
    const outcome = await connections.send(['host', 'h'], '{}').response.catch(String);
    assert.is(outcome, 'Error: the response is longer than 10000 bytes');
    connections.close();
    server.close();
  }
});

test('a clock that no machine can have is not adopted', async () => {
  let requests = 0;
  const error = '{"__type":"com.amazon.coral.service#InvalidSignatureException","message":"Signature expired"}';
  const server = await listen((socket) => {
    requests += 1;
    const late = 'date: Sat, 13 Sep 275760 00:00:00 GMT';
    socket.write(requests > 1 ? withBody(Buffer.from(output)) : withBody(Buffer.from(error), late, '400 Bad Request'));
  });
  const db = clientOf(server);
  const get = () => db.execute('GetItem', { TableName: 't', Key: {} });
  assert.is(await get().catch(({ name }) => name), 'InvalidSignatureException');
  assert.equal((await get()).Item, { pk: { S: 'ä' } });
  db.close();
  server.close();
});

test('a Region, access key or endpoint with a line break adds no header, and no error shows credentials', async () => {
  let received = '';
  const server = await listen((socket, _count, head) => {
    received += head;
    socket.write(withBody(Buffer.from(output)));
  });
  const forged = 'x\r\nx-added: 1';
  const settings = [
    { region: forged },
    { credentials: { accessKeyId: forged, secretAccessKey: 'the-secret' } },
    { endpoint: `${server.endpoint}/\r\nx-added: 1` },
  ];
  for (const each of settings) {
    const db = clientOf(server, { credentials: { accessKeyId: 'a', secretAccessKey: 'the-secret' }, ...each });
    const outcome = await db.execute('GetItem', { TableName: 't', Key: {} }).catch((error: unknown) => error);
    assert.not.match(inspect(outcome, { depth: 9 }), /the-secret|Signature=/);
    db.close();
  }
  server.close();
  assert.not.match(received, /^x-added/im);
});

interface Listening {
  readonly endpoint: string;
  close(): void;
}

type Respond = (socket: Socket, count: number, head: string) => unknown;

async function exchange(respond: Respond, settings: object = {}) {
  const server = await listen(respond);
  const db = clientOf(server, settings);
  try {
    return { result: await db.execute('GetItem', { TableName: 't', Key: {} }) };
  } catch (error) {
    return { error: error instanceof DynarepoError ? error : undefined };
  } finally {
    db.close();
    server.close();
  }
}

function clientOf({ endpoint }: Listening, settings: object = {}): DirectDynamoDb {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  return new DirectDynamoDb({ endpoint, region: 'us-east-1', credentials, ...settings });
}

function listen(respond: Respond): Promise<Listening> {
  const sockets = new Set<Socket>();
  let count = 0;
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (head) => {
      count += 1;
      respond(socket, count, head.toString());
    });
  });
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({ endpoint: `http://127.0.0.1:${Object(server.address()).port}`, close });
    });
  });
}

function withBody(body: Buffer, headers = 'x-a: b', status = '200 OK'): Buffer {
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status}\r\n${headers}\r\ncontent-length: ${body.length}\r\n\r\n`),
    body,
  ]);
}

function timeOf(date: string): number {
  return Date.parse(date.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'));
}

test.run();
