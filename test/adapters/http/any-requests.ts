import { deflateSync, gzipSync } from 'node:zlib';
import type { Random } from '../../../src/domain/environment.ts';
import { authorization } from './posting.ts';

/**
 * Returns what a client could send over a connection: requests of every kind, some of them damaged, in pieces. All have the tag, in
 * a header and in their bodies.
 */
export function anyRequests(tag: string, random: Random): Buffer[] {
  const count = 1 + below(4, random);
  const requests = Array.from({ length: count }, () => anyRequest(tag, random));
  const last = requestOf({
    headers: [...usual(tag), ['Connection', 'close']],
    body: Buffer.from(JSON.stringify({ tag })),
  });
  const whole = Buffer.concat([...requests, last]);
  const isDamaged = random() < 0.25;
  return inPieces(isDamaged ? damaged(whole, random) : whole, random);
}

const usual = (tag: string): readonly (readonly [string, string])[] => [
  ['X-Tag', tag],
  ['Host', 'localhost:8000'],
  ['Content-Type', 'application/x-amz-json-1.0'],
  ['X-Amz-Target', 'DynamoDB_20120810.ListTables'],
  ['X-Amz-Date', '20260101T000000Z'],
  ['Authorization', authorization],
];

interface Parts {
  readonly line?: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  /** Absent for the length of the body. */
  readonly length?: readonly string[];
  readonly separator?: string;
  readonly lineEnd?: string;
}

function requestOf({
  line = 'POST / HTTP/1.1',
  headers,
  body,
  length = [`Content-Length: ${body.length}`],
  separator = ': ',
  lineEnd = '\r\n',
}: Parts): Buffer {
  const lines = [line, ...headers.map(([name, value]) => name + separator + value), ...length, '', ''];
  return Buffer.concat([Buffer.from(lines.join(lineEnd), 'latin1'), body]);
}

function anyRequest(tag: string, random: Random): Buffer {
  const parts: Parts = { headers: reordered(usual(tag), random), body: anyBody(tag, random) };
  const change = random() < 0.4 ? undefined : changes[below(changes.length, random)];
  return requestOf(change === undefined ? parts : { ...parts, ...change(parts, random) });
}

type Change = (parts: Parts, random: Random) => Partial<Parts>;

const added =
  (...headers: readonly (readonly [string, string])[]): Change =>
  (parts) => ({ headers: [...parts.headers, ...headers] });
const replaced =
  (name: string, ...values: readonly string[]): Change =>
  (parts) => ({
    headers: parts.headers.flatMap((header) =>
      header[0] === name ? values.map((value) => [name, value] as const) : [header],
    ),
  });
const oneOf =
  (...choices: readonly Change[]): Change =>
  (parts, random) =>
    choices[below(choices.length, random)]?.(parts, random) ?? {};
const lines = (...choices: readonly string[]): Change => oneOf(...choices.map((line) => () => ({ line })));
const lengths = (...choices: readonly ((length: number) => readonly string[])[]): Change =>
  oneOf(
    ...choices.map((lengthOf) => ({ body }: Parts) => ({ length: lengthOf(body.length) })),
  );

