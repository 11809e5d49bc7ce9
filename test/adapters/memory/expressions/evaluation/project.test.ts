import * as assert from 'uvu/assert';
import { project } from '../../../../../src/adapters/memory/expressions/evaluation/project.ts';
import type { Item } from '../../../../../src/domain/dynamodb.ts';
import { suite } from '../../../../support/suite.ts';
import { type Attributes, projection, rejection } from '../bound-expressions.ts';

const test = suite('projections');

const item: Item = {
  a: { S: 'x' },
  m: { M: { x: { N: '1' }, y: { M: { z: { N: '2' } } } } },
  l: {
    L: [
      { N: '0' },
      { M: { p: { N: '1' }, q: { N: '2' }, r: { N: '3' } } },
      { N: '2' },
      { L: [{ N: '3' }, { N: '4' }] },
    ],
  },
};

const projected = (text: string, attributes?: Attributes) => project(projection(text, attributes), item);
const message = (text: string, attributes?: Attributes) =>
  rejection(() => projection(text, attributes)).replace('Invalid ProjectionExpression: ', '');

test('keep only the named attributes, without keys', () => {
  assert.equal(projected('a, m.x'), { a: { S: 'x' }, m: { M: { x: { N: '1' } } } });
});

test('leave out paths that do not exist', () => {
  assert.equal(projected('b, m.z, m.y.x, m.x.y, l[4], a'), { a: { S: 'x' } });
  assert.equal(projected('b'), {});
});

test('combine paths into one map', () => {
  assert.equal(projected('m.y.z, m.x'), { m: { M: { x: { N: '1' }, y: { M: { z: { N: '2' } } } } } });
});

test('return list elements without gaps, in the order of their indexes', () => {
  assert.equal(projected('l[3][1], l[2], l[0]'), {
    l: { L: [{ N: '0' }, { N: '2' }, { L: [{ N: '4' }] }] },
  });
});

test('combine paths into one list element', () => {
  assert.equal(projected('l[1].r, l[1].p'), { l: { L: [{ M: { p: { N: '1' }, r: { N: '3' } } }] } });
});

test('find nothing under __proto__ and constructor if the item has no such attributes', () => {
  assert.equal(projected('#p, #c, m.#c', { '#p': '__proto__', '#c': 'constructor' }), {});
});

test('reject overlapping paths', () => {
  const overlap = (one: string, two: string) =>
    `Two document paths overlap with each other; must remove or rewrite one of these paths; path one: ${one}, path two: ${two}`;
  assert.is(message('a, a'), overlap('[a]', '[a]'));
  assert.is(message('a, #a', { '#a': 'a' }), overlap('[a]', '[a]'));
  assert.is(message('l[1].p, l[1]'), overlap('[l, [1], p]', '[l, [1]]'));
});

test('reject paths that treat one value as a map and as a list', () => {
  assert.is(
    message('m.x, m[0]'),
    'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [m, x], path two: [m, [0]]',
  );
});

test('reject values and functions', () => {
  assert.is(message('a, :v'), 'Syntax error; token: ":v", near: ", :v"');
  assert.is(message('size(a)'), 'Syntax error; token: "(", near: "size(a"');
  assert.is(message('a,'), 'Syntax error; token: "<EOF>", near: ","');
});

test('reject undefined names', () => {
  assert.is(
    message('a, #b'),
    'An expression attribute name used in the document path is not defined; attribute name: #b',
  );
});

test.run();
