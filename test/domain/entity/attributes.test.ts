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
const refusal = (attribute: AnyAttribute, value: unknown) =>
  messageThrown('BAD_INPUT', () => encode(attribute, value)).replace(/^User\./, '');
const readRefusal = (attribute: AnyAttribute, stored: AttributeValue) =>
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
  test(`${name}: stored as ${Object.keys(stored)[0]}, and read back as it was`, () => {
    assert.equal(encode(attribute, value), stored);
    assert.equal(decode(attribute, stored), value);
  });
}

test('a decimal is kept in its canonical form', () => {
  assert.equal(encode(decimal(), '+0001.50e1'), { N: '15' });
  assert.is(decode(decimal(), { N: '1.50' }), '1.5');
});

test('an empty set has no stored form', () => {
  assert.is(encode(stringSet(), new Set()), undefined);
  assert.is(encode(numberSet(), new Set()), undefined);
  assert.is(encode(binarySet(), []), undefined);
});

test('bytes are copied both ways, and a Buffer is read as a plain Uint8Array', () => {
  const given = Buffer.from([1, 2]);
  const stored = encode(binary(), given);
  given[0] = 9;
  assert.equal(stored, { B: bytes(1, 2) });
  const held = Buffer.from([3]);
  const value = decode(binary(), { B: held });
  held[0] = 9;
  assert.equal(value, bytes(3));
});

test('a value of another JavaScript type is refused, naming what is wanted and what came', () => {
  assert.is(refusal(string(), 1), 'a must be a string, but is a number');
  assert.is(refusal(number(), '1'), 'a must be a number, but is a string');
  assert.is(refusal(bigint(), 1), 'a must be a bigint, but is a number');
  assert.is(refusal(decimal(), 1), 'a must be the text of a number, but is a number');
  assert.is(refusal(boolean(), null), 'a must be a boolean, but is null');
  assert.is(refusal(binary(), [1]), 'a must be a Uint8Array, but is an array');
  assert.is(refusal(nullValue(), 0), 'a must be null, but is a number');
  assert.is(refusal(isoDate(), '2024-05-01'), 'a must be a Date, but is a string');
  assert.is(refusal(epochSeconds(), 1), 'a must be a Date, but is a number');
  assert.is(refusal(stringSet(), ['a']), 'a must be a Set, but is an array');
  assert.is(refusal(binarySet(), new Set()), 'a must be an array of Uint8Array, but is a Set');
  assert.is(refusal(list(string()), new Set()), 'a must be an array, but is a Set');
  assert.is(refusal(record(string()), new Map()), 'a must be an object, but is a Map');
  assert.is(refusal(map({ zip: string() }), []), 'a must be an object, but is an array');
  assert.is(refusal(number().nullable(), undefined), 'a must be a number, but is undefined');
});

test('what stands inside is named with its path', () => {
  const people = list(map({ names: list(string()), labels: record(number()) }));
  const person = { names: ['x'], labels: { 'a.b': 1 } };
  assert.is(
    refusal(people, [person, { ...person, names: ['x', 1] }]),
    'a[1].names[1] must be a string, but is a number',
  );
  assert.is(refusal(people, [{ ...person, labels: { x: '1' } }]), 'a[0].labels.x must be a number, but is a string');
  assert.is(refusal(people, [{ ...person, name: 'x' }]), 'a[0] has no attribute "name"; did you mean "names"?');
  assert.is(refusal(people, [{ names: [] }]), 'a[0].labels is required, but is missing');
  assert.is(refusal(stringSet(), new Set(['x', 1])), 'a[1] must be a string, but is a number');
  const stored = { L: [{ M: { names: { L: [{ BOOL: true }] }, labels: { M: {} } } }] };
  assert.is(readRefusal(people, stored), 'a[0].names[0] holds a value of type BOOL, where S is expected');
});

test('numbers are never rounded: what JavaScript or DynamoDB cannot hold exactly is refused', () => {
  assert.is(refusal(number(), Number.NaN), 'a is NaN, which DynamoDB cannot store');
  assert.is(refusal(number(), -Infinity), 'a is -Infinity, which DynamoDB cannot store');
  assert.match(refusal(number(), 2 ** 53), /^a is 9007199254740992: integers beyond 2\^53/);
  assert.equal(encode(number(), 2 ** 53 - 1), { N: '9007199254740991' });
  assert.match(refusal(number(), 5e-324), /closer to 0 than what DynamoDB can store$/);
  assert.match(refusal(bigint(), 10n ** 39n + 1n), /more than the 38 significant digits that DynamoDB can store$/);
  assert.match(refusal(decimal(), '1e126'), /larger than what DynamoDB can store$/);
  assert.match(refusal(decimal(), 'abc'), /^a is "abc", which is not a number$/);
});