/** What makes a request another one, from the harmless to the malformed. */
const changes: readonly Change[] = [
  lines(
    'GET / HTTP/1.1',
    'HEAD / HTTP/1.1',
    'OPTIONS / HTTP/1.1',
    'PUT / HTTP/1.1',
    'post / HTTP/1.1',
    'BREW / HTTP/1.1',
  ),
  lines(
    'POST /a HTTP/1.1',
    'POST /?a=b HTTP/1.1',
    'POST http://localhost/ HTTP/1.1',
    'POST * HTTP/1.1',
    'POST // HTTP/1.1',
  ),
  lines(
    'POST / HTTP/1.0',
    'POST / HTTP/1.2',
    'POST / HTTP/2.0',
    'POST / http/1.1',
    'POST /',
    'POST  / HTTP/1.1',
    ' POST / HTTP/1.1',
  ),
  lines(
    'POST / HTTP/1.1 ',
    'POST\t/ HTTP/1.1',
    '\r\n\r\nPOST / HTTP/1.1',
    '\nPOST / HTTP/1.1',
    'POST / HTTP/1.1\r',
    '',
    'a',
  ),
  lines('POST /_dynarepo/health HTTP/1.1', 'GET /_dynarepo/health HTTP/1.1'),
  added(['Connection', 'keep-alive']),
  added(['connection', 'Keep-Alive'], ['Keep-Alive', 'timeout=5']),
  oneOf(
    ...['close', 'Close', 'close, a', 'keep-alive, close', 'upgrade', 'a', ''].map((value) =>
      added(['Connection', value]),
    ),
  ),
  added(['Connection', 'close'], ['Connection', 'keep-alive']),
  oneOf(...['close', 'keep-alive'].map((value) => added(['Proxy-Connection', value]))),
  added(['Upgrade', 'websocket'], ['Connection', 'upgrade']),
  added(['Upgrade', 'h2c']),
  oneOf(...['100-continue', 'a'].map((value) => added(['Expect', value]))),
  oneOf(...['https://example.org', 'http://localhost:1'].map((value) => added(['Origin', value]))),
  oneOf(
    replaced('Host'),
    replaced('Host', ''),
    replaced('Host', 'example.org'),
    replaced('Host', 'localhost', 'localhost'),
  ),
  oneOf(replaced('Host', '[::1]:80'), replaced('Host', 'a b'), replaced('Host', 'LOCALHOST')),
  oneOf(
    replaced('Content-Type'),
    replaced('Content-Type', 'text/html'),
    replaced('Content-Type', 'application/json; a=b'),
  ),
  oneOf(
    replaced('X-Amz-Target', 'DynamoDB_20120810.Fly'),
    replaced('X-Amz-Target', 'a', 'b'),
    replaced('X-Amz-Target', ''),
  ),
  oneOf(
    replaced('Authorization'),
    replaced('Authorization', 'a'),
    replaced('Authorization', authorization, authorization),
  ),
  oneOf(replaced('X-Amz-Date'), (parts) => ({
    headers: parts.headers.map(([name, value]) => [name === 'X-Amz-Date' ? 'Date' : name, value] as const),
  })),
  added(['Accept-Encoding', 'gzip'], ['X-Large', '1']),
  oneOf(added(['Accept-Encoding', 'a'], ['Accept-Encoding', 'gzip']), added(['Accept-Encoding', 'deflate, gzip;q=0'])),
  ({ headers, body }) => ({ headers: [...headers, ['Content-Encoding', 'gzip']], body: gzipSync(body) }),
  ({ headers, body }) => ({ headers: [...headers, ['Content-Encoding', 'deflate']], body: deflateSync(body) }),
  oneOf(...['gzip', 'br', 'identity', ''].map((value) => added(['Content-Encoding', value]))),
  added(['X-Once', 'a'], ['x-once', 'b']),
  oneOf(...['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map((name) => added([name, 'a']))),
  oneOf(
    ...[
      '',
      ' ',
      '\t',
      ' a',
      'a ',
      'a\t',
      'a\tb',
      'a  b',
      'é',
      '\u007f',
      '\u0000',
      '\u0001',
      'a\rb',
      'a\nb',
      'a\r',
      'a\r\n b',
      'a\r\n\tb',
    ].map((value) => added(['X-Value', value])),
  ),
  oneOf(
    ...['X Name', 'X-Name ', ' X-Name', 'X-N\u00e9', '', 'X:Name', 'X\tName', 'X(Name)', "X!#$%&'*+.^_`|~"].map(
      (name) => added([name, 'a']),
    ),
  ),
  oneOf(
    () => ({ separator: ':' }),
    () => ({ separator: ' : ' }),
    () => ({ separator: ':\t' }),
    () => ({ separator: ':  ' }),
    () => ({ separator: '' }),
  ),
  oneOf(
    () => ({ lineEnd: '\n' }),
    () => ({ lineEnd: '\r' }),
    () => ({ lineEnd: '\r\r\n' }),
    () => ({ lineEnd: '\n\r' }),
  ),
  oneOf(
    added(['X-Long', 'a'.repeat(15_000)]),
    added(['X-Long', 'a'.repeat(17_000)]),
    added(['X-Long', 'a'.repeat(40_000)]),
  ),
  ({ headers }, random) => ({
    headers: [
      ...headers,
      ...Array.from({ length: 50 + below(60, random) }, (_, index) => [`X-${index}`, 'a'] as const),
    ],
  }),
  lengths(
    () => [],
    () => ['Content-Length: 0'],
    () => ['Content-Length: '],
    (n) => [`Content-Length: +${n}`],
    (n) => [`Content-Length: 0${n}`],
  ),
  lengths(
    (n) => [`Content-Length: ${n} `],
    (n) => [`Content-Length:  ${n}`],
    (n) => [`Content-Length: ${n},${n}`],
    (n) => [`content-length: ${n}`],
  ),
  lengths(
    (n) => [`Content-Length: ${n}`, `Content-Length: ${n}`],
    (n) => [`Content-Length: ${n}`, `Content-Length: ${n + 1}`],
  ),
  lengths(
    (n) => [`Content-Length: ${n - 1}`],
    (n) => [`Content-Length: ${n + 1}`],
    (n) => [`Content-Length: 0x${n}`],
    () => ['Content-Length: 9e1'],
  ),
  lengths(
    () => ['Content-Length: -1'],
    () => ['Content-Length: 99999999'],
    () => ['Content-Length: 99999999999999999999'],
  ),
  lengths(
    (n) => [`Content_Length: ${n}`],
    (n) => [`Content-Length : ${n}`],
    (n) => [`Content-Length: ${n}`, 'Content-Length2: 1'],
  ),
  ({ body }, random) => ({ length: ['Transfer-Encoding: chunked'], body: chunked(body, random) }),
  ({ body }, random) => ({
    length: [`Content-Length: ${body.length}`, 'Transfer-Encoding: chunked'],
    body: chunked(body, random),
  }),
  ({ body }, random) => ({
    length: ['Transfer-Encoding: chunked', 'Trailer: X-After'],
    body: Buffer.concat([chunked(body, random).subarray(0, -2), Buffer.from('X-After: a\r\n\r\n')]),
  }),
  lengths(
    (n) => [`Content-Length: ${n}`, 'Transfer-Encoding: identity'],
    () => ['Transfer-Encoding: gzip'],
    (n) => [`Content-Length: ${n}`, 'Transfer-Encoding: xchunked'],
  ),
  oneOf(
    added(['TE', 'trailers']),
    added(['HTTP2-Settings', 'a']),
    added(['Trailer', 'a']),
    added(['Set-Cookie', 'a=b']),
    added(['Cookie', 'a=b']),
  ),
];

function anyBody(tag: string, random: Random): Buffer {
  const kind = random();
  const text = JSON.stringify({ tag, number: below(1e9, random) });
  if (kind < 0.03) return Buffer.from(JSON.stringify({ tag, text: 'a'.repeat(below(300_000, random)) }));
  if (kind < 0.06) return Buffer.alloc(0);
  if (kind < 0.1) return Buffer.from(text.slice(0, -1));
  if (kind < 0.13) return Buffer.from([0xff, 0xfe, 0x7b]);
  if (kind < 0.2) return Buffer.from(JSON.stringify({ tag, text: 'é€😀\r\n\r\nPOST / HTTP/1.1\r\n' }));
  if (kind < 0.23) return Buffer.from(JSON.stringify({ tag, Limit: Number.MAX_VALUE }).replace('e+308', 'e+999'));
  return Buffer.from(text);
}

function chunked(body: Buffer, random: Random): Buffer {
  const half = below(body.length + 1, random);
  const chunks = [body.subarray(0, half), body.subarray(half)].filter(({ length }) => length > 0);
  const framed = chunks.flatMap((chunk) => [
    Buffer.from(`${chunk.length.toString(16)}\r\n`),
    chunk,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...framed, Buffer.from('0\r\n\r\n')]);
}

function reordered<Value>(values: readonly Value[], random: Random): Value[] {
  const start = below(values.length, random);
  return [...values.slice(start), ...values.slice(0, start)];
}

/** Changes, inserts or deletes a byte or two, most often one that has a meaning in HTTP. */
function damaged(bytes: Buffer, random: Random): Buffer {
  let copy = Buffer.from(bytes);
  for (let times = 1 + below(2, random); times > 0; times--) {
    const at = below(Math.min(copy.length, 1000), random);
    const byte =
      random() < 0.7 ? (Buffer.from('\r\n :\t\u0000,;0a-', 'latin1')[below(11, random)] ?? 0) : below(256, random);
    const [removed, inserted] = [below(2, random), below(2, random)];
    copy = Buffer.concat([copy.subarray(0, at), Buffer.alloc(inserted, byte), copy.subarray(at + removed)]);
  }
  return copy;
}

function inPieces(bytes: Buffer, random: Random): Buffer[] {
  if (random() < 0.5) return [bytes];
  const ends = Array.from({ length: 1 + below(5, random) }, () => below(bytes.length + 1, random)).toSorted(
    (a, b) => a - b,
  );
  return [0, ...ends]
    .map((start, index) => bytes.subarray(start, ends[index] ?? bytes.length))
    .filter(({ length }) => length > 0);
}

function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}
