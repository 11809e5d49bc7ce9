import * as assert from 'uvu/assert';
import type { AttributeValue } from '../../../src/domain/dynamodb.ts';
import type { AnyAttribute } from '../../../src/domain/entity/attribute.ts';
import {
  bigint,
  binary,
  binarySet,
  boolean,
  custom,
  decimal,
  epochMilliseconds,
  epochSeconds,
  isoDate,
  json,
  list,
  map,
  nullValue,
  number,
  numberSet,
  oneOf,
  record,
  string,
  stringSet,
  version,
} from '../../../src/domain/entity/attributes.ts';
import { suite } from '../../support/suite.ts';
import { messageThrown } from './thrown.ts';

const test = suite('attribute kinds');

const location = { parent: { segment: 'User' }, segment: 'a' };
const date = new Date('2024-05-01T12:00:00.123Z');
const wholeSecond = new Date('2024-05-01T12:00:00Z');
const bytes = (...values: readonly number[]) => new Uint8Array(values);

const encode = ({ codec }: AnyAttribute, value: unknown) => codec.encode(value, location);
const decode = ({ codec }: AnyAttribute, stored: AttributeValue) => codec.decode(stored, location);
const violation = (attribute: AnyAttribute, value: unknown) =>
  messageThrown('BAD_INPUT', () => encode(attribute, value)).replace(/^User\./, '');
const readViolation = (attribute: AnyAttribute, stored: AttributeValue) =>
  messageThrown('BAD_STORED_VALUE', () => decode(attribute, stored)).replace(/^User\./, '');

const examples: readonly (readonly [name: string, AnyAttribute, value: unknown, stored: AttributeValue])[] = [
  ['string', string(), 'text', { S: 'text' }],
  ['empty string', string(), '', { S: '' }],
  ['number', number(), -1.5e-7, { N: '-0.00000015' }],
  ['bigint', bigint(), -(2n ** 64n), { N: '-18446744073709551616' }],
  ['decimal', decimal(), '0.10000000000000000000000001', { N: '0.10000000000000000000000001' }],
  ['boolean', boolean(), false, { BOOL: false }],
  ['binary', binary(), bytes(0, 255), { B: bytes(0, 255) }],
  ['null', nullValue(), null, { NULL: true }],
  ['nullable', number().nullable(), null, { NULL: true }],
  ['json', json(), { a: [1, null, 'x'] }, { S: '{"a":[1,null,"x"]}' }],
  ['ISO date', isoDate(), date, { S: '2024-05-01T12:00:00.123Z' }],
  ['epoch seconds', epochSeconds(), wholeSecond, { N: '1714564800' }],
  ['epoch seconds before 1970', epochSeconds(), new Date(-1000), { N: '-1' }],
  ['epoch milliseconds', epochMilliseconds(), date, { N: '1714564800123' }],
  ['enum', oneOf('open', 'closed'), 'open', { S: 'open' }],
  ['string set', stringSet(), new Set(['a', '']), { SS: ['a', ''] }],
  ['number set', numberSet(), new Set([1, -2.5]), { NS: ['1', '-2.5'] }],
  ['binary set', binarySet(), [bytes(1), bytes(2)], { BS: [bytes(1), bytes(2)] }],
  ['list', list(number()), [1, 2], { L: [{ N: '1' }, { N: '2' }] }],
  ['empty list', list(number()), [], { L: [] }],
  ['list of nullable', list(string().nullable()), ['a', null], { L: [{ S: 'a' }, { NULL: true }] }],
  ['record', record(boolean()), { x: true, 'a.b': false }, { M: { x: { BOOL: true }, 'a.b': { BOOL: false } } }],
  ['map', map({ zip: string().storedAs('z'), note: string().optional() }), { zip: '1' }, { M: { z: { S: '1' } } }],
  ['nullable map', map({ zip: string() }).nullable(), null, { NULL: true }],
];

for (const [name, attribute, value, stored] of examples) {
  test(`${name}: stored as ${Object.keys(stored)[0]} and read back unchanged`, () => {
    assert.equal(encode(attribute, value), stored);
    assert.equal(decode(attribute, stored), value);
  });
}

