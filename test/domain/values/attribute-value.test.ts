import * as assert from 'uvu/assert';
import type { Item } from '../../../src/domain/dynamodb.ts';
import { attributeOf, copyItem, dataTypeOf, setAttribute } from '../../../src/domain/values/attribute-value.ts';
import { itemsEqual, valuesEqual } from '../../../src/domain/values/equality.ts';
import { suite } from '../../support/suite.ts';

const test = suite('attribute value');

const everyType = (): Item => ({
  S: { S: 'a' },
  N: { N: '1' },
  B: { B: Uint8Array.of(1, 2) },
  BOOL: { BOOL: false },
  NULL: { NULL: true },
  SS: { SS: ['a', 'b'] },
  NS: { NS: ['1', '2'] },
  BS: { BS: [Uint8Array.of(1), Uint8Array.of(2)] },
  L: { L: [{ S: 'a' }, { L: [{ N: '1' }] }] },
  M: { M: { a: { M: { b: { S: 'c' } } } } },
});

test('tells the type of a value by its member', () => {
  for (const [type, value] of Object.entries(everyType())) assert.is(dataTypeOf(value), type);
});

test('copies an item so that nothing is shared', () => {
  const original = everyType();
  const copy = copyItem(original);
  assert.equal(copy, original);
  copy.B?.B?.fill(9);
  copy.SS?.SS?.push('c');
  copy.BS?.BS?.[0]?.fill(9);
  copy.L?.L?.[1]?.L?.push({ S: 'new' });
  setAttribute(copy.M?.M?.a?.M ?? {}, 'b', { S: 'changed' });
  assert.equal(original, everyType());
});

test('treats names that mean something to the language as names', () => {
  const item: Item = {};
  setAttribute(item, '__proto__', { S: 'a' });
  setAttribute(item, 'constructor', { S: 'b' });
  assert.equal(Object.keys(copyItem(item)), ['__proto__', 'constructor']);
  assert.equal(attributeOf(copyItem(item), '__proto__'), { S: 'a' });
  assert.is(attributeOf({}, 'constructor'), undefined);
  assert.not.ok(itemsEqual({ constructor: { S: 'a' } }, { toString: { S: 'a' } }));
});

test('takes sets and maps in any order for equal, lists only in the same', () => {
  assert.ok(itemsEqual(everyType(), Object.fromEntries(Object.entries(everyType()).reverse())));
  assert.ok(valuesEqual({ SS: ['a', 'b'] }, { SS: ['b', 'a'] }));
  assert.ok(valuesEqual({ BS: [Uint8Array.of(1), Uint8Array.of(2)] }, { BS: [Uint8Array.of(2), Uint8Array.of(1)] }));
  assert.not.ok(valuesEqual({ L: [{ S: 'a' }, { S: 'b' }] }, { L: [{ S: 'b' }, { S: 'a' }] }));
});

test('takes values of different types, or one with more in it, for different', () => {
  const values = Object.values(everyType());
  for (const left of values) for (const right of values) assert.is(valuesEqual(left, right), left === right);
  assert.not.ok(valuesEqual({ SS: ['a'] }, { SS: ['a', 'b'] }));
  assert.not.ok(valuesEqual({ L: [] }, { L: [{ S: 'a' }] }));
  assert.not.ok(valuesEqual({ M: {} }, { M: { a: { S: 'a' } } }));
});

test.run();
