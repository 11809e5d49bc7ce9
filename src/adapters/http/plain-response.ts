import { STATUS_CODES, validateHeaderValue } from 'node:http';
import type { Writable } from 'node:stream';
import { systemClock } from '../../domain/environment.ts';
import type { HttpResponse } from './message.ts';

/** How long a connection may wait for its next request: longer than clients' pools keep one, so that none is closed on its way. */
export const keepAliveTimeoutMs = 75_000;

/**
 * Writes a response as `node:http` does. `isLast` announces that the connection is closed after it.
 *
 * @returns whether the stream takes more at once, as its `write` does.
 * @throws Error - a status or a header that can't be sent; a database can return any request id.
 */
export function writeResponse(stream: Writable, { statusCode, headers, body }: HttpResponse, isLast: boolean): boolean {
  let head = statusCode === 200 ? okLine : statusLine(statusCode);
  checkRequestId(headers['x-amzn-requestid'] ?? '');
  for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
  head += lastLines(isLast);
  if (statusCode === 204 || statusCode === 304) return stream.write(head, 'latin1'); // these have no body, whatever is in it
  if (body.length < leastSeparateBytes) {
    const bytes = Buffer.allocUnsafe(head.length + body.length);
    bytes.write(head, 'latin1');
    bytes.set(body, head.length);
    return stream.write(bytes);
  }
  stream.cork();
  stream.write(head, 'latin1');
  const takesMore = stream.write(body);
  stream.uncork();
  return takesMore;
}

/** Larger bodies are not copied behind their heads: both are sent in one call. */
const leastSeparateBytes = 8192;

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