test('a decimal is stored in canonical form', () => {
  assert.equal(encode(decimal(), '+0001.50e1'), { N: '15' });
  assert.is(decode(decimal(), { N: '1.50' }), '1.5');
});

test('an empty set is not stored', () => {
  assert.is(encode(stringSet(), new Set()), undefined);
  assert.is(encode(numberSet(), new Set()), undefined);
  assert.is(encode(binarySet(), []), undefined);
});

test('bytes are copied both ways, and a Buffer is read as a plain Uint8Array', () => {
  const buffer = Buffer.from([1, 2]);
  const stored = encode(binary(), buffer);
  buffer[0] = 9;
  assert.equal(stored, { B: bytes(1, 2) });
  const storedBuffer = Buffer.from([3]);
  const value = decode(binary(), { B: storedBuffer });
  storedBuffer[0] = 9;
  assert.equal(value, bytes(3));
});

test('a value of the wrong JavaScript type is rejected with the expected and the actual type', () => {
  assert.is(violation(string(), 1), 'a must be a string, but is a number');
  assert.is(violation(number(), '1'), 'a must be a number, but is a string');
  assert.is(violation(bigint(), 1), 'a must be a bigint, but is a number');
  assert.is(violation(decimal(), 1), 'a must be the text of a number, but is a number');
  assert.is(violation(boolean(), null), 'a must be a boolean, but is null');
  assert.is(violation(binary(), [1]), 'a must be a Uint8Array, but is an array');
  assert.is(violation(nullValue(), 0), 'a must be null, but is a number');
  assert.is(violation(isoDate(), '2024-05-01'), 'a must be a Date, but is a string');
  assert.is(violation(epochSeconds(), 1), 'a must be a Date, but is a number');
  assert.is(violation(stringSet(), ['a']), 'a must be a Set, but is an array');
  assert.is(violation(binarySet(), new Set()), 'a must be an array of Uint8Array, but is a Set');
  assert.is(violation(list(string()), new Set()), 'a must be an array, but is a Set');
  assert.is(violation(record(string()), new Map()), 'a must be an object, but is a Map');
  assert.is(violation(map({ zip: string() }), []), 'a must be an object, but is an array');
  assert.is(violation(number().nullable(), undefined), 'a must be a number, but is undefined');
});

test('a nested value is reported with its location', () => {
  const people = list(map({ names: list(string()), labels: record(number()) }));
  const person = { names: ['x'], labels: { 'a.b': 1 } };
  assert.is(
    violation(people, [person, { ...person, names: ['x', 1] }]),
    'a[1].names[1] must be a string, but is a number',
  );
  assert.is(violation(people, [{ ...person, labels: { x: '1' } }]), 'a[0].labels.x must be a number, but is a string');
  assert.is(violation(people, [{ ...person, name: 'x' }]), 'a[0] has no attribute "name"; did you mean "names"?');
  assert.is(violation(people, [{ names: [] }]), 'a[0].labels is required, but is missing');
  assert.is(violation(stringSet(), new Set(['x', 1])), 'a[1] must be a string, but is a number');
  const stored = { L: [{ M: { names: { L: [{ BOOL: true }] }, labels: { M: {} } } }] };
  assert.is(readViolation(people, stored), 'a[0].names[0] is stored with type BOOL, but type S is expected');
});

test('numbers that JavaScript or DynamoDB cannot represent exactly are rejected', () => {
  assert.is(violation(number(), Number.NaN), 'a is NaN, which DynamoDB cannot store');
  assert.is(violation(number(), -Infinity), 'a is -Infinity, which DynamoDB cannot store');
  assert.match(violation(number(), 2 ** 53), /^a is 9007199254740992, but integers beyond 2\^53/);
  assert.equal(encode(number(), 2 ** 53 - 1), { N: '9007199254740991' });
  assert.match(violation(number(), 5e-324), /closer to 0 than DynamoDB can store$/);
  assert.match(violation(bigint(), 10n ** 39n + 1n), /more than 38 significant digits, the limit of DynamoDB$/);
  assert.match(violation(decimal(), '1e126'), /larger than DynamoDB can store$/);
  assert.match(violation(decimal(), 'abc'), /^a is "abc", which is not a number$/);
});

