import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { parseAuthorization } from '../../../src/adapters/http/authorization.ts';
import { requestHandler } from '../../../src/adapters/http/request-handler.ts';
import { ManualClock } from '../../../src/adapters/memory/simulation/manual-clock.ts';
import { suite } from '../../support/suite.ts';
import { authorization, json, type Posted, post, StubDynamoDb } from './posting.ts';

const test = suite('signatures');

const credentials = { key: 'secret' };
const clock = new ManualClock(Date.UTC(2026, 0, 1));

const incomplete = 'IncompleteSignatureException';
const invalid = 'InvalidSignatureException';
const signed = (parts: Record<string, string>, algorithm = 'AWS4-HMAC-SHA256') => {
  const usual = {
    Credential: 'key/20260101/eu-west-1/dynamodb/aws4_request',
    SignedHeaders: 'host;x-amz-date;x-amz-target',
    Signature: '00',
  };
  const parameters = Object.entries({ ...usual, ...parts }).map(([name, value]) => `${name}=${value}`);
  return { headers: { authorization: `${algorithm} ${parameters.join(', ')}` } };
};

const unreadable: readonly (readonly [string, Posted, string, string])[] = [
  [
    'another kind of authorization',
    { headers: { authorization: 'Bearer x' } },
    'MissingAuthenticationTokenException',
    'Request is missing Authentication Token',
  ],
  [
    'an authorization without parameters and date',
    { headers: { authorization: 'AWS4-HMAC-SHA256', 'x-amz-date': undefined } },
    incomplete,
    "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-HMAC-SHA256",
  ],
  [
    'an authorization without a signature',
    { headers: { authorization: 'AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b' } },
    incomplete,
    "Authorization header requires 'Signature' parameter. Authorization=AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b",
  ],
  [
    'a query that is incomplete',
    { path: '/?X-Amz-Algorithm=a&X-Amz-Date=b', headers: { authorization: undefined } },
    incomplete,
    "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. Re-examine the query-string parameters.",
  ],
  [
    'header and query together',
    { path: '/?X-Amz-Algorithm=a', headers: { authorization } },
    invalid,
    "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
  ],
];
for (const [what, posted, name, message] of unreadable) {
  test(`rejects ${what}, whether or not signatures are verified`, async () => {
    assert.equal(json(await post(new StubDynamoDb(), posted)), { __type: `com.amazon.coral.service#${name}`, message });
  });
}

const unverified: readonly (readonly [string, Posted, string, string])[] = [
  [
    'another algorithm',
    signed({}, 'AWS4-X'),
    incomplete,
    "Unsupported AWS 'algorithm': 'AWS4-X' (only AWS4-HMAC-SHA256 for now). ",
  ],
  [
    'a credential without scope',
    signed({ Credential: 'a/b/c/d' }),
    incomplete,
    "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/b/c/d'",
  ],
  [
    'another form of date',
    { headers: { ...signed({}).headers, 'x-amz-date': '201' } },
    incomplete,
    "Date must be in ISO-8601 'basic format'. Got '201'. See http://en.wikipedia.org/wiki/ISO_8601",
  ],
  [
    'a scope that is wrong throughout',
    signed({ Credential: 'a/b/c/d/e' }),
    invalid,
    "Credential should be scoped to a valid region, not 'c'. Credential should be scoped to correct service: 'dynamodb'. Credential should be scoped with a valid terminator: 'aws4_request', not 'e'. Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: 'b' != '20260101', from '20260101T000000Z'.",
  ],
  [
    'a host that is not signed',
    signed({ SignedHeaders: 'x-amz-date;x-amz-target' }),
    invalid,
    "'Host' must be a 'SignedHeader' in the AWS Authorization.",
  ],
  [
    'a target that is not signed',
    signed({ SignedHeaders: 'host;x-amz-date' }),
    invalid,
    "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.",
  ],
  [
    'an access key that it does not know',
    signed({ Credential: 'other/20260101/eu-west-1/dynamodb/aws4_request' }),
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  ],
];
for (const [what, posted, name, message] of unverified) {
  test(`rejects ${what} when signatures are verified`, async () => {
    const answer = await post(new StubDynamoDb(), posted, { credentials, clock });
    assert.equal(json(answer), { __type: `com.amazon.coral.service#${name}`, message });
  });
}

test('rejects a signature dated more than 15 minutes in the past or future', async () => {
  const late = new ManualClock(Date.UTC(2026, 0, 1, 0, 15, 1));
  const early = new ManualClock(Date.UTC(2025, 11, 31, 23, 44, 59));
  assert.match(
    JSON.stringify(json(await post(new StubDynamoDb(), signed({}), { credentials, clock: late }))),
    'Signature expired: 20260101T000000Z is now earlier than 20260101T000001Z (20260101T001501Z - 15 min.)',
  );
  assert.match(
    JSON.stringify(json(await post(new StubDynamoDb(), signed({}), { credentials, clock: early }))),
    'Signature not yet current: 20260101T000000Z is still later than',
  );
});

