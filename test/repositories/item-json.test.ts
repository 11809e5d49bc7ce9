import { anyValue, ExactNumber, entity, json, string } from 'dynarepo';
import {
  fromJson,
  itemFromDynamoDbJson,
  itemFromJson,
  itemToDynamoDbJson,
  itemToJson,
  type JsonObject,
} from 'dynarepo/json';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { badInput } from './open-repository.ts';

const Note = entity('Note', {
  table: 'notes',
  attributes: { id: string(), any: anyValue().optional(), settings: json().optional() },
  key: { partition: 'id' },
});

const test = suite('JSON of items');

test('what JSON lacks is tagged in an item without a schema', () => {
  const item = {
    id: 'a',
    big: 2n ** 70n,
    exact: new ExactNumber('0.12345678901234567890'),
    bytes: new Uint8Array([1, 2]),
    tags: new Set(['a']),
    numbers: new Set([1, 2n ** 60n]),
    parts: new Set([new Uint8Array([1])]),
    list: [null, true, -0],
    map: { $set: 1 },
    two: { $set: 1, other: 2 },
  };
  const expected: JsonObject = {
    id: 'a',
    big: { $number: '1180591620717411303424' },
    exact: { $number: '0.1234567890123456789' },
    bytes: { $binary: 'AQI=' },
    tags: { $set: ['a'] },
    numbers: { $set: [1, { $number: '1152921504606846976' }] },
    parts: { $set: [{ $binary: 'AQ==' }] },
    list: [null, true, 0],
    map: { $map: { $set: 1 } },
    two: { $set: 1, other: 2 },
  };
  assert.equal(itemToJson(item), expected);
  assert.equal(itemFromJson(expected), { ...item, list: [null, true, 0] });
});

test('an item that DynamoDB cannot store has no JSON', async () => {
  for (const value of [Number.NaN, new Date(0), new Set(), () => 1, 2 ** 53, new Map()]) {
    assert.match(await badInput(() => itemToJson({ value })), 'item.value');
  }
  assert.match(await badInput(() => itemFromJson([])), 'item must be an object');
  assert.match(await badInput(() => itemFromJson({ n: 2 ** 53 })), 'item.n is 9007199254740992');
});

test("an item in DynamoDB's own JSON has its data types", async () => {
  const item = {
    a: { B: new Uint8Array([1, 2]) },
    b: { M: { c: { BS: [new Uint8Array([1])] }, d: { NULL: true } } },
  } as const;
  const expected = { a: { B: 'AQI=' }, b: { M: { c: { BS: ['AQ=='] }, d: { NULL: true } } } };
  assert.equal(itemToDynamoDbJson(item as never), expected);
  assert.equal(itemFromDynamoDbJson(expected), item);
  const wrong: readonly (readonly [unknown, string])[] = [
    [{ a: 'x' }, 'item.a must be an object with one member of S, N, B, BOOL, NULL, SS, NS, BS, L, M'],
    [{ a: {} }, 'item.a must be an object with one member of'],
    [{ a: { S: 'x', N: '1' } }, 'item.a must be an object with one member of'],
    [{ a: JSON.parse('{"__proto__":{}}') }, 'item.a must be an object with one member of'],
    [{ a: { N: 1 } }, 'item.a must have the text of a number as N'],
    [{ a: { NULL: false } }, 'item.a must have true as NULL'],
    [{ a: { SS: [] } }, 'item.a must not be empty'],
    [{ a: { L: [{ S: 7 }] } }, 'item.a[0] must be a string'],
    [[], 'item must be an object'],
  ];
  for (const [json, expected] of wrong) assert.match(await badInput(() => itemFromDynamoDbJson(json)), expected);
});

test("what is not an item has no JSON of DynamoDB's own form", async () => {
  let deep: object = { S: 'a' };
  for (let level = 0; level < 100_000; level += 1) deep = { L: [deep] };
  const wrong = [
    null,
    'a',
    [],
    ...[null, 'a', {}, { S: 1 }, { B: 'AQ==' }, { BS: [1] }, { L: 1 }, { L: [null] }, { M: null }, deep].map((a) => ({
      a,
    })),
  ];
  for (const each of wrong) await badInput(() => Reflect.apply(itemToDynamoDbJson, undefined, [each]));
});

test('the JSON of an item shares nothing with it', () => {
  const item = { a: { SS: ['x'] }, b: { S: 'y' } };
  const json = itemToDynamoDbJson(item);
  item.a.SS.push('z');
  item.b.S = 'z';
  assert.equal(json, { a: { SS: ['x'] }, b: { S: 'y' } });
});

test('a set with the same bytes twice is rejected', async () => {
  const BS = ['AQ==', 'Ag==', 'AQ=='];
  assert.match(await badInput(() => itemFromDynamoDbJson({ a: { BS } })), /^item.a contains the same member twice/);
  const tagged = BS.map(($binary) => ({ $binary }));
  assert.match(await badInput(() => itemFromJson({ a: { $set: tagged } })), /^item.a contains the same member twice/);
});

test('JSON that is nested too deep is rejected', async () => {
  const depth = 100_000;
  const deep: unknown = JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
  const objects: unknown = JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);
  const tags: unknown = JSON.parse(`${'{"$set":['.repeat(depth)}1${']}'.repeat(depth)}`);
  const maps: unknown = JSON.parse(`${'{"$map":{"$map":'.repeat(depth)}1${'}}'.repeat(depth)}`);
  const lists: unknown = JSON.parse(`${'{"L":['.repeat(depth)}${']}'.repeat(depth)}`);
  for (const any of [deep, objects, tags, maps]) {
    assert.match(await badInput(() => fromJson(Note, { any }, { as: 'changes' })), 'nested in more than 31 levels');
    assert.match(await badInput(() => itemFromJson({ any })), 'nested in more than 31 levels');
  }
  assert.match(await badInput(() => fromJson(Note, { settings: deep }, { as: 'changes' })), 'nested');
  assert.match(await badInput(() => itemFromDynamoDbJson({ any: lists })), 'nested in more than 31 levels');
});

test.run();