test('a stored fraction reads as the nearest double, and an integer that is not exact is rejected', () => {
  assert.is(decode(number(), { N: '0.40000000000000004' }), 0.4);
  assert.is(decode(number(), { N: '0.12345678901234567890' }), 0.12345678901234568);
  assert.is(decode(number(), { N: '9007199254740990.9' }), 9007199254740991);
  assert.equal(decode(numberSet(), { NS: ['1', '0.30000000000000001'] }), new Set([1, 0.3]));
  assert.equal(decode(list(number()), { L: [{ N: '0.30000000000000001' }] }), [0.3]);
  const text =
    /^a is stored as 9007199254740993(\.5)?, but integers beyond 2\^53 are not exact in JavaScript: use bigint/;
  assert.match(readViolation(number(), { N: '9007199254740993' }), text);
  assert.match(readViolation(number(), { N: '9007199254740993.5' }), text);
  assert.match(readViolation(numberSet(), { NS: ['9007199254740993'] }), text);
  assert.is(decode(number(), { N: '0.1' }), 0.1);
  assert.is(readViolation(bigint(), { N: '1.5' }), 'a is stored as 1.5, which is not a whole number');
  assert.match(readViolation(version(), { N: '1.00000000000000000001' }), /a version must be a whole number from 0$/);
});

test('a date that cannot be stored exactly is rejected', () => {
  assert.is(violation(isoDate(), new Date(Number.NaN)), 'a is an invalid Date');
  assert.match(
    violation(isoDate(), new Date(Date.UTC(10_000, 0))),
    /but isoDate\(\) supports only the years 0 to 9999$/,
  );
  assert.match(violation(epochSeconds(), date), /^a has milliseconds, which epochSeconds\(\) cannot store/);
  assert.match(
    readViolation(isoDate(), { S: '2024-05-01' }),
    /^a is stored as "2024-05-01", which is not in the format of isoDate\(\)/,
  );
  assert.match(
    readViolation(isoDate(), { S: '2024-13-01T00:00:00.000Z' }),
    /which is not in the format of isoDate\(\)/,
  );
  assert.match(readViolation(epochSeconds(), { N: '1.5' }), /^a is stored as 1.5, which is not a whole number/);
  assert.match(readViolation(epochMilliseconds(), { N: '1e20' }), /in the range of Date$/);
});

test('an enumeration rejects other strings when writing and reading', () => {
  assert.is(violation(oneOf('open', 'closed'), 'opne'), 'a must be one of "open", "closed", but is "opne"');
  assert.is(readViolation(oneOf('open'), { S: 'old' }), 'a is stored as "old", which is not one of "open"');
});

