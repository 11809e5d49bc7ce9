import * as assert from 'uvu/assert';
import { difference } from '../../../src/testing/conformance/difference.ts';
import { suite } from '../../support/suite.ts';

const test = suite('difference of outputs');

test('ignores the order of sets, also in nested values', () => {
  const actual = { list: [{ SS: ['a', 'b'] }, { BS: [Uint8Array.of(2), Uint8Array.of(1)] }] };
  assert.is(
    difference(actual, { list: [{ SS: ['b', 'a'] }, { BS: [Uint8Array.of(1), Uint8Array.of(2)] }] }),
    undefined,
  );
});

test('treats undefined members as absent', () => {
  assert.is(difference({ a: 1, b: undefined }, { a: 1 }), undefined);
  assert.is(difference({ a: 1 }, { a: 1, b: undefined }), undefined);
});

test('compares binary values by their bytes, regardless of their class', () => {
  assert.is(difference({ B: Buffer.from([1, 2]) }, { B: Uint8Array.of(1, 2) }), undefined);
});

test('reports the path of the first difference and both values', () => {
  assert.is(
    difference({ Items: [{ a: { S: 'x' } }] }, { Items: [{ a: { S: 'y' } }] }),
    'Items[0].a.S: expected "y", got "x"',
  );
  assert.is(difference([1], [1, 2]), 'expected [1, 2], got [1]');
});

test('distinguishes values of different types', () => {
  assert.is(difference({ a: '1' }, { a: 1 }), 'a: expected 1, got "1"');
  assert.is(difference({ L: ['a', 'b'] }, { L: ['b', 'a'] }), 'L[0]: expected "b", got "a"');
  assert.is(difference({ SS: ['a'] }, { SS: ['a', 'b'] }), 'expected {SS: {"a", "b"}}, got {SS: {"a"}}');
  assert.is(difference({ a: undefined }, { a: null }), 'a: expected null, got undefined');
});

test('ignores inherited members', () => {
  assert.is(difference({}, { constructor: 1 }), 'constructor: expected 1, got undefined');
});

test.run();