test('checks the age of a signature before its scope if it knows the access key', async () => {
  const late = new ManualClock(Date.UTC(2026, 0, 1, 0, 15, 1));
  const misplaced = (key: string) => signed({ Credential: `${key}/20260101/eu-west-1/s3/aws4_request` });
  const messageFor = async (key: string) =>
    JSON.stringify(json(await post(new StubDynamoDb(), misplaced(key), { credentials, clock: late })));
  assert.match(await messageFor('key'), 'Signature expired: 20260101T000000Z is now earlier than');
  assert.match(await messageFor('other'), "Credential should be scoped to correct service: 'dynamodb'.");
});

for (const [separator, what] of [
  [' ', 'white space'],
  [',', 'commas'],
  ['\t , ', 'white space and commas'],
] as const) {
  test(`reads parameters separated by ${what}`, async () => {
    const parameters = [
      'Credential=key/20260101/eu-west-1/dynamodb/aws4_request',
      'SignedHeaders=host;x-amz-date;x-amz-target',
      'Signature=00',
    ];
    const headers = { authorization: `AWS4-HMAC-SHA256 ${parameters.join(separator)}` };
    const response = await post(new StubDynamoDb(() => ({ TableNames: ['films'] })), { headers });
    assert.equal(json(response), { TableNames: ['films'] });
    const verified = await post(new StubDynamoDb(), { headers }, { credentials, clock });
    assert.match(JSON.stringify(json(verified)), 'The request signature we calculated does not match');
  });
}

test('of a repeated parameter the last counts, even without a value', async () => {
  const repeated = (last: string) => `AWS4-HMAC-SHA256 Credential=a/1/b, Signature=00, SignedHeaders=host, ${last}`;
  const callers: unknown[] = [];
  const send = (last: string) =>
    post(
      (caller) => {
        callers.push(caller);
        return new StubDynamoDb();
      },
      { headers: { authorization: repeated(last) } },
    );
  for (const last of ['Credential=c/1/d=e', 'CredentialScope=c/1/d']) await send(last);
  assert.equal(callers, [
    { accessKeyId: 'c', region: 'd=e' },
    { accessKeyId: 'a', region: 'b' },
  ]);
  assert.match(JSON.stringify(json(await send('Credential'))), "requires 'Credential' parameter");
});

test('sorts query parameters by name before signing', async () => {
  const answer = await post(new StubDynamoDb(), { path: '/?a-b=2&a=1', ...signed({}) }, { credentials, clock });
  assert.match(JSON.stringify(json(answer)), String.raw`'POST\n/\na=1&a-b=2\n`);
});

function clientWith(secretAccessKey: string, behindSignature = '') {
  const real = requestHandler(new StubDynamoDb(() => ({ TableNames: ['films'] })), { credentials });
  const handler: typeof real = {
    ...real,
    handle: ({ headers, ...rest }, options) =>
      real.handle(
        { ...rest, headers: { ...headers, authorization: headers.authorization + behindSignature } },
        options,
      ),
  };
  return new DynamoDBClient({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'key', secretAccessKey },
    requestHandler: handler,
    maxAttempts: 1,
  });
}

test('accepts a request signed by an SDK client with the right secret', async () => {
  assert.equal((await clientWith('secret').send(new ListTablesCommand())).TableNames, ['films']);
});

test('rejects a correct signature followed by more characters', async () => {
  const error: unknown = await clientWith('secret', '0z')
    .send(new ListTablesCommand())
    .catch((thrown) => thrown);
  assert.is(Reflect.get(Object(error), 'name'), 'InvalidSignatureException');
});

test('rejects a request signed by an SDK client with a wrong secret', async () => {
  const error: unknown = await clientWith('wrong')
    .send(new ListTablesCommand())
    .catch((thrown: unknown) => thrown);
  if (!(error instanceof Error)) throw new Error('the request was not rejected');
  assert.is(error.name, invalid);
  assert.match(error.message, 'The request signature we calculated does not match the signature you provided.');
});

test('reads a header as if it were the first one, whatever came before', () => {
  const parts = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom('AWS4-HMAC-SHA256 ', 'Credential=a/b/c, ', 'SignedHeaders=host;x, ', 'Signature='),
    },
    fc.constantFrom('00ff', 'Signature=', ' ', ',', '=', 'a', '\u00a0', 'AWS4-'),
  );
  const usual = 'AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host;x, Signature=';
  const headers = fc.oneof(
    fc.array(parts, { maxLength: 6 }).map((texts) => texts.join('')),
    fc.array(parts, { maxLength: 3 }).map((texts) => usual + texts.join('')),
  );
  const read = (authorization: string) => {
    try {
      return parseAuthorization({
        method: 'POST',
        path: '/',
        headers: { authorization, date: 'b' },
        body: Buffer.of(),
      });
    } catch (error) {
      return String(error);
    }
  };
  fc.assert(
    fc.property(headers, headers, (header, before) => {
      read(usual.replaceAll('a', 'other') + 1); // nothing of the header is known now
      const first = read(header);
      read(before);
      assert.equal(read(header), first);
      assert.equal(read(header), first);
    }),
    { numRuns: 1000 },
  );
});

test.run();
