import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import * as assert from 'uvu/assert';
import { type DynamoDbServer, serverWith } from '../../../src/adapters/http/server.ts';
import type { ServerOptions } from '../../../src/adapters/http/server-options.ts';
import type { DynamoDb } from '../../../src/domain/dynamodb.ts';
import { systemClock } from '../../../src/domain/environment.ts';
import { suite } from '../../support/suite.ts';
import { StubDynamoDb } from './posting.ts';
import { exchange, rawRequest, statusCodes } from './raw-http.ts';

const last = rawRequest({ headers: { Connection: 'close' } });
const large = { TableNames: ['large'.repeat(4_000_000)] };

for (const readsPlainRequests of [true, false]) {
  const test = suite(`hostile clients, requests read by ${readsPlainRequests ? 'the server' : 'node:http'}`, {
    timeoutMs: 60_000,
  });
  const open: DynamoDbServer[] = [];
  test.after.each(() => Promise.all(open.splice(0).map((server) => server.close())));

  const reported: unknown[] = [];
  const serve = async (db: DynamoDb, options: ServerOptions = {}) => {
    reported.length = 0;
    const onFailure = (error: unknown) => reported.push(error);
    const server = serverWith(db, { port: 0, onFailure, ...options }, { readsPlainRequests });
    open.push(server);
    return { server, endpoint: await server.listen() };
  };
  const isHealthy = async (endpoint: string) => {
    assert.equal(statusCodes(await exchange(endpoint, last)), [200]);
    assert.equal(reported, []);
  };

  test('a body or head that arrives byte by byte has no more time than any other', async () => {
    const db = new StubDynamoDb();
    const { endpoint } = await serve(db, { requestTimeoutMs: 200 });
    const body = rawRequest({ headers: { 'Content-Length': '100000' } });
    const head = rawRequest().subarray(0, 40);
    for (const start of [body, head, Buffer.concat([rawRequest(), body]), Buffer.concat([rawRequest(), head])]) {
      const { socket, received } = await client(endpoint);
      socket.write(start);
      const trickle = setInterval(() => socket.write('a'), 20);
      await once(socket, 'close');
      clearInterval(trickle);
      assert.equal(statusCodes(received()).at(-1), 408);
    }
    assert.is(db.asked.length, 2);
    await isHealthy(endpoint);
  });

  test('a client that sends nothing is disconnected', async () => {
    const { endpoint } = await serve(new StubDynamoDb(), { requestTimeoutMs: 100 });
    const { socket, received } = await client(endpoint);
    await once(socket, 'close');
    assert.equal(statusCodes(received()), [408]);
    await isHealthy(endpoint);
  });

  test('thousands of requests at once get their responses in order', async () => {
    const count = 3000;
    const db = new StubDynamoDb(() => ({ TableNames: [`number ${db.asked.length}`] }));
    const { endpoint } = await serve(db);
    const requests = Array.from({ length: count - 1 }, () => rawRequest());
    const received = await exchange(endpoint, Buffer.concat([...requests, last]));
    const numbers = [...received.matchAll(/"number (\d+)"/g)].map(([, number]) => Number(number));
    assert.equal(
      numbers,
      Array.from({ length: count }, (_, index) => index + 1),
    );
    await isHealthy(endpoint);
  });

  test('a client that disconnects in the middle of a response, or of its request, is forgotten', async () => {
    const db = new StubDynamoDb(() => large);
    const { endpoint } = await serve(db);
    for (let times = 0; times < 5; times += 1) {
      const reading = await client(endpoint);
      reading.socket.write(Buffer.concat([rawRequest(), rawRequest(), rawRequest()]));
      await once(reading.socket, 'data');
      reading.socket.resetAndDestroy();
      const sending = await client(endpoint);
      sending.socket.write(rawRequest({ headers: { 'Content-Length': '1000' } }), () =>
        sending.socket.resetAndDestroy(),
      );
      await once(sending.socket, 'close');
    }
    await isHealthy(endpoint);
  });

  test('a client that closes its side while a response is awaited waits for nothing more', async () => {
    const reasons: unknown[] = [];
    const db = new StubDynamoDb(() => systemClock.sleep(50).then(() => ({ TableNames: [] })));
    db.onAbort = (reason) => reasons.push(reason);
    const { endpoint } = await serve(db);
    const { socket, received } = await client(endpoint);
    socket.end(rawRequest());
    await once(socket, 'close');
    assert.is(received(), '');
    await systemClock.sleep(100);
    assert.match(String(reasons[0]), 'the client disconnected');
    await isHealthy(endpoint);
  });

  test('closes at once while requests are read, executed and responded to', async () => {
    const aborted: unknown[] = [];
    let respond: () => void = () => {};
    const awaited = new Promise<object>((resolve) => {
      respond = () => resolve({ TableNames: [] });
    });
    const outputs = [large, awaited];
    const db = new StubDynamoDb(() => outputs.shift());
    db.onAbort = (reason) => aborted.push(reason);
    const { server, endpoint } = await serve(db);
    const clients = [await client(endpoint), await client(endpoint), await client(endpoint), await client(endpoint)];
    const [reading, waiting, sending, idle] = clients.map(({ socket }) => socket);
    reading?.write(rawRequest());
    while (db.asked.length < 1) await systemClock.sleep(1);
    reading?.pause();
    waiting?.write(Buffer.concat([rawRequest(), rawRequest()]));
    sending?.write(rawRequest({ headers: { 'Content-Length': '1000' } }));
    while (db.asked.length < 2) await systemClock.sleep(1);
    const closed = clients.map(({ socket }) => once(socket, 'close'));
    await server.close();
    reading?.resume();
    await Promise.all(closed);
    assert.ok(idle?.destroyed);
    assert.is(aborted.length, 1);
    respond();
    await systemClock.sleep(20);
    assert.is(db.asked.length, 2, 'no request that had arrived is executed later');
    assert.equal(reported, []);
  });

  for (const closes of ['a database', 'a log']) {
    test(`${closes} that closes the server gets no further request`, async () => {
      let closing: Promise<void> | undefined;
      const close = () => {
        closing = server.close();
      };
      const db = new StubDynamoDb(() => {
        if (closes === 'a database') close();
        return { TableNames: [] };
      });
      const { server, endpoint } = await serve(db, closes === 'a log' ? { onResponse: close } : {});
      await exchange(endpoint, Buffer.concat([rawRequest(), rawRequest(), last]));
      await closing;
      assert.equal([db.asked.length, reported], [1, []]);
    });
  }

  test.run();
}

/** Connects, and collects what it receives. */
async function client(endpoint: string): Promise<{ readonly socket: Socket; readonly received: () => string }> {
  const { port } = new URL(endpoint);
  const socket = connect({ host: '127.0.0.1', port: Number(port), noDelay: true });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => {}); // it may be reset
  await once(socket, 'connect');
  return { socket, received: () => Buffer.concat(chunks).toString('latin1') };
}
