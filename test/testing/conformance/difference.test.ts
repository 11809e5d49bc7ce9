import * as assert from 'uvu/assert';
import { difference } from '../../../src/testing/conformance/difference.ts';
import { suite } from '../../support/suite.ts';

const test = suite('difference of answers');

test('is none between sets in another order, wherever they stand', () => {
  const actual = { list: [{ SS: ['a', 'b'] }, { BS: [Uint8Array.of(2), Uint8Array.of(1)] }] };
  assert.is(
    difference(actual, { list: [{ SS: ['b', 'a'] }, { BS: [Uint8Array.of(1), Uint8Array.of(2)] }] }),
    undefined,
  );
});

test('is none between a member that is undefined and one that is absent', () => {
  assert.is(difference({ a: 1, b: undefined }, { a: 1 }), undefined);
  assert.is(difference({ a: 1 }, { a: 1, b: undefined }), undefined);
});

test('is none between binary values of the same bytes, whatever holds them', () => {
  assert.is(difference({ B: Buffer.from([1, 2]) }, { B: Uint8Array.of(1, 2) }), undefined);
});

test('names the first place and both values', () => {
  assert.is(
    difference({ Items: [{ a: { S: 'x' } }] }, { Items: [{ a: { S: 'y' } }] }),
    'Items[0].a.S: expected "y", got "x"',
  );
  assert.is(difference([1], [1, 2]), 'expected [1, 2], got [1]');
});

test('tells values of other types apart', () => {
  assert.is(difference({ a: '1' }, { a: 1 }), 'a: expected 1, got "1"');
  assert.is(difference({ L: ['a', 'b'] }, { L: ['b', 'a'] }), 'L[0]: expected "b", got "a"');
  assert.is(difference({ SS: ['a'] }, { SS: ['a', 'b'] }), 'expected {SS: {"a", "b"}}, got {SS: {"a"}}');
  assert.is(difference({ a: undefined }, { a: null }), 'a: expected null, got undefined');
});

test('sees members that every object inherits only where they are its own', () => {
  assert.is(difference({}, { constructor: 1 }), 'constructor: expected 1, got undefined');
});

test.run();
