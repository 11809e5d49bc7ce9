import { connect, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import * as assert from 'uvu/assert';
import { ConnectionWatch } from '../../../src/adapters/http/connection-watch.ts';
import { PlainConnection, type PlainServing } from '../../../src/adapters/http/plain-connection.ts';
import { createServer, type DynamoDbServer } from '../../../src/adapters/http/server.ts';
import type { DynamoDb } from '../../../src/domain/dynamodb.ts';
import { systemClock } from '../../../src/domain/environment.ts';
import { registerSharedExecution } from '../../../src/domain/shared-execution.ts';
import { suite } from '../../support/suite.ts';
import { StubDynamoDb } from './posting.ts';
import { exchange, rawRequest, statusCodes } from './raw-http.ts';

const test = suite('plain connections', { timeoutMs: 30_000 });

const open: DynamoDbServer[] = [];
test.after.each(() => Promise.all(open.splice(0).map((server) => server.close())));

async function serve(db: DynamoDb): Promise<string> {
  const server = createServer(db, { port: 0 });
  open.push(server);
  return server.listen();
}

/** A database that executes within the call, and counts. */
function atOnce(text: string) {
  const counted = { executed: 0, db: new StubDynamoDb() };
  const executeShared = () => {
    counted.executed += 1;
    return { TableNames: [text], requestId: String(counted.executed) } as never; // only ListTables is executed
  };
  registerSharedExecution(counted.db, { execute: counted.db.execute, executeShared });
  return counted;
}

const last = rawRequest({ headers: { Connection: 'close' } });
const get = rawRequest({ method: 'GET', headers: { 'Content-Length': undefined }, body: '' });
const chunked = rawRequest({
  headers: { 'Content-Length': undefined, 'Transfer-Encoding': 'chunked' },
  body: '2\r\n{}\r\n0\r\n\r\n',
});

test('plain requests and others on one connection get their responses in order', async () => {
  const { db } = atOnce('films');
  const requests = [rawRequest(), rawRequest(), get, rawRequest(), chunked, last];
  const received = await exchange(await serve(db), Buffer.concat(requests));
  assert.equal(statusCodes(received), [200, 200, 200, 200, 200, 200]);
  const found = [...received.matchAll(/requestid: (\d)\r|(healthy)/g)].map(([, id, health]) => id ?? health);
  assert.equal(found, ['1', '2', 'healthy', '3', '4', '5']);
});

test('so they do when every byte arrives alone', async () => {
  const { db } = atOnce('films');
  const { port } = new URL(await serve(db));
  const socket = connect({ host: '127.0.0.1', port: Number(port), noDelay: true });
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
  });
  const ended = new Promise((resolve) => socket.once('end', resolve));
  socket.write(rawRequest());
  for (const byte of Buffer.concat([rawRequest(), last])) {
    socket.write(Buffer.of(byte));
    await new Promise(setImmediate);
  }
  await ended;
  assert.equal(statusCodes(received), [200, 200, 200]);
});

test('a request after an asynchronous response is read when that is sent', async () => {
  const db = new StubDynamoDb(() => systemClock.sleep(20).then(() => ({ TableNames: ['films'] })));
  const received = await exchange(await serve(db), Buffer.concat([rawRequest(), rawRequest(), get, last]));
  assert.equal(statusCodes(received), [200, 200, 200, 200]);
});

test('executes no more requests than the client reads responses', async () => {
  const counted = atOnce('films'.repeat(20_000));
  const { port } = new URL(await serve(counted.db));
  const socket = connect({ host: '127.0.0.1', port: Number(port) });
  const count = 1000;
  for (let sent = 1; sent < count; sent++) socket.write(rawRequest());
  socket.write(last);
  for (let before = -1; before !== counted.executed; ) {
    before = counted.executed;
    await systemClock.sleep(100);
  }
  assert.ok(counted.executed < count / 2, `${counted.executed} requests were executed`);
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1').replaceAll('films', '');
  });
  await new Promise((resolve) => socket.once('close', resolve));
  assert.is(statusCodes(received).length, count);
});

