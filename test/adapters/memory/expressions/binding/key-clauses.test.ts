import * as assert from 'uvu/assert';
import { suite } from '../../../../support/suite.ts';
import { type Attributes, keyClauses, rejection } from '../bound-expressions.ts';

const test = suite('key condition expressions');

const values: Attributes = { ':p': { S: 'p' }, ':a': { S: 'a' }, ':b': { S: 'b' } };

const message = (text: string, used: readonly string[], more: Attributes = {}) => {
  const attributes = Object.fromEntries(used.map((placeholder) => [placeholder, values[placeholder] ?? { S: '' }]));
  return rejection(() => keyClauses(text, { ...attributes, ...more })).replace('Invalid KeyConditionExpression: ', '');
};

test('return clauses in the order written', () => {
  assert.equal(keyClauses('begins_with(sk, :a) AND #p = :p', { '#p': 'pk', ':a': { S: 'a' }, ':p': { N: '1.0' } }), [
    { attribute: 'sk', operator: 'begins_with', operands: [{ S: 'a' }] },
    { attribute: 'pk', operator: '=', operands: [{ N: '1' }] },
  ]);
});

test('accept parentheses', () => {
  assert.equal(keyClauses('((pk = :p) AND (sk BETWEEN :a AND :b))', values), [
    { attribute: 'pk', operator: '=', operands: [{ S: 'p' }] },
    { attribute: 'sk', operator: 'BETWEEN', operands: [{ S: 'a' }, { S: 'b' }] },
  ]);
});

test('swap the operands if the value comes first', () => {
  const operators = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
  for (const [written, meant] of Object.entries(operators)) {
    assert.equal(keyClauses(`:a ${written} sk`, { ':a': { S: 'a' } }), [
      { attribute: 'sk', operator: meant, operands: [{ S: 'a' }] },
    ]);
  }
});

test('accept a value of any type for =, because the type depends on the schema', () => {
  assert.equal(keyClauses('pk = :a', { ':a': { BOOL: true } })[0]?.operands, [{ BOOL: true }]);
});

test('reject OR, NOT, IN, <> and all functions but begins_with', () => {
  const invalid = (operator: string) => `Invalid operator used in KeyConditionExpression: ${operator}`;
  assert.is(message('pk = :p OR sk = :a', [':p', ':a']), invalid('OR'));
  assert.is(message('pk = :p AND NOT sk = :a', [':p', ':a']), invalid('NOT'));
  assert.is(message('pk IN (:p)', [':p']), invalid('IN'));
  assert.is(message('pk <> :p', [':p']), invalid('<>'));
  assert.is(message('contains(pk, :p)', [':p']), invalid('contains'));
  assert.is(message('attribute_exists(pk)', []), invalid('attribute_exists'));
});

test('compare one top-level attribute with values', () => {
  assert.is(
    message('pk = sk', []),
    'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition',
  );
  assert.is(
    message(':p = :a', [':p', ':a']),
    'Invalid condition in KeyConditionExpression: No key attribute specified',
  );
  assert.is(message('size(pk) = :p', [':p']), 'KeyConditionExpressions cannot contain nested operations');
  assert.is(message('pk.a = :p', [':p']), 'KeyConditionExpressions cannot have conditions on nested attributes');
});

test('require the attribute first in BETWEEN and begins_with', () => {
  const keyNotFirst = (operator: string) =>
    `Invalid condition in KeyConditionExpression: ${operator} operator must have the key attribute as its first operand`;
  assert.is(message(':p BETWEEN pk AND sk', [':p']), keyNotFirst('BETWEEN'));
  assert.is(message('begins_with(:p, pk)', [':p']), keyNotFirst('begins_with'));
});

test('reject two conditions on one attribute', () => {
  const repeated = 'KeyConditionExpressions must only contain one condition per key';
  assert.is(message('pk = :p AND pk = :a', [':p', ':a']), repeated);
  assert.is(message('sk > :a AND pk = :p AND #s < :b', [':p', ':a', ':b'], { '#s': 'sk' }), repeated);
});

test('check types for comparisons and begins_with, and report the operator as written', () => {
  const wrongType = (operator: string, type: string) =>
    `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`;
  assert.is(message('begins_with(sk, :n)', [], { ':n': { N: '1' } }), wrongType('begins_with', 'N'));
  assert.is(message(':n < sk', [], { ':n': { M: {} } }), wrongType('<', 'M'));
  assert.is(message('sk BETWEEN :n AND :n', [], { ':n': { BOOL: true } }), wrongType('BETWEEN', 'BOOL'));
});

test('require bounds in order', () => {
  assert.match(message('sk BETWEEN :b AND :a', [':a', ':b']), 'lower bound operand: AttributeValue: {S:b}');
});

test('check the form of all clauses first, then values and types clause by clause', () => {
  const undefinedValue = 'An expression attribute value used in expression is not defined; attribute value: :missing';
  assert.is(message('pk = :missing AND begins_with(sk, :n)', [], { ':n': { N: '1' } }), undefinedValue);
  assert.match(message('begins_with(sk, :n) AND pk = :missing', [], { ':n': { N: '1' } }), 'operand type: N');
  assert.match(message('pk = :missing OR sk = :n', [], { ':n': { N: '1' } }), 'Invalid operator');
  assert.match(message('#p = :p OR sk = :n', [':p']), 'attribute name: #p');
});

test.run();
