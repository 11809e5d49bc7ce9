import * as assert from 'uvu/assert';
import { path } from '../../../src/domain/expressions/document-path.ts';
import { ExpressionPrinter } from '../../../src/domain/expressions/print.ts';
import type { Condition, Operand, Update, Value } from '../../../src/domain/expressions/tree.ts';
import { suite } from '../../support/suite.ts';

const test = suite('expression printer');

const number = (text: string): Value => ({ kind: 'value', value: { N: text } });
const equals = (name: string, text: string): Condition => ({
  kind: 'comparison',
  comparator: '=',
  left: path(name),
  right: number(text),
});
const printed = (condition: Condition) => new ExpressionPrinter().node(condition);

test('replaces every name and value with a placeholder, the same one for the same name', () => {
  const printer = new ExpressionPrinter();
  const text = printer.node({
    kind: 'between',
    operand: path('a.b', 'status', 3, 'a.b'),
    lower: number('1'),
    upper: number('1'),
  });
  assert.is(text, '#0.#1[3].#0 BETWEEN :0 AND :1');
  assert.equal(printer.names(), { '#0': 'a.b', '#1': 'status' });
  assert.equal(printer.values(), { ':0': { N: '1' }, ':1': { N: '1' } });
});

test('shares placeholders within one request', () => {
  const printer = new ExpressionPrinter();
  assert.is(printer.node(equals('a', '1')), '#0 = :0');
  assert.is(printer.projection({ paths: [path('b'), path('a')] }), '#1, #0');
  assert.equal(printer.names(), { '#0': 'a', '#1': 'b' });
});

test('returns no names or values if there are none', () => {
  const printer = new ExpressionPrinter();
  assert.is(printer.names(), undefined);
  assert.is(printer.values(), undefined);
});

test('prints parentheses only where precedence requires them', () => {
  const [a, b, c] = [equals('a', '1'), equals('b', '2'), equals('c', '3')];
  const and = (left: Condition, right: Condition): Condition => ({ kind: 'and', left, right });
  const or = (left: Condition, right: Condition): Condition => ({ kind: 'or', left, right });
  const not = (condition: Condition): Condition => ({ kind: 'not', condition });
  assert.is(printed(or(and(a, b), and(not(a), c))), '#0 = :0 AND #1 = :1 OR NOT #0 = :2 AND #2 = :3');
  assert.is(printed(and(and(a, b), c)), '#0 = :0 AND #1 = :1 AND #2 = :2');
  assert.is(printed(and(a, and(b, c))), '#0 = :0 AND (#1 = :1 AND #2 = :2)');
  assert.is(printed(and(or(a, b), c)), '(#0 = :0 OR #1 = :1) AND #2 = :2');
  assert.is(printed(not(and(a, b))), 'NOT (#0 = :0 AND #1 = :1)');
  assert.is(printed(not(not(a))), 'NOT NOT #0 = :0');
});

test('prints functions and IN', () => {
  const size: Operand = { kind: 'size', operand: path('a') };
  assert.is(printed({ kind: 'in', operand: size, candidates: [number('1'), path('b')] }), 'size(#0) IN (:0, #1)');
  assert.is(printed({ kind: 'attribute_not_exists', path: path('a', 0) }), 'attribute_not_exists(#0[0])');
  assert.is(printed({ kind: 'contains', operand: path('a'), element: size }), 'contains(#0, size(#0))');
});

test('groups the actions of an update by section', () => {
  const update: Update = {
    kind: 'update',
    actions: [
      { kind: 'add', path: path('a'), value: number('1') },
      {
        kind: 'set',
        path: path('b'),
        value: {
          kind: 'arithmetic',
          operator: '-',
          left: { kind: 'if_not_exists', path: path('b'), otherwise: number('0') },
          right: number('1'),
        },
      },
      { kind: 'remove', path: path('c', 'd') },
      { kind: 'set', path: path('e'), value: { kind: 'list_append', left: path('e'), right: path('f') } },
    ],
  };
  assert.is(
    new ExpressionPrinter().update(update),
    'SET #0 = if_not_exists(#0, :0) - :1, #1 = list_append(#1, #2) REMOVE #3.#4 ADD #5 :2',
  );
});

test.run();
