import { createServer, type Server, type Socket } from 'node:net';
import { AwsDynamoDb } from 'dynarepo/dynamodb';
import * as assert from 'uvu/assert';
import { DynarepoError } from '../../../src/domain/errors.ts';
import { suite } from '../../support/suite.ts';

const test = suite('AwsDynamoDb and broken HTTP', { timeoutMs: 20_000 });

const html = '<html>Too many</html>';
const responses: readonly (readonly [what: string, response: string | undefined, retryAfterMs: number | undefined])[] =
  [
    ['no response', undefined, undefined],
    ['a response that is not HTTP', 'nonsense\r\n\r\n', undefined],
    ['a response that ends early', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{', undefined],
    ['a body that is not JSON', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{', undefined],
    ['429 without a body', 'HTTP/1.1 429 Too Many Requests\r\nRetry-After: 3\r\nContent-Length: 0\r\n\r\n', 3_000],
    [
      '429 from a proxy',
      `HTTP/1.1 429 Too Many Requests\r\nRetry-After: 3\r\nContent-Length: ${html.length}\r\n\r\n${html}`,
      3_000,
    ],
    ['408 without a body', 'HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n', undefined],
    ['502 from a proxy', `HTTP/1.1 502 Bad Gateway\r\nContent-Length: ${html.length}\r\n\r\n${html}`, undefined],
    ['headers without a body', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n', undefined],
  ];

for (const [what, response, retryAfterMs] of responses) {
  test(`${what} is a retryable error`, async () => {
    const isHeldOpen = response === undefined || what === 'headers without a body';
    const server = await listen((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => {
        if (response !== undefined) socket.write(response);
        if (!isHeldOpen) socket.end();
      });
    });
    const db = new AwsDynamoDb({
      endpoint: server.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      requestTimeoutMs: isHeldOpen ? 100 : 5_000,
    });
    const error: unknown = await db.execute('ListTables', {}).catch((reason: unknown) => reason);
    db.close();
    server.close();
    assert.instance(error, DynarepoError);
    if (!(error instanceof DynarepoError)) return;
    assert.is(error.retryable, true, error.message);
    assert.is(error.retryAfterMs, retryAfterMs);
  });
}

test.run();

async function listen(connected: (socket: Socket) => void): Promise<{ readonly endpoint: string; close(): void }> {
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    connected(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port: unknown = Reflect.get(Object(server.address()), 'port');
  return {
    endpoint: `http://127.0.0.1:${String(port)}`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
