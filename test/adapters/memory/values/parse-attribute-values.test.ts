import * as assert from 'uvu/assert';
import { parseItem, parseValue } from '../../../../src/adapters/memory/values/parse-attribute-values.ts';
import { UnreadableRequest } from '../../../../src/adapters/memory/values/unreadable-request.ts';
import {
  olderWording,
  readWording,
  type Wording,
  writeWording,
} from '../../../../src/adapters/memory/wording/validation-errors.ts';
import { DynarepoError } from '../../../../src/domain/errors.ts';
import { itemSizeBytes } from '../../../../src/domain/values/size.ts';
import { suite } from '../../../support/suite.ts';

const test = suite('attribute values');

const envelope = '1 validation error detected: ';
const invalid = 'One or more parameter values were invalid: ';
const tooDeep =
  'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit';

test('parses every type and measures the item', () => {
  const input = {
    pk: { S: 'é' },
    number: { N: '-042.50' },
    bytes: { B: Uint8Array.of(1, 2) },
    yes: { BOOL: true },
    nothing: { NULL: true },
    strings: { SS: ['b', 'a', ''] },
    numbers: { NS: ['10', '9', '-1.0'] },
    binaries: { BS: [Uint8Array.of(2), new Uint8Array()] },
    list: { L: [{ S: '' }, { L: [] }] },
    map: { M: { inner: { M: {} } } },
  };
  const { attributes, sizeBytes } = parseItem(input, writeWording);
  assert.equal(attributes, {
    ...input,
    number: { N: '-42.5' },
    strings: { SS: ['', 'a', 'b'] },
    numbers: { NS: ['-1', '9', '10'] },
    binaries: { BS: [new Uint8Array(), Uint8Array.of(2)] },
  });
  assert.is(sizeBytes, itemSizeBytes(attributes));
});

test('shares no objects with the input', () => {
  const input = { list: { L: [{ B: Uint8Array.of(1) }] }, set: { SS: ['b', 'a'] } };
  const { attributes } = parseItem(input, writeWording);
  input.list.L[0]?.B.fill(9);
  input.list.L.push({ B: Uint8Array.of(2) });
  assert.equal(attributes, { list: { L: [{ B: Uint8Array.of(1) }] }, set: { SS: ['a', 'b'] } });
  assert.equal(input.set.SS, ['b', 'a']);
});

test('treats null and undefined as absent, in items, values, sets and maps', () => {
  const input = { a: null, b: undefined, c: { S: 'c', N: null }, d: { SS: [null, 'd'] }, e: { M: { f: null } } };
  assert.equal(parseItem(input, writeWording).attributes, { c: { S: 'c' }, d: { SS: ['d'] }, e: { M: {} } });
});

test('rejects null and undefined in a list', () => {
  const message = 'The supplied Item contains a null AttributeValue';
  for (const absent of [null, undefined]) {
    assert.is(rejected({ L: [absent] }), message);
    assert.is(rejected({ M: { a: { L: [{ S: 'a' }, absent] } } }), message);
    assert.is(rejected({ L: [absent], S: 'a' }), message);
  }
  assert.is(rejected({ L: new Array(3) }), message);
});

test('treats names of object properties as ordinary names, in items and in values', () => {
  const item = JSON.parse('{"__proto__":{"S":"a"},"constructor":{"M":{"toString":{"S":"b"}}}}');
  assert.equal(Object.entries(parseItem(item, writeWording).attributes), [
    ['__proto__', { S: 'a' }],
    ['constructor', { M: { toString: { S: 'b' } } }],
  ]);
  for (const odd of ['{"toString":"a"}', '{"constructor":{}}', '{"__proto__":{"S":"a"}}', '{"X":"a"}']) {
    assert.is(
      rejected(JSON.parse(odd)),
      'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
    );
  }
});

test('accepts some words as booleans', () => {
  for (const word of ['true', 'T', 'yes', 'Y', '1']) {
    assert.equal(parseValue({ BOOL: word }, readWording), { BOOL: true });
    assert.equal(parseValue({ NULL: word }, readWording), { NULL: true });
  }
  for (const word of ['false', 'f', 'No', 'n', '0'])
    assert.equal(parseValue({ BOOL: word }, readWording), { BOOL: false });
});

test('rejects values of wrong JavaScript types as unreadable', () => {
  const wrong = [
    ['a', [], new Map(), { S: 1 }, { S: ['a'] }, { N: 123 }, { B: 'a' }, { B: [1] }],
    [{ BOOL: 1 }, { BOOL: 'maybe' }, { NULL: {} }, { NULL: 'perhaps' }],
    [{ SS: 'a' }, { SS: new Set(['a']) }, { SS: [1] }, { NS: [1] }, { BS: ['a'] }],
    [{ L: 'a' }, { L: ['a'] }, { M: 'a' }, { M: [] }, { M: new Map() }],
    [{ S: 1, N: '1' }, { NS: [], S: 1 }, { M: { '': { S: 1 } } }, nested(32, { S: 1 })],
  ].flat();
  for (const value of wrong) {
    const inside = { L: [{ N: 'x' }, { M: { a: value } }] };
    for (const input of [value, inside]) assert.is(rejected(input), 'unreadable', JSON.stringify(input));
    assert.is(rejectedItem({ a: value }, writeWording), 'unreadable', JSON.stringify(value));
  }
});

