import * as assert from 'uvu/assert';
import {
  bindExpected,
  bindFilter,
} from '../../../../../../src/adapters/memory/expressions/binding/legacy/bind-conditions.ts';
import { readWording, writeWording } from '../../../../../../src/adapters/memory/wording/validation-errors.ts';
import { evaluate } from '../../../../../../src/domain/expressions/evaluate.ts';
import type { Condition } from '../../../../../../src/domain/expressions/tree.ts';
import { suite } from '../../../../../support/suite.ts';
import { condition, rejection } from '../../bound-expressions.ts';

const test = suite('legacy conditions');

const x = { S: 'x' };
const y = { S: 'y' };
const expression = (text: string): Condition => condition(text, { ':x': x, ':y': y });

test('are bound to the trees of expressions', () => {
  const trees = [
    ['EQ', [x], 'a = :x'],
    ['NE', [x], 'a <> :x'],
    ['LT', [x], 'a < :x'],
    ['LE', [x], 'a <= :x'],
    ['GT', [x], 'a > :x'],
    ['GE', [x], 'a >= :x'],
    ['BETWEEN', [x, y], 'a BETWEEN :x AND :y'],
    ['IN', [x, y], 'a IN (:x, :y)'],
    ['NULL', [], 'attribute_not_exists(a)'],
    ['NOT_NULL', [], 'attribute_exists(a)'],
    ['BEGINS_WITH', [x], 'begins_with(a, :x)'],
    ['CONTAINS', [x], 'contains(a, :x)'],
    ['NOT_CONTAINS', [x], 'attribute_exists(a) AND NOT contains(a, :x)'],
  ] as const;
  for (const [ComparisonOperator, values, text] of trees) {
    const used = Object.fromEntries(
      Object.entries({ ':x': x, ':y': y }).filter(([placeholder]) => text.includes(placeholder)),
    );
    const filter = { a: { ComparisonOperator, AttributeValueList: [...values] } };
    assert.equal(bindFilter(filter, 'and', readWording), condition(text, used), text);
  }
});

test('of a write are bound to the same trees', () => {
  const expected = { a: { Value: x }, b: { Exists: false }, c: { ComparisonOperator: 'GT', Value: y } } as const;
  assert.equal(bindExpected(expected, 'or', writeWording), expression('(a = :x OR attribute_not_exists(b)) OR c > :y'));
});

test('are undefined for an empty map', () => {
  assert.is(bindFilter({}, 'and', readWording), undefined);
  assert.is(bindExpected({}, 'and', writeWording), undefined);
});

test('can be more than functions can nest', () => {
  const names = Array.from({ length: 50_000 }, (_, index) => `a${index}`);
  const filter = Object.fromEntries(names.map((name) => [name, { ComparisonOperator: 'NULL' } as const]));
  const joined = bindFilter(filter, 'and', readWording);
  assert.ok(joined !== undefined && evaluate(joined, {}));
  assert.not.ok(evaluate(joined, { a49999: x }));
});

test('have the envelope in errors of writes only', () => {
  const tooFew = { a: { ComparisonOperator: 'EQ', AttributeValueList: [] } } as const;
  const text = 'One or more parameter values were invalid: Invalid number of argument(s) for the EQ ComparisonOperator';
  const mutable = { a: { ...tooFew.a, AttributeValueList: [] } };
  assert.is(
    rejection(() => bindFilter(mutable, 'and', readWording)),
    text,
  );
  assert.is(
    rejection(() => bindExpected(mutable, 'and', writeWording)),
    `1 validation error detected: ${text}`,
  );
});

test.run();
