import { batchLimitBytes } from '../../domain/limits.ts';
import type { Headers } from './message.ts';
import { rememberLast } from './remember-last.ts';

/** The head of a plain request: everything but its body. */
export interface PlainHead {
  readonly headers: Headers;
  /** Where the body begins. */
  readonly bodyStart: number;
  readonly bodyLength: number;
  /** Whether the client wants the connection to be closed after the response. */
  readonly isLast: boolean;
}

/** Which headers are read: those that the protocol uses, or all. */
export type HeadersRead = 'used' | 'all';

/**
 * Reads the head of a plain request, the POST of an operation as every client sends it. Returns `undefined` for everything else,
 * which is left to `node:http`: another method, target or version, a head that has not arrived completely, headers that change how
 * a request is read, and whatever two parsers could read differently. So it accepts less than HTTP does: every line ends with CR
 * and LF, no name comes twice, a colon is followed by one space, a value is visible ASCII at both ends.
 *
 * Measured: this loop takes half as long as a regular expression for each line, or as `split`.
 */
export function readPlainHead(bytes: Buffer, start: number, read: HeadersRead): PlainHead | undefined {
  const end = readLines(bytes, start);
  if (end === undefined) return undefined;
  const text = bytes.toString('latin1', start, end);
  const valueAt = (number: number) => {
    const valueEnd = ends[number] ?? 0;
    return valueEnd === 0 ? undefined : text.slice((starts[number] ?? 0) - start, valueEnd - start);
  };
  const bodyLength = parseLength(bytes, starts[0] ?? 0, ends[0] ?? 0);
  const isLast = isLastWith(valueAt(1) ?? 'keep-alive');
  const host = valueAt(2);
  if (bodyLength === undefined || isLast === undefined || host === undefined) return undefined;
  const headers: Headers =
    read === 'all'
      ? headersIn(text)
      : {
          host,
          'content-type': valueAt(3),
          'x-amz-target': valueAt(4),
          authorization: valueAt(5),
          'x-amz-date': valueAt(6),
          date: valueAt(7),
          'accept-encoding': valueAt(8),
          'content-encoding': valueAt(9),
        };
  return { headers, bodyStart: end + 2, bodyLength, isLast };
}

const requestLine = Buffer.from('POST / HTTP/1.1\r\n');
/** Most bytes of a head, and most headers: clients send about ten. */
const headLimitBytes = 16 * 1024;
const headerLimit = 64;

const [lineFeed, carriageReturn, space, zero, colon] = [10, 13, 32, 48, 58];

/** The headers that the protocol uses; their places in this list are their numbers. */
const usedNames = [
  'content-length',
  'connection',
  'host',
  'content-type',
  'x-amz-target',
  'authorization',
  'x-amz-date',
  'date',
  'accept-encoding',
  'content-encoding',
];
/**
 * Headers that change how a request is read, that only web pages send, or whose names objects have already, so that `node:http`
 * combines them with those values.
 */
const excludedNames = [
  ...['transfer-encoding', 'expect', 'upgrade', 'trailer', 'te', 'proxy-connection', 'http2-settings'],
  ...['origin', 'set-cookie', '__proto__', 'constructor'],
];
const isExcluded = -1;

const isToken = byteTable((character) => /[\w!#$%&'*+.^`|~-]/.test(character));
const isText = byteTable((character) => /[\t -~]/.test(character));

/** Numbers of names by their hash. Another name with the hash of one of these is no plain request, which costs it nothing but time. */
const numbers: ReadonlyMap<number, number> = new Map([
  ...excludedNames.map((name) => [hashOf(name), isExcluded] as const),
  ...usedNames.map((name, number) => [hashOf(name), number] as const),
]);

/** What the last call of `readLines` found; reused, because it runs to its end. Where the value with a number is; 0 means absent. */
const starts = new Int32Array(usedNames.length);
const ends = new Int32Array(usedNames.length);
const hashes = new Int32Array(headerLimit);

/** Checks the lines of a head and finds the values of the headers used. Returns where the empty line begins. */
function readLines(bytes: Buffer, start: number): number | undefined {
  for (let index = 0; index < requestLine.length; index++) {
    if (bytes[start + index] !== requestLine[index]) return undefined;
  }
  ends.fill(0);
  let at = start + requestLine.length;
  for (let count = 0; bytes[at] !== carriageReturn; count++) {
    const nameStart = at;
    let hash = 0;
    for (let byte = bytes[at] ?? 0; isToken[byte] === 1; byte = bytes[++at] ?? 0) hash = nextHash(hash, byte);
    if (at === nameStart || bytes[at] !== colon || bytes[at + 1] !== space) return undefined;
    const valueStart = at + 2;
    at = valueStart;
    while (isText[bytes[at] ?? 0] === 1) at++;
    if (bytes[at] !== carriageReturn || bytes[at + 1] !== lineFeed) return undefined;
    if (at === valueStart || !isVisible(bytes[valueStart]) || !isVisible(bytes[at - 1])) return undefined;
    if (count === headerLimit || isRepeated(hash, count)) return undefined;
    hashes[count] = hash;
    const number = numbers.get(hash);
    if (number !== undefined) {
      if (number === isExcluded || !hasName(bytes, nameStart, usedNames[number] ?? '')) return undefined;
      starts[number] = valueStart;
      ends[number] = at;
    }
    at += 2;
  }
  return bytes[at + 1] === lineFeed && at - start <= headLimitBytes ? at : undefined;
}

function isVisible(byte: number | undefined): boolean {
  return byte !== undefined && byte > space;
}

function isRepeated(hash: number, count: number): boolean {
  for (let index = 0; index < count; index++) if (hashes[index] === hash) return true;
  return false;
}

/** Returns whether a name begins at `start` and ends before the colon, in small or capital letters. */
function hasName(bytes: Buffer, start: number, name: string): boolean {
  for (let index = 0; index < name.length; index++) {
    if (inSmallLetters(bytes[start + index] ?? 0) !== name.charCodeAt(index)) return false;
  }
  return bytes[start + name.length] === colon;
}

function hashOf(name: string): number {
  let hash = 0;
  for (let index = 0; index < name.length; index++) hash = nextHash(hash, name.charCodeAt(index));
  return hash;
}

function nextHash(hash: number, byte: number): number {
  return (Math.imul(hash, 31) + inSmallLetters(byte)) | 0;
}

/** Returns the small letter of a capital one. Some characters that are no letters change too, to ones that names have not. */
function inSmallLetters(byte: number): number {
  return byte | 32;
}

function byteTable(isIn: (character: string) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => Number(isIn(String.fromCharCode(byte))));
}

/** Returns the length that a `Content-Length` states, unless it has another form than ours or is more than the service accepts. */
function parseLength(bytes: Buffer, start: number, end: number): number | undefined {
  if (end <= start || end - start > 8 || (bytes[start] === zero && end - start > 1)) return undefined;
  let length = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] ?? 0) - zero;
    if (digit < 0 || digit > 9) return undefined;
    length = length * 10 + digit;
  }
  return length <= batchLimitBytes ? length : undefined;
}

/** Returns whether a `Connection` asks for its end; `undefined` if it asks for something else than its end or its life. */
const isLastWith = rememberLast((connection) => {
  const option = connection.toLowerCase();
  return option === 'keep-alive' || option === 'close' ? option === 'close' : undefined;
});

function headersIn(head: string): Headers {
  const headers: Record<string, string> = {};
  for (const line of head.split('\r\n').slice(1, -1)) {
    const end = line.indexOf(':');
    headers[line.slice(0, end).toLowerCase()] = line.slice(end + 2);
  }
  return headers;
}