test('reports violations with the texts of each layer', () => {
  const one = Uint8Array.of(0);
  const two = Uint8Array.of(255);
  const messages: readonly (readonly [unknown, string, string])[] = [
    [{ SS: [] }, `${invalid}An string set  may not be empty`, `${invalid}An string set  may not be empty`],
    [{ NS: [] }, `${invalid}An number set  may not be empty`, `${invalid}An number set  may not be empty`],
    [{ BS: [] }, `${invalid}Binary sets should not be empty`, `${invalid}Binary sets should not be empty`],
    [
      { SS: ['b', 'a', 'b', 'c'] },
      `${invalid}Input collection ["a", "b", "b", "c"] contains duplicates.`,
      `${invalid}Input collection [b, a, b, c] contains duplicates.`,
    ],
    [{ NS: ['1', '1.0'] }, `${invalid}Input collection contains duplicates.`, 'Input collection contains duplicates'],
    [
      { BS: [one, two, one] },
      `${invalid}Input collection ["AA==","/w==","AA=="]of type BS contains duplicates.`,
      `${invalid}Input collection [AA==, /w==, AA==]of type BS contains duplicates.`,
    ],
    [
      { NULL: false },
      `${invalid}Null attribute value types must have the value of true`,
      `${invalid}Null attribute value types must have the value of true`,
    ],
    [
      { N: '' },
      'The parameter cannot be converted to a numeric value: ',
      'The parameter cannot be converted to a numeric value',
    ],
    [
      { N: 'abc' },
      'The parameter cannot be converted to a numeric value: abc',
      'The parameter cannot be converted to a numeric value: abc',
    ],
  ];
  for (const [value, current, older] of messages) {
    assert.is(rejected(value, writeWording), envelope + current, JSON.stringify(value));
    assert.is(rejected(value, readWording), current, JSON.stringify(value));
    assert.is(rejected(value, olderWording), older, JSON.stringify(value));
  }
});

test('adds no envelope to violations that the older layer reports', () => {
  const text = `${invalid}Null attribute value types must have the value of true`;
  assert.is(rejected({ NULL: 'no' }, writeWording), text);
  assert.is(rejected({ NULL: false, S: 'a' }, writeWording), text);
});

test('reports an invalid member of a value with several types first', () => {
  const several =
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes';
  assert.is(rejected({ S: 'a', N: '1' }, writeWording), several);
  assert.is(rejected({ S: 'a', N: 'x' }), 'The parameter cannot be converted to a numeric value: x');
  assert.is(rejected({ SS: [], N: 'x' }), `${invalid}An string set  may not be empty`);
  assert.is(rejected({ N: 'x', NULL: false }), 'The parameter cannot be converted to a numeric value: x');
});

test('reports an empty name first, then too deep nesting, then an invalid value', () => {
  const emptyName = { M: { '': { S: 'a' } } };
  assert.is(rejected({ L: [{ N: 'x' }, emptyName, nested(40)] }, writeWording), `${envelope}Empty attribute name`);
  assert.is(rejected({ L: [{ N: 'x' }, nested(40)] }, writeWording), envelope + tooDeep);
  assert.is(rejectedItem({ '': { S: 'a' } }, readWording), 'Empty attribute name');
});

test('accepts 31 levels of lists and maps around a value, in items and elsewhere', () => {
  assert.equal(parseValue(nested(31), writeWording), nested(31));
  assert.is(rejected(nested(32), writeWording), envelope + tooDeep);
  assert.equal(parseItem({ a: nested(31) }, writeWording).attributes, { a: nested(31) });
  assert.is(rejectedItem({ a: nested(32) }, writeWording), envelope + tooDeep);
  assert.is(rejectedItem({ a: nested(62) }, writeWording), envelope + tooDeep);
  assert.is(rejectedItem({ a: nested(63) }, writeWording), tooDeep);
});

test('accepts names of 65,535 bytes', () => {
  const name = 'é'.repeat(32_767);
  assert.is(parseItem({ [`${name}a`]: { S: '' } }, writeWording).sizeBytes, 65_535);
  assert.match(rejectedItem({ [`${name}aa`]: { S: '' } }, writeWording), /Attribute name is too large/);
});

test('ends in time for values that are circular or contain a value many times', () => {
  const endless: { L: unknown[] } = { L: [] };
  endless.L.push(endless);
  assert.is(rejected(endless), 'unreadable');
  assert.is(rejected(nested(100_000)), 'unreadable');
  const branching: { L: unknown[] } = { L: [] };
  branching.L.push(branching, branching);
  const tooLarge = 'RequestEntityTooLarge: The request is larger than 16 MB';
  assert.is(rejected(branching), 'unreadable');
  let doubled: unknown = { S: 'a' };
  for (let level = 0; level < 30; level += 1) doubled = { L: [doubled, doubled] };
  assert.is(rejected(doubled), tooLarge);
  assert.is(rejected({ L: new Array(2 ** 32 - 1) }), tooLarge);
  assert.is(rejected({ SS: new Array(2 ** 32 - 1) }), tooLarge);
  assert.is(rejected({ L: new Array(3_000_000).fill(null) }), tooLarge);
  assert.match(
    rejected({ BS: [new Uint8Array(300_000), new Uint8Array(300_000)] }),
    /of type BS contains duplicates\.$/,
  );
});

test.run();

function nested(levels: number, innermost: unknown = { S: 'a' }): unknown {
  let value = innermost;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? { L: [value] } : { M: { a: value } };
  return value;
}

function rejected(value: unknown, wording: Wording = readWording): string {
  return messageOf(() => parseValue(value, wording));
}

function rejectedItem(item: unknown, wording: Wording): string {
  return messageOf(() => parseItem(item, wording));
}

function messageOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof UnreadableRequest) return 'unreadable';
    if (!(error instanceof DynarepoError)) throw error;
    return error.name === 'ValidationException' ? error.message : `${error.name}: ${error.message}`;
  }
  return 'accepted';
}
