import * as assert from 'uvu/assert';
import {
  beginsWith,
  between,
  gt,
  gte,
  isSortCondition,
  lt,
  lte,
} from '../../../src/domain/expressions/sort-condition.ts';
import { suite } from '../../support/suite.ts';

const test = suite('sort conditions');

test('are frozen and contain the operator and the values', () => {
  const { kind, prefix } = beginsWith('J');
  assert.equal({ kind, prefix }, { kind: 'begins_with', prefix: 'J' });
  const { lower, upper } = between(1, 2);
  assert.equal([lower, upper], [1, 2]);
  const comparisons = [lt(1), lte(2), gt(3), gte(4)].map(({ comparator, value }) => [comparator, value]);
  assert.equal(comparisons, [
    ['<', 1],
    ['<=', 2],
    ['>', 3],
    ['>=', 4],
  ]);
  for (const condition of [beginsWith('J'), between(1, 2), lt(1)]) assert.ok(Object.isFrozen(condition));
});

test('are distinguished from attribute values, even from similar ones', () => {
  for (const condition of [beginsWith('J'), beginsWith(new Uint8Array()), between(1, 2), lt('a')]) {
    assert.ok(isSortCondition(condition));
  }
  for (const value of ['J', 1, null, undefined, new Date(0), { kind: 'begins_with', prefix: 'J' }]) {
    assert.not(isSortCondition(value));
  }
});

test.run();
