import * as assert from 'uvu/assert';
import type { AttributeValue, Item } from '../../../src/domain/dynamodb.ts';
import { isAttributeEqual, itemsEqual, valuesEqual } from '../../../src/domain/values/equality.ts';
import { suite } from '../../support/suite.ts';
import { everyType } from './every-type.ts';

const test = suite('equality of attribute values');

type Optional = AttributeValue | undefined;
const [one, two] = [Uint8Array.of(1), Uint8Array.of(2)];

const cases: readonly (readonly [left: Optional, right: Optional, isEqual: boolean])[] = [
  [{ S: 'a' }, { S: 'a' }, true],
  [{ S: 'a' }, { S: 'A' }, false],
  [{ S: '1' }, { N: '1' }, false],
  [{ BOOL: false }, { BOOL: true }, false],
  [{ B: one }, { B: Uint8Array.of(1) }, true],
  [{ B: one }, { B: Uint8Array.of(1, 0) }, false],
  [{ SS: ['a', 'b'] }, { SS: ['b', 'a'] }, true],
  [{ SS: ['a'] }, { SS: ['a', 'b'] }, false],
  [{ NS: ['1', '2'] }, { NS: ['2', '1'] }, true],
  [{ NS: ['1', '2'] }, { SS: ['1', '2'] }, false],
  [{ BS: [one, two] }, { BS: [two, one] }, true],
  [{ BS: [one, two] }, { BS: [one, one] }, false],
  [{ L: [{ S: 'a' }, { S: 'b' }] }, { L: [{ S: 'b' }, { S: 'a' }] }, false],
  [{ L: [] }, { L: [{ S: 'a' }] }, false],
  [{ M: { a: { S: 'a' }, b: { S: 'b' } } }, { M: { b: { S: 'b' }, a: { S: 'a' } } }, true],
  [{ M: {} }, { M: { a: { S: 'a' } } }, false],
  [{ M: {} }, { L: [] }, false],
  [{ NULL: true }, undefined, false],
  [undefined, undefined, false],
];
for (const [left, right, isEqual] of cases) {
  test(`${JSON.stringify(left)} ${isEqual ? 'equals' : 'differs from'} ${JSON.stringify(right)}`, () => {
    assert.is(valuesEqual(left, right), isEqual);
    assert.is(valuesEqual(right, left), isEqual);
  });
}

test('values of different types are never equal, and each equals its copy', () => {
  for (const [type, left] of Object.entries(everyType())) {
    for (const [other, right] of Object.entries(everyType())) assert.is(valuesEqual(left, right), type === other);
  }
});

test('items are equal with the same attributes in any order', () => {
  assert.ok(itemsEqual(everyType(), Object.fromEntries(Object.entries(everyType()).reverse())));
  assert.not(itemsEqual({ constructor: { S: 'a' } }, { toString: { S: 'a' } }));
  assert.not(itemsEqual({}, { a: { S: 'a' } }));
});

const attributes: readonly (readonly [name: string, left: Item, right: Item, isEqual: boolean])[] = [
  ['a', { a: { S: 'x' }, b: { S: 'y' } }, { a: { S: 'x' } }, true],
  ['a', { a: { SS: ['x', 'y'] } }, { a: { SS: ['y', 'x'] } }, true],
  ['a', { a: { S: 'x' } }, { a: { S: 'y' } }, false],
  ['a', { a: { S: 'x' } }, {}, false],
  ['a', {}, { a: { S: 'x' } }, false],
  ['a', {}, {}, true],
  ['constructor', {}, {}, true],
  ['constructor', { constructor: { S: 'x' } }, {}, false],
];
for (const [name, left, right, isEqual] of attributes) {
  const are = isEqual ? 'the same' : 'different';
  test(`attribute ${name} is ${are} in ${JSON.stringify(left)} and ${JSON.stringify(right)}`, () => {
    assert.is(isAttributeEqual(name, left, right), isEqual);
  });
}

test.run();
