import type { IncomingMessage } from 'node:http';
import { AbortedError } from '../../domain/errors.ts';
import { batchLimitBytes } from '../../domain/limits.ts';
import type { HttpConnection } from './http-connection.ts';
import type { Headers, HttpRequest } from './message.ts';

/** Most bytes of the request line, and of the headers, that the service accepts. */
const lineLimitBytes = 16 * 1024;
const headersLimitBytes = 16 * 1024;

/** Node's limit, which covers both together. */
export const maxHeaderSize: number = lineLimitBytes + headersLimitBytes;

/** Returns whether the request line or the headers exceed the service's limit. */
export function isHeadTooLarge({ method = '', url = '', rawHeaders }: IncomingMessage): boolean {
  const lineBytes = `${method} ${url} HTTP/1.1`.length; // Node reads a head byte by byte as Latin-1
  let headersBytes = 0;
  for (const text of rawHeaders) headersBytes += text.length + 2; // ": " and the end of the line
  return lineBytes > lineLimitBytes || headersBytes > headersLimitBytes;
}

/** Returns everything of a request but its body. */
export function readHead(incoming: IncomingMessage): Omit<HttpRequest, 'body'> {
  const { method = '', url = '' } = incoming;
  const headers = readHeaders(incoming);
  if (url.startsWith('/') || !URL.canParse(url)) return { method, path: url, headers };
  // The target is an absolute URL, as for a proxy: its host wins over the header.
  const { host, pathname, search } = new URL(url);
  return { method, path: pathname + search, headers: { ...headers, host } };
}

function readHeaders({ headers, rawHeaders }: IncomingMessage): Headers {
  const joined = headers as Headers; // only Set-Cookie comes as a list, and no request has that
  // Of several lines of this header the service reads only the first (behaviour §23); Node joins them with commas.
  if (!joined['accept-encoding']?.includes(',')) return joined;
  const name = rawHeaders.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === 'accept-encoding');
  return name < 0 ? joined : { ...joined, 'accept-encoding': rawHeaders[name + 1] };
}

/**
 * Reads the body of a request. Returns `undefined` if it is larger than 16 MB, but reads it to its end, because some clients
 * only listen after they have sent everything.
 *
 * @throws AbortedError - the client disconnected before the end.
 */
export async function readBody(incoming: IncomingMessage, connection: HttpConnection): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  incoming.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= batchLimitBytes) chunks.push(chunk);
    else chunks.length = 0;
  });
  await untilRead(incoming, connection);
  const [first] = chunks;
  const whole = first?.length === length ? first : Buffer.concat(chunks);
  const body = length <= batchLimitBytes ? whole : undefined;
  // The listeners live as long as the connection is idle, and would keep the chunks in memory.
  chunks.length = 0;
  return body;
}

function untilRead(incoming: IncomingMessage, connection: HttpConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    // A promise settles once, so that none of these has to be removed after the first, as `once` would do.
    incoming.on('end', resolve);
    const giveUp = () => reject(clientGone());
    connection.onBroken(() => {
      if (!incoming.complete) giveUp();
    });
    // While earlier requests were served, the client may have disconnected, or the server have been closed.
    if (incoming.destroyed || incoming.socket.destroyed) giveUp();
    incoming.on('error', giveUp);
    incoming.on('close', () => {
      if (!incoming.readableEnded) giveUp();
    });
  });
}

/** Returns the error for a request whose client no longer waits for a response. */
export function clientGone(): AbortedError {
  return new AbortedError('the client disconnected');
}
