import type { IncomingMessage } from 'node:http';
import { AbortedError } from '../../domain/errors.ts';
import { batchLimitBytes } from '../../domain/limits.ts';
import type { Connection } from './http-connection.ts';
import type { Headers, HttpRequest } from './message.ts';

/** Bytes of the first line of a request, and of its headers, that the service still reads. */
const lineLimitBytes = 16 * 1024;
const headersLimitBytes = 16 * 1024;

/** What Node must let through, which knows one bound for both. */
export const maxHeaderSize: number = lineLimitBytes + headersLimitBytes;

/** Whether the first line of a request or its headers are larger than the service reads them. */
export function isHeadTooLarge({ method = '', url = '', rawHeaders }: IncomingMessage): boolean {
  const lineBytes = `${method} ${url} HTTP/1.1`.length; // Node reads a head byte by byte as Latin-1
  const headersBytes = rawHeaders.reduce((sum, text) => sum + text.length + 2, 0); // ": " and the end of the line
  return lineBytes > lineLimitBytes || headersBytes > headersLimitBytes;
}

/** What comes before the body of a request. */
export function readHead(incoming: IncomingMessage): Omit<HttpRequest, 'body'> {
  const { method = '', url = '' } = incoming;
  const headers = incoming.headers as Headers; // only Set-Cookie comes as a list, and no request has that
  if (url.startsWith('/') || !URL.canParse(url)) return { method, path: url, headers };
  // A target that is a whole URL, as to a proxy: its host counts, whatever the header says.
  const { host, pathname, search } = new URL(url);
  return { method, path: pathname + search, headers: { ...headers, host } };
}

/**
 * The body of a request; `undefined` where it is larger than any that the service takes. It is read to its end all the same,
 * as some clients listen only when they have sent everything.
 *
 * @throws AbortedError - it will never be there whole.
 */
export async function readBody(incoming: IncomingMessage, connection: Connection): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  incoming.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= batchLimitBytes) chunks.push(chunk);
    else chunks.length = 0;
  });
  await untilRead(incoming, connection);
  const body = length <= batchLimitBytes ? Buffer.concat(chunks) : undefined;
  // Who listens stays for as long as the connection is idle, and would keep what the request brought.
  chunks.length = 0;
  return body;
}

function untilRead(incoming: IncomingMessage, connection: Connection): Promise<void> {
  return new Promise((resolve, reject) => {
    incoming.once('end', resolve);
    const giveUp = () => reject(clientGone());
    connection.onBroken(() => {
      if (!incoming.complete) giveUp();
    });
    // While the requests before it were served, the client may have left already.
    if (incoming.destroyed) giveUp();
    incoming.once('error', giveUp);
    incoming.once('close', () => {
      if (!incoming.readableEnded) giveUp();
    });
  });
}

/** Why a request is not carried on with whose client does not wait for an answer any more. */
export function clientGone(): AbortedError {
  return new AbortedError('the client went away');
}
