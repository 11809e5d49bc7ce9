import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { Servers } from '../../../bench/servers.ts';
import { Connection, requestBytes } from '../../../bench/transports/connection.ts';
import { processorTimeNs } from '../../../bench/transports/processor-time.ts';
import { suite } from '../../support/suite.ts';

const test = suite('connections of the bench');

const cannedServer = {
  name: 'canned',
  argumentsFor: (port: string) => [
    fileURLToPath(new URL('../../../bench/transports/canned-server.mjs', import.meta.url)),
    port,
    '{"Item":{}}',
  ],
};

test('a server in a process of its own responds, and its processor time grows', async () => {
  const servers = new Servers();
  try {
    const { endpoint, pid = 0 } = await servers.start(cannedServer);
    const connection = new Connection(endpoint);
    const before = processorTimeNs(pid);
    const request = requestBytes('GetItem', { TableName: 'things' });
    for (let count = 0; count < 50; count += 1) assert.is(await connection.send(request), '{"Item":{}}');
    connection.close();
    if (process.platform === 'linux') assert.ok((processorTimeNs(pid) ?? 0) > (before ?? 0));
    else assert.is(before, undefined);
  } finally {
    servers.stop();
  }
});

test('the processor time of a process that does not exist is unknown', () => {
  assert.is(processorTimeNs(2 ** 30), undefined);
});

test('a connection that the server has closed is opened again, and a response without success is an error', async () => {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    response.writeHead(count === 3 ? 400 : 200, { 'content-length': 1, connection: 'close' }).end('x');
    request.resume();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const connection = new Connection(`http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`);
  assert.is(await connection.send(requestBytes('GetItem', {})), 'x');
  assert.is(await connection.send(requestBytes('GetItem', {})), 'x');
  const error: unknown = await connection.send(requestBytes('GetItem', {})).catch((thrown: unknown) => thrown);
  assert.match(String(error), 'HTTP/1.1 400 Bad Request: x');
  connection.close();
  server.close();
});

test.run();
