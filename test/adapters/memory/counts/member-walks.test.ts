import * as assert from 'uvu/assert';
import { step } from '../../../../src/adapters/memory/step.ts';
import { suite } from '../../../support/suite.ts';
import { plainEnvironment } from '../test-tables.ts';
import { type AnyRequest, filledAccount, itemNumber, keyNumber } from './counted-work.ts';

/** How often a request looks at what the caller passed. All are upper bounds; a getter of the caller runs as often. */
const test = suite('walks of the members of a request');

const TableName = 'things';
const nested = { list: { L: [{ M: { a: { N: '1' } } }] }, set: { SS: ['a', 'b'] } };
const Key = keyNumber(1);
const ExpressionAttributeValues = { ':v': { S: 'x' } };

/** The most that a request may look at one object or member. */
interface Limits {
  readonly request: AnyRequest;
  /** Listings of the members of one object. */
  readonly walks: number;
  /** Reads of one member, those in attribute values left out. */
  readonly members: number;
  /** Reads of the content of one attribute value. */
  readonly contents: number;
}

const limits: readonly Limits[] = [
  {
    request: { operation: 'GetItem', input: { TableName, Key, ConsistentRead: true } },
    walks: 1,
    members: 1,
    contents: 3,
  },
  {
    request: { operation: 'PutItem', input: { TableName, Item: { ...itemNumber(1), ...nested } } },
    walks: 1,
    members: 1,
    contents: 3,
  },
  {
    request: {
      operation: 'UpdateItem',
      input: {
        TableName,
        Key,
        UpdateExpression: 'SET #a = :v',
        ConditionExpression: '#a <> :v',
        ExpressionAttributeNames: { '#a': 'a7' },
        ExpressionAttributeValues,
      },
    },
    walks: 2,
    members: 2,
    contents: 3,
  },
  { request: { operation: 'DeleteItem', input: { TableName, Key } }, walks: 1, members: 1, contents: 3 },
  {
    request: { operation: 'Query', input: { TableName, KeyConditionExpression: 'pk = :v', ExpressionAttributeValues } },
    walks: 2,
    members: 1,
    contents: 3,
  },
  {
    request: { operation: 'Scan', input: { TableName, FilterExpression: 'a1 = :v', ExpressionAttributeValues } },
    walks: 2,
    members: 1,
    contents: 3,
  },
  {
    request: { operation: 'BatchGetItem', input: { RequestItems: { [TableName]: { Keys: [Key, keyNumber(2)] } } } },
    walks: 1,
    members: 2,
    contents: 4,
  },
  {
    request: {
      operation: 'BatchWriteItem',
      input: {
        RequestItems: {
          [TableName]: [{ PutRequest: { Item: itemNumber(1) } }, { DeleteRequest: { Key: keyNumber(2) } }],
        },
      },
    },
    walks: 1,
    members: 2,
    contents: 3,
  },
  {
    request: { operation: 'TransactGetItems', input: { TransactItems: [{ Get: { TableName, Key } }] } },
    walks: 1,
    members: 1,
    contents: 3,
  },
  {
    request: {
      operation: 'TransactWriteItems',
      input: {
        TransactItems: [{ Put: { TableName, Item: itemNumber(1) } }, { Delete: { TableName, Key: keyNumber(2) } }],
      },
    },
    walks: 1,
    members: 1,
    contents: 3,
  },
];

for (const { request, walks, members, contents } of limits) {
  test(request.operation, () => {
    const seen: Seen = { walks: new Map(), members: new Map(), contents: new Map() };
    step(filledAccount(1), { ...request, input: watched(request.input, seen) }, plainEnvironment);
    assert.ok(seen.members.size > 0);
    assert.equal(over(seen.walks, walks), {});
    assert.equal(over(seen.members, members), {});
    assert.equal(over(seen.contents, contents), {});
  });
}

test.run();

/** How often each object was listed, and each member read, by paths. */
interface Seen {
  readonly walks: Map<string, number>;
  readonly members: Map<string, number>;
  readonly contents: Map<string, number>;
}

/** Returns a copy of a value that counts what is read of it. */
function watched<Value>(value: Value, seen: Seen, path = 'input'): Value {
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.assign(Array.isArray(value) ? [] : {}, value);
  for (const [name, member] of Object.entries(copy)) Reflect.set(copy, name, watched(member, seen, `${path}.${name}`));
  return new Proxy(copy, {
    ownKeys: (target) => {
      increment(seen.walks, path);
      return Reflect.ownKeys(target);
    },
    get: (target, name) => {
      if (Object.hasOwn(target, name) && name !== 'length') {
        increment(/^(S|N|SS|L|M)$/.test(String(name)) ? seen.contents : seen.members, `${path}.${String(name)}`);
      }
      return Reflect.get(target, name);
    },
  }) as Value; // it has the same members
}

function increment(counts: Map<string, number>, path: string): void {
  counts.set(path, (counts.get(path) ?? 0) + 1);
}

function over(counts: ReadonlyMap<string, number>, most: number): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].filter(([, count]) => count > most));
}
