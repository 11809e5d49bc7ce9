import { connect } from 'node:net';
import { authorization } from './posting.ts';

/**
 * Sends bytes over a connection of their own, as they are, and gives everything that comes back until the other side
 * closes.
 */
export function exchange(endpoint: string, bytes: string | Uint8Array, { halfClose = false } = {}): Promise<string> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve) => {
    const received: Buffer[] = [];
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port), allowHalfOpen: true }, () => {
      if (halfClose) socket.end(bytes);
      else socket.write(bytes);
    });
    const finish = () => {
      socket.destroy();
      resolve(Buffer.concat(received).toString('latin1'));
    };
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    socket.once('end', finish);
    // The server may close while there is still something to send; what it answered before that counts.
    socket.once('error', finish);
  });
}

/** The status codes of all the answers in what came back. */
export function statusCodes(received: string): number[] {
  return [...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, code]) => Number(code));
}

/** What a test says of a request; the rest is as a good one has it, and `undefined` leaves a header out. */
export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | Uint8Array;
}

/** A request as it is sent. */
export function rawRequest({ method = 'POST', path = '/', headers = {}, body = '{}' }: RawRequest = {}): Buffer {
  const content = Buffer.from(body);
  const all = {
    Host: 'localhost',
    'Content-Type': 'application/x-amz-json-1.0',
    'X-Amz-Target': 'DynamoDB_20120810.ListTables',
    'X-Amz-Date': '20260101T000000Z',
    Authorization: authorization,
    'Content-Length': String(content.length),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => (value === undefined ? '' : `${name}: ${value}\r\n`));
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'), content]);
}
