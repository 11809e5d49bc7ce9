import * as assert from 'uvu/assert';
import { bindExpressions } from '../../../../../src/adapters/memory/expressions/binding/bind-expressions.ts';
import { updateChargeBytes } from '../../../../../src/adapters/memory/expressions/binding/update-charge.ts';
import { writeWording } from '../../../../../src/adapters/memory/wording/validation-errors.ts';
import { suite } from '../../../../support/suite.ts';

const test = suite('charge of an update');

/**
 * Returns the charge of an expression, where `:s` is a string of five bytes, `:l` a list of six and `:n` a number of
 * two.
 */
function chargeOf(UpdateExpression: string): number {
  const values = { ':s': { S: 'abcde' }, ':l': { L: [{ N: '1' }] }, ':n': { N: '7' }, ':m': { SS: ['ab', 'c'] } };
  const used = Object.entries(values).filter(([name]) => UpdateExpression.includes(name));
  const { update } = bindExpressions(
    {
      UpdateExpression,
      ExpressionAttributeValues: used.length === 0 ? undefined : Object.fromEntries(used),
      ExpressionAttributeNames: UpdateExpression.includes('#name') ? { '#name': 'né' } : undefined,
    },
    writeWording,
  );
  return update === undefined ? 0 : updateChargeBytes(update);
}

test('is 19 for an action that writes, plus the path and the value', () => {
  assert.is(chargeOf('SET ab = :s'), 3 + 19 + 2 + 5);
  assert.is(chargeOf('ADD ab :n'), 3 + 19 + 2 + 2);
});

test('is 1 for an action that removes, plus the path', () => {
  assert.is(chargeOf('REMOVE ab'), 3 + 1 + 2);
  assert.is(chargeOf('DELETE ab :m'), 3 + 1 + 2);
});

test('counts 4 for each later step of a written path, and the digits of an index', () => {
  assert.is(chargeOf('REMOVE ab.cde[120]'), 3 + 1 + 2 + (4 + 3) + (4 + 3));
});

test('counts the names that placeholders stand for', () => {
  assert.is(chargeOf('REMOVE #name'), 3 + 1 + 3);
});

test('counts 14 for each step of a path that is read', () => {
  assert.is(chargeOf('SET a = bc.d[0]'), 3 + 19 + 1 + 1 + (14 + 2) + (14 + 1) + (14 + 1));
});

test('counts operators and functions with their operands', () => {
  const path = 1 + 14 + 1;
  assert.is(chargeOf('SET a = b + :n'), 3 + 19 + 1 + 34 + path + 2);
  assert.is(chargeOf('SET a = b - :n'), 3 + 19 + 1 + 37 + path + 2);
  assert.is(chargeOf('SET a = list_append(b, :l)'), 3 + 19 + 1 + 37 + path + 6);
  assert.is(chargeOf('SET a = if_not_exists(b, :n)'), 3 + 19 + 1 + 39 + path + 2);
});

test('counts a value each time it is used', () => {
  assert.is(chargeOf('SET a = :s, b = :s REMOVE c'), 3 + 2 * (19 + 1 + 5) + (1 + 1));
});

test.run();
