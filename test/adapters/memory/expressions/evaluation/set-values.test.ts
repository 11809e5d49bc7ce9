import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { difference, isEmptySet, union } from '../../../../../src/adapters/memory/expressions/evaluation/set-values.ts';
import type { AttributeValue } from '../../../../../src/domain/dynamodb.ts';
import { suite } from '../../../../support/suite.ts';

const test = suite('sets');

const members = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 20 });

/** The same members as each type of set, sorted as stored sets are. */
function setsOf(numbers: readonly number[]): readonly AttributeValue[] {
  const sorted = numbers.toSorted((a, b) => a - b);
  return [
    { SS: sorted.map((each) => String(each).padStart(2, '0')) },
    { NS: sorted.map(String) },
    { BS: sorted.map((each) => Uint8Array.of(each)) },
  ];
}

test('have a sorted union and difference', () => {
  fc.assert(
    fc.property(members, members, (left, right) => {
      const both = setsOf([...new Set([...left, ...right])]);
      const rest = setsOf(left.filter((each) => !right.includes(each)));
      const rights = setsOf(right);
      const sets = setsOf(left);
      assert.equal(
        sets.map((set, index) => union(set, rights[index] ?? set)),
        both,
      );
      assert.equal(
        sets.map((set, index) => difference(set, rights[index] ?? set)),
        rest,
      );
    }),
  );
});

test('of different types have neither', () => {
  const sets = setsOf([1, 2]);
  for (const left of sets) {
    for (const right of sets.filter((each) => each !== left)) {
      assert.is(union(left, right), undefined);
      assert.is(difference(left, right), undefined);
    }
  }
});

test('can be empty only as a difference', () => {
  for (const set of setsOf([1])) {
    assert.ok(isEmptySet(difference(set, set) ?? set));
    assert.not.ok(isEmptySet(set));
  }
});

test.run();