test('holds what arrives while a response is awaited, but not more than a little', async () => {
  let respond: () => void = () => {};
  const db = new StubDynamoDb(
    () =>
      new Promise((resolve) => {
        respond = () => resolve({ TableNames: ['films'] });
      }),
  );
  const { port } = new URL(await serve(db));
  const socket = connect({ host: '127.0.0.1', port: Number(port) });
  socket.write(rawRequest());
  const large = rawRequest({ body: `{"a":"${'a'.repeat(15_000_000)}"}` });
  socket.write(large);
  for (let before = -1; before !== socket.bytesWritten - socket.writableLength || before === 0; ) {
    before = socket.bytesWritten - socket.writableLength;
    await systemClock.sleep(100);
  }
  assert.ok(socket.writableLength > 0, 'the client has to wait');
  assert.is(db.asked.length, 1);
  respond();
  while (db.asked.length < 2) await systemClock.sleep(10);
  socket.destroy();
});

test('neither does it hold more when small requests are responded to one after the other', async () => {
  const db = new StubDynamoDb(() => systemClock.sleep(1).then(() => ({ TableNames: [] })));
  const { port } = new URL(await serve(db));
  const socket = connect({ host: '127.0.0.1', port: Number(port) });
  const chunk = Buffer.concat(Array.from({ length: 200 }, () => rawRequest()));
  let takenBytes = 0;
  const sendOn = () => {
    takenBytes += chunk.length;
    if (takenBytes < 30 * 2 ** 20) socket.write(chunk, sendOn);
  };
  socket.write(chunk, sendOn);
  while (db.asked.length < 300) await systemClock.sleep(10);
  const servedBytes = db.asked.length * rawRequest().length;
  socket.on('error', () => {}).destroy();
  // What the operating system holds counts too.
  assert.ok(takenBytes < servedBytes + 10 * 2 ** 20, `${takenBytes} bytes were taken, ${servedBytes} served`);
});

test('executes no request after a response that cannot be sent', async () => {
  const db = new StubDynamoDb();
  let executed = 0;
  const executeShared = () => {
    executed += 1;
    return { TableNames: [], requestId: 'a\r\nx: b' } as never; // only ListTables is executed
  };
  registerSharedExecution(db, { execute: db.execute, executeShared });
  const server = createServer(db, { port: 0, onFailure: () => {} });
  open.push(server);
  assert.is(await exchange(await server.listen(), Buffer.concat([rawRequest(), rawRequest(), rawRequest()])), '');
  assert.is(executed, 1);
});

test('a client that closes its side without reading has a limited time', async () => {
  const limits: number[] = [];
  const socket = new Duplex({ read: () => {}, write: () => {}, allowHalfOpen: true });
  Object.assign(socket, { setTimeout: (ms: number) => limits.push(ms) });
  const watch = new ConnectionWatch(1000);
  const serving: PlainServing = {
    respond: () => ({ statusCode: 200, headers: {}, body: Buffer.from('{}') }),
    accepts: () => true,
    handOver: () => {},
    report: () => {},
    onResponse: undefined,
    clock: systemClock,
    headersRead: 'used',
    watch,
    limits: { headersTimeout: 1000, requestTimeout: 1000, idle: 1234 },
  };
  new PlainConnection(socket as Socket, serving); // the parts of a socket that a connection uses
  socket.push(rawRequest());
  socket.push(null);
  await new Promise((resolve) => socket.once('end', resolve));
  assert.ok(socket.writableLength > 0, 'the response waits');
  assert.equal(limits, [1234]);
  socket.destroy();
});

test('a response to a request id that is no header ends the connection', async () => {
  const reported: unknown[] = [];
  const db = new StubDynamoDb(() => ({ TableNames: [], requestId: 'a\r\nx: b' }));
  const server = createServer(db, { port: 0, onFailure: (error) => reported.push(error) });
  open.push(server);
  assert.is(await exchange(await server.listen(), rawRequest()), '');
  assert.match(String(reported[0]), 'Invalid character');
});

test('a watch ends the connections that are due, and no others', async () => {
  const ended: string[] = [];
  const watch = new ConnectionWatch(5);
  const connection = (name: string, ms: number) => ({
    dueAtStep: watch.stepAfter(ms),
    expire: () => ended.push(name),
    destroy: () => ended.push(`${name} destroyed`),
  });
  watch.add(connection('late', 60_000));
  const forgotten = connection('forgotten', 0);
  watch.add(forgotten);
  watch.delete(forgotten);
  watch.add({ ...connection('due', 10), expire: () => ended.push('due') && watch.stop() });
  watch.start();
  while (ended.length === 0) await systemClock.sleep(5);
  assert.equal(ended, ['due', 'late destroyed', 'due destroyed']);
});

test.run();
