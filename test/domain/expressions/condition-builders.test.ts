import * as assert from 'uvu/assert';
import { and, not, or } from '../../../src/domain/expressions/condition-builders.ts';
import { path } from '../../../src/domain/expressions/document-path.ts';
import type { Condition } from '../../../src/domain/expressions/tree.ts';
import { suite } from '../../support/suite.ts';

const test = suite('joining conditions');

const exists = (name: string): Condition => ({ kind: 'attribute_exists', path: path(name) });
const [a, b, c] = [exists('a'), exists('b'), exists('c')];

test('joins from left to right', () => {
  assert.equal(and(a, b, c), { kind: 'and', left: { kind: 'and', left: a, right: b }, right: c });
  assert.equal(or(a, b), { kind: 'or', left: a, right: b });
});

test('ignores undefined', () => {
  assert.equal(and(undefined, a, undefined, b), { kind: 'and', left: a, right: b });
  assert.is(or(undefined, a), a);
  assert.is(and(), undefined);
  assert.is(or(undefined), undefined);
});

test('returns frozen nodes', () => {
  for (const condition of [and(a, b), or(a, b), not(a)]) assert.ok(Object.isFrozen(condition));
});

test.run();
