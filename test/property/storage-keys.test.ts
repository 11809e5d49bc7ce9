import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { toOrderedBytes, toOrderedNumber } from '../../src/adapters/memory/storage/ordered-text.ts';
import {
  boundAt,
  compareKeys,
  isBefore,
  keyWithHash,
  orderedText,
  prefixSuccessor,
  type StorageKey,
  tableKey,
  wholeHash,
} from '../../src/adapters/memory/storage/storage-key.ts';
import { compareNumbers } from '../../src/domain/values/decimal.ts';
import { compareBytes, compareValues } from '../../src/domain/values/order.ts';
import { suite } from '../support/suite.ts';
import { canonicalNumbers } from './arbitraries/numbers.ts';

const test = suite('storage keys');

test('the texts of numbers sort like the numbers', () => {
  fc.assert(
    fc.property(canonicalNumbers, canonicalNumbers, (left, right) => {
      assert.is(inOrder(toOrderedNumber(left), toOrderedNumber(right)), Math.sign(compareNumbers(left, right)));
    }),
    { numRuns: 500 },
  );
});

test('the texts of close numbers sort like the numbers', () => {
  const sorted = [
    '-1000',
    '-999.9',
    '-12.1',
    '-12',
    '-1.5',
    '-1',
    '-0.12',
    '-0.1',
    '-0.01',
    '0',
    '0.001',
    '0.01',
    '0.1',
  ];
  const positive = ['0.12', '1', '1.5', '2', '9', '10', '12', '120', '121', '1000', '9999'];
  const texts = [...sorted, ...positive].map(toOrderedNumber);
  assert.equal(texts.toSorted(inOrder), texts);
});

test('the texts of bytes sort like the bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (left, right) => {
      assert.is(inOrder(toOrderedBytes(left), toOrderedBytes(right)), Math.sign(compareBytes(left, right)));
    }),
  );
});

test('items of a partition sort by their sort keys', () => {
  fc.assert(
    fc.property(sameTypePairs, ([left, right]) => {
      const keys = [left, right].map((sk) => tableKey({ pk: { S: 'p' }, sk }, { partition: ['pk'], sort: ['sk'] }));
      assert.is(
        Math.sign(compareKeys(keys[0] as StorageKey, keys[1] as StorageKey)),
        Math.sign(compareValues(left, right) ?? 0),
      );
    }),
  );
});

test('the texts that begin with a prefix are between it and its successor', () => {
  const text = fc.string({ unit: 'binary', maxLength: 4 });
  fc.assert(
    fc.property(text, text, (prefix, other) => {
      const [from, until, position] = [
        orderedText({ S: prefix }),
        prefixSuccessor(orderedText({ S: prefix })),
        orderedText({ S: other }),
      ];
      const isBetween = position >= from && (until === undefined || position < until);
      assert.is(isBetween, other.startsWith(prefix));
      const longer = orderedText({ S: prefix + other });
      assert.ok(longer >= from && (until === undefined || longer < until));
    }),
  );
});

test('a bound is before or after all keys that begin with its parts', () => {
  const bound = { hash: 5, parts: ['b'] };
  const keys: readonly [StorageKey, boolean, boolean][] = [
    [keyAt(4, 'z', 'z'), true, true],
    [keyAt(5, 'a', 'z'), true, true],
    [keyAt(5, 'b', 'a'), false, true],
    [keyAt(5, 'b', 'z'), false, true],
    [keyAt(5, 'c', 'a'), false, false],
    [keyAt(6, 'a', 'a'), false, false],
  ];
  for (const [key, isBeforeBefore, isBeforeAfter] of keys) {
    assert.is(isBefore(key, { ...bound, side: 'before' }), isBeforeBefore, JSON.stringify(key));
    assert.is(isBefore(key, { ...bound, side: 'after' }), isBeforeAfter, JSON.stringify(key));
  }
});

test('keys and bounds are ordered by all bits of their hashes first', () => {
  const hashes = fc.oneof(
    fc.maxSafeNat().map((hash) => hash % 2 ** 48),
    fc.constantFrom(0, 1, 2 ** 24, 2 ** 48 - 1),
  );
  fc.assert(
    fc.property(hashes, hashes, (one, other) => {
      const [left, right] = [keyAt(one, 'a', 'a'), keyAt(other, 'a', 'a')];
      assert.is(wholeHash(left), one);
      assert.is(Math.sign(compareKeys(left, right)), Math.sign(one - other));
      assert.is(isBefore(left, { hash: other, parts: [], side: 'before' }), one < other);
      assert.is(isBefore(left, { hash: other, parts: [], side: 'after' }), one <= other);
    }),
  );
});

test('keys and bounds compare like the lists of their texts, whatever the number of key values', () => {
  const forms = fc.tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 0, max: 2 }),
  );
  const text = fc.constantFrom('', 'a', 'ab', 'b');
  const lists = fc.array(text, { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(forms, lists, lists, fc.nat(8), (form, one, other, length) => {
      const [left, right] = [keyOf(form, one), keyOf(form, other)];
      const count = form[0] + form[1] + form[2];
      assert.is(Math.sign(compareKeys(left, right)), orderOf(one.slice(0, count), other.slice(0, count)));
      const parts = other.slice(0, Math.min(length, count));
      const order = orderOf(one.slice(0, parts.length), parts);
      for (const side of ['before', 'after'] as const) {
        assert.is(isBefore(left, { hash: 1, parts, side }), order < 0 || (order === 0 && side === 'after'));
      }
      assert.not(isBefore(left, boundAt(left, 'before')));
      assert.ok(isBefore(left, boundAt(left, 'after')));
    }),
    { numRuns: 1000 },
  );
});

test.run();

/** A key with this many partition and sort key values, and texts of a primary key. */
function keyOf([partitions, sorts, own]: readonly [number, number, number], texts: readonly string[]): StorageKey {
  const role = (from: number, count: number) => (count > 1 ? texts.slice(from, from + count) : texts[from]) ?? '';
  const [first, second] = [partitions + sorts, partitions + sorts + 1];
  const ofTable = keyWithHash(2, { partition: role(first, 1), sort: own > 1 ? role(second, 1) : undefined }, undefined);
  const sort = sorts === 0 ? undefined : role(partitions, sorts);
  return keyWithHash(1, { partition: role(0, partitions), sort }, own === 0 ? undefined : ofTable);
}

function orderOf(left: readonly string[], right: readonly string[]): number {
  const index = left.findIndex((each, at) => each !== right[at]);
  return index === -1 ? 0 : inOrder(left[index] ?? '', right[index] ?? '');
}

const sameTypePairs = fc.oneof(
  fc.tuple(canonicalNumbers, canonicalNumbers).map(([a, b]) => [{ N: a }, { N: b }] as const),
  fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })).map(([a, b]) => [{ S: a }, { S: b }] as const),
  fc.tuple(fc.uint8Array(), fc.uint8Array()).map(([a, b]) => [{ B: a }, { B: b }] as const),
);

function keyAt(hash: number, partition: string, sort: string): StorageKey {
  return keyWithHash(hash, { partition, sort }, undefined);
}

function inOrder(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
