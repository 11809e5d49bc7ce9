import { operationNames, operations } from '../../../src/domain/api/operation-models.ts';
import type { Random } from '../../../src/domain/environment.ts';
import { type RawRequest, rawRequest } from './raw-http.ts';

/** A request with something wrong, or several things, as the bytes that are sent. */
export interface MalformedRequest {
  readonly bytes: Buffer;
  /** Its body cannot be unpacked; the service's own answer to that has status 500. */
  readonly isBadlyPacked: boolean;
}

/** Chance that gives the same again for the same seed. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Makes a request that something is wrong with, at any level: of the members, of JSON, of the protocol, of HTTP. */
export function malformedRequest(random: Random): MalformedRequest {
  const { operation, input } = pick(templates, random);
  let body = JSON.stringify(chance(random, 0.8) ? mutated(input, random) : input);
  if (chance(random, 0.2)) body = scrambled(body, random);
  const target = `${operations[operation].service}_20120810.${operation}`;
  const request: RawRequest = { headers: { 'X-Amz-Target': target, Connection: 'close' }, body };
  const distorted = chance(random, 0.3) ? { ...request, ...distortion(request, random) } : request;
  const bytes = rawRequest(distorted);
  return {
    bytes: chance(random, 0.1) ? scrambledBytes(bytes, random) : bytes,
    isBadlyPacked: /content-encoding/i.test(bytes.toString('latin1')),
  };
}

const item = {
  id: { S: 'a' },
  n: { N: '1' },
  b: { B: 'AQ==' },
  m: { M: { l: { L: [{ BOOL: true }, { NULL: true }] } } },
  ss: { SS: ['a'] },
};
const substitutions = { ExpressionAttributeNames: { '#n': 'n' }, ExpressionAttributeValues: { ':n': { N: '1' } } };
const table = {
  TableName: 'other',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  BillingMode: 'PAY_PER_REQUEST',
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byN',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['n'] },
    },
  ],
};

/** Good requests, which the malformed ones are made of; operations without one are sent without members. */
const inputs: Readonly<Record<string, object>> = {
  PutItem: {
    TableName: 'films',
    Item: item,
    ConditionExpression: 'attribute_not_exists(#n) OR #n < :n',
    ...substitutions,
  },
  GetItem: {
    TableName: 'films',
    Key: { id: { S: 'a' } },
    ProjectionExpression: '#n, m.l[0]',
    ExpressionAttributeNames: { '#n': 'n' },
  },
  UpdateItem: {
    TableName: 'films',
    Key: { id: { S: 'a' } },
    UpdateExpression: 'SET #n = if_not_exists(#n, :n) + :n REMOVE ss',
    ...substitutions,
    ReturnValues: 'ALL_NEW',
  },
  DeleteItem: {
    TableName: 'films',
    Key: { id: { S: 'a' } },
    Expected: { n: { Value: { N: '1' }, ComparisonOperator: 'EQ' } },
  },
  Query: {
    TableName: 'films',
    KeyConditionExpression: 'id = :n',
    FilterExpression: 'contains(#n, :n)',
    ...substitutions,
    Limit: 5,
    ExclusiveStartKey: { id: { S: 'a' } },
  },
  Scan: {
    TableName: 'films',
    FilterExpression: 'size(#n) BETWEEN :n AND :n',
    ...substitutions,
    Segment: 0,
    TotalSegments: 2,
  },
  BatchGetItem: {
    RequestItems: { films: { Keys: [{ id: { S: 'a' } }], ConsistentRead: true } },
    ReturnConsumedCapacity: 'TOTAL',
  },
  BatchWriteItem: {
    RequestItems: { films: [{ PutRequest: { Item: item } }, { DeleteRequest: { Key: { id: { S: 'b' } } } }] },
  },
  TransactWriteItems: { TransactItems: [{ Put: { TableName: 'films', Item: item } }], ClientRequestToken: 'a' },
  CreateTable: table,
  DeleteTable: { TableName: 'missing' },
  ListTables: { Limit: 5, ExclusiveStartTableName: 'films' },
};

const templates = operationNames.flatMap((operation) => {
  const input = inputs[operation] ?? {};
  // The operations that have a good request come up more often than those that only lack members.
  return Array.from({ length: operation in inputs ? 10 : 1 }, () => ({ operation, input }));
});

