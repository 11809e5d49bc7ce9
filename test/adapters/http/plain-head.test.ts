import * as assert from 'uvu/assert';
import { readPlainHead } from '../../../src/adapters/http/plain-head.ts';
import { suite } from '../../support/suite.ts';

const test = suite('heads of plain requests');

const line = 'POST / HTTP/1.1\r\n';
const usual = `${line}Host: localhost\r\nContent-Length: 2\r\n`;

function read(head: string, start = 0) {
  return readPlainHead(Buffer.from(head, 'latin1'), start, 'used');
}

test('reads the headers that the protocol uses', () => {
  const head = `${line}content-type: application/x-amz-json-1.0\r\nX-AMZ-TARGET: a.B\r\nhost: localhost:8000\r\nContent-Length: 16777216\r\nX-Other: 1\r\nAuthorization: AWS4 a, b=c\r\nx-amz-date: 1\r\nAccept-Encoding: gzip\r\n\r\n`;
  assert.equal(read(`before${head}{}`, 6), {
    headers: {
      host: 'localhost:8000',
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'a.B',
      authorization: 'AWS4 a, b=c',
      'x-amz-date': '1',
      date: undefined,
      'accept-encoding': 'gzip',
      'content-encoding': undefined,
    },
    bodyStart: 6 + head.length,
    bodyLength: 16_777_216,
    isLast: false,
  });
});

test('reads all headers if they are needed', () => {
  const bytes = Buffer.from(`${usual}X-Other: a:\tb\r\n\r\n`);
  assert.equal(readPlainHead(bytes, 0, 'all')?.headers, {
    host: 'localhost',
    'content-length': '2',
    'x-other': 'a:\tb',
  });
});

test('reads whether the connection is to be closed', () => {
  assert.is(read(`${usual}\r\n`)?.isLast, false);
  assert.is(read(`${usual}Connection: Keep-Alive\r\n\r\n`)?.isLast, false);
  assert.is(read(`${usual}connection: CLOSE\r\n\r\n`)?.isLast, true);
});

const withHeader = (header: string) => `${usual}${header}\r\n\r\n`;
const others: Readonly<Record<string, readonly string[]>> = {
  'another request line': [
    'GET / HTTP/1.1',
    'POST /a HTTP/1.1',
    'POST / HTTP/1.0',
    'POST  / HTTP/1.1',
    'post / HTTP/1.1',
    '',
  ].map((other) => `${other}\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n`),
  'a head that has not arrived': [
    '',
    'POST',
    line,
    `${usual}`,
    `${usual}\r`,
    `${usual}X-Other`,
    `${usual}X-Other: a\r`,
  ],
  'no host or no length': [`${line}\r\n`, `${line}Host: a\r\n\r\n`, `${line}Content-Length: 2\r\n\r\n`],
  'another form of length': [
    '',
    '+2',
    '02',
    '2 ',
    '2, 2',
    '-1',
    '0x2',
    '2e1',
    '16777217',
    '99999999999999999999',
    '٢',
  ].map((length) => `${line}Host: a\r\nContent-Length: ${length}\r\n\r\n`),
  'a header twice': ['Content-Length: 2', 'content-length: 3', 'HOST: localhost', 'X-A: 1\r\nx-a: 1'].map(withHeader),
  'a header that changes how it is read': [
    'Transfer-Encoding: chunked',
    'Expect: 100-continue',
    'Upgrade: a',
    'Trailer: a',
    'TE: a',
    'Proxy-Connection: close',
    'HTTP2-Settings: a',
    'Connection: upgrade',
    'Connection: close, a',
  ].map(withHeader),
  'a header of web pages': [withHeader('Origin: http://localhost')],
  'a name that is not one': [
    'X Other: a',
    ' X-Other: a',
    ': a',
    'X-Other : a',
    'X(: a',
    'X-\u00e9: a',
    'X-\u0000: a',
    'a',
  ].map(withHeader),
  'another separator': ['X:a', 'X:\ta', 'X:  a'].map(withHeader),
  'a value with white space at its ends, or none': ['X: ', 'X:  ', 'X: a ', 'X: a\t'].map(withHeader),
  'other characters': ['X: \u00e9', 'X: a\u007fb', 'X: a\u0000b', 'X: a\rb', 'X: a\nb', 'X: a\r\r', 'X: a\r\n b'].map(
    withHeader,
  ),
  'other ends of lines': [`${line}Host: a\nContent-Length: 2\r\n\r\n`, `${usual}\n`, `${usual}\rX`],
  'a head of more than 16 KB': [withHeader(`X: ${'a'.repeat(17_000)}`)],
  'more than 64 headers': [withHeader(Array.from({ length: 63 }, (_, index) => `X-${index}: a`).join('\r\n'))],
};
for (const [what, heads] of Object.entries(others)) {
  test(`leaves a request with ${what} to node:http`, () => {
    for (const head of heads) assert.is(read(head), undefined, JSON.stringify(head));
  });
}

test('reads as many as 64 headers and 16 KB', () => {
  assert.ok(read(withHeader(Array.from({ length: 62 }, (_, index) => `X-${index}: a`).join('\r\n'))));
  assert.ok(read(withHeader(`X: ${'a'.repeat(16_000)}`)));
});

test.run();
