import { STATUS_CODES, validateHeaderValue } from 'node:http';
import { systemClock } from '../../domain/environment.ts';
import type { HttpResponse } from './message.ts';

/** How long a connection may wait for its next request: longer than clients' pools keep one, so that none is closed on its way. */
export const keepAliveTimeoutMs = 75_000;

/**
 * Returns the bytes of a response, as `node:http` writes them. `isLast` announces that the connection is closed after it.
 *
 * @throws Error - a status or a header that can't be sent; a database can return any request id.
 */
export function responseBytes({ statusCode, headers, body }: HttpResponse, isLast: boolean): Buffer {
  if (!(statusCode >= 200 && statusCode <= 999)) throw new RangeError(`Invalid status code: ${statusCode}`);
  validateHeaderValue('x-amzn-requestid', headers['x-amzn-requestid'] ?? '');
  let head = `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode] ?? 'unknown'}\r\n`;
  for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
  head += `Date: ${dateNow()}\r\n${isLast ? closing : keptAlive}\r\n`;
  const isBare = statusCode === 204 || statusCode === 304; // these have no body, whatever is in it
  const bytes = Buffer.allocUnsafe(head.length + (isBare ? 0 : body.length));
  bytes.write(head, 'latin1');
  if (!isBare) bytes.set(body, head.length);
  return bytes;
}

const closing = 'Connection: close\r\n';
const keptAlive = `Connection: keep-alive\r\nKeep-Alive: timeout=${keepAliveTimeoutMs / 1000}\r\n`;

let dateSeconds = Number.NaN;
let dateText = '';

/** Returns the time as headers have it; formatted once a second. */
function dateNow(): string {
  const nowMs = systemClock.nowMs();
  const seconds = Math.floor(nowMs / 1000);
  if (seconds !== dateSeconds) {
    dateSeconds = seconds;
    dateText = new Date(nowMs).toUTCString();
  }
  return dateText;
}