const oddities: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  9.9e300,
  2 ** 53,
  '',
  'a',
  ' ',
  '#n',
  ':n',
  '\u0000',
  '\ud800',
  'é'.repeat(300),
  'a'.repeat(5000),
  [],
  [[]],
  [null],
  {},
  { S: 'a' },
  { N: 'a' },
  { N: '1e999' },
  { B: '%' },
  { SS: [] },
  { S: 'a', N: '1' },
  { BOOL: 'yes' },
  { M: { '': { S: '' } } },
  JSON.parse('{"__proto__":{"S":"a"},"constructor":{"S":"a"}}'),
];

function oddity(random: Random): unknown {
  return structuredClone(pick(oddities, random)); // as it may be changed in its turn
}

/** The same with one or two of its parts replaced, dropped or repeated under another name. */
function mutated(input: object, random: Random): unknown {
  const copy: unknown = structuredClone(input);
  const times = chance(random, 0.3) ? 2 : 1;
  for (let time = 0; time < times; time++) mutate(copy, random);
  return chance(random, 0.02) ? oddity(random) : copy;
}

function mutate(part: unknown, random: Random): void {
  if (typeof part !== 'object' || part === null) return;
  const names = Object.keys(part);
  if (names.length === 0) {
    Reflect.set(part, 'a', oddity(random));
    return;
  }
  const name = pick(names, random);
  const inside: unknown = Reflect.get(part, name);
  if (typeof inside === 'object' && chance(random, 0.7)) mutate(inside, random);
  else if (chance(random, 0.2)) Reflect.deleteProperty(part, name);
  else if (typeof inside === 'string' && chance(random, 0.5)) Reflect.set(part, name, scrambled(inside, random));
  else
    Reflect.set(part, chance(random, 0.9) ? name : `${name}x`, chance(random, 0.1) ? nested(random) : oddity(random));
}

function nested(random: Random): unknown {
  let value: unknown = { S: 'deep' };
  for (let levels = Math.floor(random() * 200); levels > 0; levels--) value = { L: [value] };
  return value;
}

function distortion(request: RawRequest, random: Random): RawRequest {
  const header = (name: string, value: string | undefined): RawRequest => ({
    headers: { ...request.headers, [name]: value },
  });
  return pick(
    [
      () => ({ method: pick(['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'BREW'], random) }),
      () => ({ path: pick(['/a', '//', '/?X-Amz-Algorithm=a', '/%', '/_dynarepo/', '/_dynarepo/reset', '*'], random) }),
      () => header('Content-Type', pick(['', 'text/html', 'application/json;;;', undefined], random)),
      () =>
        header('X-Amz-Target', pick(['', 'a', 'DynamoDB_20120810', 'DynamoDB_20120810.__proto__', undefined], random)),
      () => header('Authorization', pick(['', 'AWS4-', 'AWS4-HMAC-SHA256 ====', 'Basic a', undefined], random)),
      () => header('X-Amz-Date', pick(['', undefined], random)),
      () => header('Host', pick(['', 'a', 'localhost:a', undefined], random)),
      () => header('Content-Encoding', pick(['gzip', 'deflate', 'br', 'gzip, gzip'], random)),
      () => header('Content-Length', pick(['0', '1', '-1', 'a', '999', '99999999999', undefined], random)),
      () => header('Transfer-Encoding', pick(['chunked', 'gzip', ''], random)),
      () => header('Expect', pick(['100-continue', 'a'], random)),
      () => header('Connection', pick(['upgrade', 'keep-alive, close'], random)),
      () => header('X-Long', 'a'.repeat(Math.floor(random() * 20_000))),
    ],
    random,
  )();
}

function scrambled(text: string, random: Random): string {
  const at = Math.floor(random() * (text.length + 1));
  const inserted = pick(
    ['', '"', '{', '}', '[', ']', ',', ':', '\\', '\u0000', '#', '(', ')', '9', ' AND ', '\\u0042', 'é'],
    random,
  );
  return text.slice(0, at) + inserted + text.slice(at + Math.floor(random() * 4));
}

function scrambledBytes(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes.subarray(0, chance(random, 0.3) ? Math.floor(random() * bytes.length) : bytes.length));
  for (let flips = 1 + Math.floor(random() * 4); flips > 0 && copy.length > 0; flips--) {
    copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
  }
  return copy;
}

function pick<Choice>(choices: readonly Choice[], random: Random): Choice {
  const choice = choices[Math.floor(random() * choices.length)];
  // `undefined` is among the choices of headers, and an empty list would give nothing else.
  return choice as Choice;
}

function chance(random: Random, probability: number): boolean {
  return random() < probability;
}
