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
  let head = statusCode === 200 ? okLine : statusLine(statusCode);
  checkRequestId(headers['x-amzn-requestid'] ?? '');
  for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
  head += lastLines(isLast);
  const isBare = statusCode === 204 || statusCode === 304; // these have no body, whatever is in it
  const bytes = Buffer.allocUnsafe(head.length + (isBare ? 0 : body.length));
  bytes.write(head, 'latin1');
  if (!isBare) bytes.set(body, head.length);
  return bytes;
}

const okLine = 'HTTP/1.1 200 OK\r\n';

function statusLine(statusCode: number): string {
  if (!(statusCode >= 200 && statusCode <= 999)) throw new RangeError(`Invalid status code: ${statusCode}`);
  return `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode] ?? 'unknown'}\r\n`;
}

/** The usual ids first: measured, Node's check takes as long as the rest of a head. */
function checkRequestId(requestId: string): void {
  if (!/^[\w-]*$/.test(requestId)) validateHeaderValue('x-amzn-requestid', requestId);
}

let dateSeconds = Number.NaN;
let linesClosing = '';
let linesKeptAlive = '';

/** Returns what is the same for all responses of a second: the date, and what becomes of the connection. */
function lastLines(isLast: boolean): string {
  const nowMs = systemClock.nowMs();
  const seconds = Math.floor(nowMs / 1000);
  if (seconds !== dateSeconds) {
    dateSeconds = seconds;
    const date = `Date: ${new Date(nowMs).toUTCString()}\r\n`;
    linesClosing = `${date}Connection: close\r\n\r\n`;
    linesKeptAlive = `${date}Connection: keep-alive\r\nKeep-Alive: timeout=${keepAliveTimeoutMs / 1000}\r\n\r\n`;
  }
  return isLast ? linesClosing : linesKeptAlive;
}