test('a stored number is refused where reading would round it', () => {
  assert.match(
    readRefusal(number(), { N: '9007199254740993' }),
    /^a holds 9007199254740993, which a JavaScript number/,
  );
  assert.match(readRefusal(number(), { N: '0.12345678901234567890' }), /which a JavaScript number cannot hold/);
  assert.match(readRefusal(numberSet(), { NS: ['1', '1.00000000000000000001'] }), /which a JavaScript number cannot/);
  assert.is(decode(number(), { N: '0.1' }), 0.1);
  assert.is(readRefusal(bigint(), { N: '1.5' }), 'a holds 1.5, which is not a whole number');
});

test('a date that its stored form would change is refused', () => {
  assert.is(refusal(isoDate(), new Date(Number.NaN)), 'a is an invalid Date');
  assert.match(refusal(isoDate(), new Date(Date.UTC(10_000, 0))), /only the years 0 to 9999 sort by time/);
  assert.match(refusal(epochSeconds(), date), /^a has milliseconds, which epochSeconds\(\) would lose/);
  assert.match(readRefusal(isoDate(), { S: '2024-05-01' }), /^a holds "2024-05-01", which is no date as isoDate\(\)/);
  assert.match(readRefusal(isoDate(), { S: '2024-13-01T00:00:00.000Z' }), /which is no date as isoDate\(\)/);
  assert.match(readRefusal(epochSeconds(), { N: '1.5' }), /^a holds 1.5, which is no whole number of time units/);
  assert.match(readRefusal(epochMilliseconds(), { N: '1e20' }), /within the range of dates$/);
});

test('an enum takes and gives none but its texts', () => {
  assert.is(refusal(oneOf('open', 'closed'), 'opne'), 'a must be one of "open", "closed", but is "opne"');
  assert.is(readRefusal(oneOf('open'), { S: 'old' }), 'a holds "old", which is not one of "open"');
});

test('json refuses what is no JSON, in either direction', () => {
  assert.is(refusal(json(), undefined), 'a must be a value that JSON can hold, but is undefined');
  assert.is(refusal(json(), { n: 1n }), 'a cannot be written as JSON');
  assert.is(readRefusal(json(), { S: '{' }), 'a holds a text that is not JSON');
});

test('a set of bytes refuses the same bytes twice, and a list its holes', () => {
  assert.is(refusal(binarySet(), [bytes(1), bytes(2), bytes(1)]), 'a has the same bytes twice, which a set cannot');
  const sparse = [1];
  sparse[2] = 3;
  assert.is(refusal(list(number()), sparse), 'a[1] must be a number, but is undefined');
  assert.is(refusal(list(stringSet()), [new Set()]), 'a[0] may not be empty: DynamoDB stores no empty sets');
});

test('an open map leaves out what is undefined, and refuses an empty name', () => {
  assert.equal(encode(record(number()), { a: 1, b: undefined }), { M: { a: { N: '1' } } });
  assert.match(refusal(record(number()), { '': 1 }), /^a has an empty name/);
});

test('names of JavaScript itself are ordinary names', () => {
  const value = JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3}');
  const stored = encode(record(number()), value);
  assert.is(JSON.stringify(stored?.M), '{"__proto__":{"N":"1"},"constructor":{"N":"2"},"toString":{"N":"3"}}');
  const read = decode(record(number()), stored ?? { NULL: true });
  assert.is(JSON.stringify(read), JSON.stringify(value));
  assert.is(Object.getPrototypeOf(read), Object.prototype);
});

test('a custom kind is stored as the kind that it is made of, and its failures are causes', () => {
  const url = custom(string(), { encode: (given: URL) => given.href, decode: (text) => new URL(text) });
  assert.equal(encode(url, new URL('https://example.org/a')), { S: 'https://example.org/a' });
  assert.equal(String(decode(url, { S: 'https://example.org/a' })), 'https://example.org/a');
  assert.match(readRefusal(url, { S: 'no url' }), /^a cannot be read: Invalid URL/);
  const strict = custom(list(number()), {
    encode: (given: { readonly parts: readonly number[] }) => given.parts,
    decode: (parts) => ({ parts }),
  });
  assert.equal(encode(strict, { parts: [1] }), { L: [{ N: '1' }] });
  assert.equal(decode(strict, { L: [{ N: '1' }] }), { parts: [1] });
  assert.match(refusal(strict, undefined), /^a cannot be stored: Cannot read properties of undefined/);
});

test.run();