test('json rejects, with the path, every value that would not read back equal', () => {
  class Point {
    readonly x = 1;
  }
  const cyclic: { self?: unknown } = {};
  cyclic.self = [cyclic];
  const deep = Array.from({ length: 5_000 }).reduce<unknown>((inner) => [inner], 1);
  const invalid: readonly (readonly [value: unknown, violation: RegExp])[] = [
    [{ n: [1, Number.NaN] }, /^a\.n\[1\] is NaN, which JSON cannot represent$/],
    [-Infinity, /^a is -Infinity, which/],
    [{ z: -0 }, /^a\.z is -0, which/],
    [{ b: { c: undefined } }, /^a\.b\.c must be a JSON value, but is undefined$/],
    [[1, undefined], /^a\[1\] must be a JSON value, but is undefined$/],
    [new Array(1), /^a\[0\] must be a JSON value, but is undefined$/],
    [{ m: new Map([[1, 2]]) }, /^a\.m must be a JSON value, but is a Map$/],
    [[new Set([1])], /^a\[0\] must be a JSON value, but is a Set$/],
    [{ d: new Date(0) }, /^a\.d must be a JSON value, but is a Date$/],
    [{ bytes: new Uint8Array(1) }, /^a\.bytes must be a JSON value, but is a Uint8Array$/],
    [new Float64Array(1), /^a must be a JSON value, but is a Float64Array$/],
    [new ArrayBuffer(1), /^a must be a JSON value, but is an ArrayBuffer$/],
    [{ e: new Error('x') }, /^a\.e must be a JSON value, but is an Error$/],
    [{ r: /x/ }, /^a\.r must be a JSON value, but is a RegExp$/],
    [{ p: new Point() }, /^a\.p must be a JSON value, but is a Point$/],
    [Object(1), /^a must be a JSON value, but is a Number$/],
    [{ f: () => 1 }, /^a\.f must be a JSON value, but is a function$/],
    [Symbol('x'), /^a must be a JSON value, but is a symbol$/],
    [{ toJSON: () => 1 }, /^a has a method toJSON, so it would read back as another value$/],
    [{ [Symbol('x')]: 1 }, /^a\.Symbol\(x\) is a property that JSON does not contain$/],
    [Object.assign([1], { note: 'x' }), /^a\.note is a property that JSON does not contain$/],
    [Object.defineProperty({}, 'hidden', { value: 1 }), /^a\.hidden is a property that JSON does not contain$/],
    [cyclic, /^a\.self\[0\] contains itself, which JSON cannot represent$/],
    [deep, /is nested more than 1000 levels deep$/],
  ];
  for (const [value, expected] of invalid) assert.match(violation(json(), value), expected);
  const shared = { x: 1 };
  const valid = [
    0,
    '',
    '\ud800',
    null,
    { '': [], __proto__: null },
    [shared, shared],
    JSON.parse('{"__proto__": {"a": 1}}'),
  ];
  for (const value of valid)
    assert.equal(decode(json(), encode(json(), value) ?? { NULL: true }), JSON.parse(JSON.stringify(value)));
});

test('json rejects values that are not JSON when writing and reading', () => {
  assert.is(violation(json(), undefined), 'a must be a JSON value, but is undefined');
  assert.is(violation(json(), { n: 1n }), 'a.n must be a JSON value, but is a bigint');
  assert.is(readViolation(json(), { S: '{' }), 'a is stored as text that is not JSON');
});

test('a binary set rejects duplicates, and a list rejects holes', () => {
  assert.is(
    violation(binarySet(), [bytes(1), bytes(2), bytes(1)]),
    'a contains the same bytes twice, which a set cannot',
  );
  const sparse = [1];
  sparse[2] = 3;
  assert.is(violation(list(number()), sparse), 'a[1] must be a number, but is undefined');
  assert.is(violation(list(stringSet()), [new Set()]), 'a[0] must not be empty: DynamoDB cannot store an empty set');
});

test('a record ignores undefined and rejects an empty name', () => {
  assert.equal(encode(record(number()), { a: 1, b: undefined }), { M: { a: { N: '1' } } });
  assert.match(violation(record(number()), { '': 1 }), /^a has an empty name/);
});

test('names such as __proto__ are ordinary names', () => {
  const value = JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3}');
  const stored = encode(record(number()), value);
  assert.is(JSON.stringify(stored?.M), '{"__proto__":{"N":"1"},"constructor":{"N":"2"},"toString":{"N":"3"}}');
  const read = decode(record(number()), stored ?? { NULL: true });
  assert.is(JSON.stringify(read), JSON.stringify(value));
  assert.is(Object.getPrototypeOf(read), Object.prototype);
});

test('a custom attribute is stored as its underlying kind, and its errors become causes', () => {
  const url = custom(string(), { encode: (value: URL) => value.href, decode: (text) => new URL(text) });
  assert.equal(encode(url, new URL('https://example.org/a')), { S: 'https://example.org/a' });
  assert.equal(String(decode(url, { S: 'https://example.org/a' })), 'https://example.org/a');
  assert.match(readViolation(url, { S: 'no url' }), /^a cannot be read: Invalid URL/);
  const strict = custom(list(number()), {
    encode: (value: { readonly parts: readonly number[] }) => value.parts,
    decode: (parts) => ({ parts }),
  });
  assert.equal(encode(strict, { parts: [1] }), { L: [{ N: '1' }] });
  assert.equal(decode(strict, { L: [{ N: '1' }] }), { parts: [1] });
  assert.match(violation(strict, undefined), /^a cannot be stored: Cannot read properties of undefined/);
});

test.run();
