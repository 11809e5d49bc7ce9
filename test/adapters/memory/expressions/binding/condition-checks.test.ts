import * as assert from 'uvu/assert';
import type { AttributeValue } from '../../../../../src/domain/dynamodb.ts';
import { suite } from '../../../../support/suite.ts';
import { type Attributes, condition, rejection } from '../bound-expressions.ts';

const test = suite('operands of conditions');

const message = (text: string, attributes?: Attributes) =>
  rejection(() => condition(text, attributes)).replace('Invalid ConditionExpression: ', '');

const wrongType = (operator: string, type: string) =>
  `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`;

test('reports the first undefined name or value', () => {
  assert.is(
    message('#a = :v AND :w = b'),
    'An expression attribute name used in the document path is not defined; attribute name: #a',
  );
  assert.is(
    message('a = :v AND #a = b'),
    'An expression attribute value used in expression is not defined; attribute value: :v',
  );
});

test('checks the number of operands of a function', () => {
  const wrongCount = (name: string, count: number) =>
    `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`;
  assert.is(message('size(a, b) = c'), wrongCount('size', 2));
  assert.is(message('contains(a)'), wrongCount('contains', 1));
  assert.is(message('attribute_exists(a, b)'), wrongCount('attribute_exists', 2));
  assert.is(message('contains(a, size(b, c))'), wrongCount('size', 2));
});

test('accepts up to 100 operands of IN, including the left one', () => {
  const candidates = (count: number) => Array.from({ length: count }, (_, index) => `b${index}`).join(', ');
  assert.is(message(`a IN (${candidates(99)})`), 'accepted');
  assert.is(
    message(`a IN (${candidates(100)})`),
    'The IN operator is provided with too many operands; number of operands: 101',
  );
});

test('rejects a first operand that is repeated', () => {
  const notDistinct = (operator: string, path: string) =>
    `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${path}`;
  assert.is(message('a = a'), notDistinct('=', '[a]'));
  assert.is(message('a.b[0] < #a.b[0]', { '#a': 'a' }), notDistinct('<', '[a, b, [0]]'));
  assert.is(message('a IN (b, a)'), notDistinct('IN', '[a]'));
  assert.is(message('a BETWEEN b AND a'), notDistinct('BETWEEN', '[a]'));
  assert.is(message('contains(a, a)'), notDistinct('contains', '[a]'));
  assert.is(message('begins_with(a, a)'), notDistinct('begins_with', '[a]'));
  assert.is(message('size(a) = a'), 'accepted');
});

test('orders only strings, numbers and binary values', () => {
  const others: readonly AttributeValue[] = [{ BOOL: true }, { NULL: true }, { SS: ['a'] }, { L: [] }, { M: {} }];
  for (const value of others) {
    const [type = ''] = Object.keys(value);
    assert.is(message('a < :v', { ':v': value }), wrongType('<', type));
    assert.is(message(':v >= a', { ':v': value }), wrongType('>=', type));
    assert.is(message('a BETWEEN b AND :v', { ':v': value }), wrongType('BETWEEN', type));
    assert.is(message('a = :v OR b <> :v OR c IN (:v)', { ':v': value }), 'accepted');
  }
});

test('accepts strings and binary values for begins_with', () => {
  assert.is(message('begins_with(a, :v)', { ':v': { N: '1' } }), wrongType('begins_with', 'N'));
  assert.is(message('begins_with(a, size(b))'), wrongType('begins_with', 'N'));
  assert.is(message('begins_with(:v, a)', { ':v': { B: new Uint8Array() } }), 'accepted');
});

test('accepts strings, binary values, sets and lists for contains, with any second operand', () => {
  assert.is(message('contains(:v, a)', { ':v': { N: '1' } }), wrongType('contains', 'N'));
  assert.is(message('contains(:v, a)', { ':v': { M: {} } }), wrongType('contains', 'M'));
  assert.is(message('contains(:v, :w)', { ':v': { L: [] }, ':w': { M: {} } }), 'accepted');
});

test('accepts strings, binary values, sets, lists and maps for size', () => {
  assert.is(message('size(:v) = a', { ':v': { N: '1' } }), wrongType('size', 'N'));
  assert.is(message('size(size(b)) = a'), wrongType('size', 'N'));
  assert.is(message('size(:v) = a', { ':v': { M: {} } }), 'accepted');
});

test('requires a path for attribute_exists and attribute_not_exists', () => {
  const needsPath = (name: string) => `Operator or function requires a document path; operator or function: ${name}`;
  assert.is(message('attribute_exists(:v)', { ':v': { S: 'a' } }), needsPath('attribute_exists'));
  assert.is(message('attribute_not_exists(size(a))'), needsPath('attribute_not_exists'));
});

test('requires a value with a type name for attribute_type', () => {
  assert.is(
    message('attribute_type(a, :v)', { ':v': { S: 'String' } }),
    'Invalid attribute type name found; type: String, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}',
  );
  assert.is(message('attribute_type(a, :v)', { ':v': { N: '1' } }), wrongType('attribute_type', 'N'));
  assert.is(message('attribute_type(a, b)'), wrongType('attribute_type', '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}'));
});

test('requires bounds of BETWEEN in order', () => {
  const outOfOrder = (lower: string, upper: string) =>
    `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: ${lower}, upper bound operand: AttributeValue: ${upper}`;
  assert.is(message('a BETWEEN :b AND :a', { ':a': { S: 'a' }, ':b': { S: 'b' } }), outOfOrder('{S:b}', '{S:a}'));
  assert.is(message('a BETWEEN :b AND :a', { ':a': { N: '9' }, ':b': { N: '1e1' } }), outOfOrder('{N:10}', '{N:9}'));
  assert.is(
    message('a BETWEEN :b AND :a', { ':a': { B: Uint8Array.of(1) }, ':b': { B: Uint8Array.of(2) } }),
    outOfOrder('{B:Ag==}', '{B:AQ==}'),
  );
  assert.is(message('a BETWEEN :a AND :a', { ':a': { S: 'a' } }), 'accepted');
});

test('requires bounds of BETWEEN with the same type', () => {
  assert.is(
    message('a BETWEEN :a AND :b', { ':a': { S: 'a' }, ':b': { N: '1' } }),
    'The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {S:a}, upper bound operand: AttributeValue: {N:1}',
  );
});

test('reports the first clause with a violation, whatever its kind', () => {
  const attributes = { ':v': { BOOL: true } };
  assert.match(message('a < :v AND b = b AND size(a, b) = c', attributes), 'Incorrect operand type');
  assert.match(message('NOT a < :v OR c = :w', attributes), 'Incorrect operand type');
  assert.match(message('b = b AND c = :w'), 'must be distinct');
  assert.match(message('c = :w AND a < :v', attributes), 'not defined');
});

test('reports violations in a clause in order of kind, not of position', () => {
  const attributes = { ':v': { BOOL: true } };
  assert.match(message('begins_with(:v, #x)', attributes), 'not defined');
  assert.match(message('contains(:v, size(a, b))', attributes), 'Incorrect number of operands');
  assert.match(message('a BETWEEN :v AND a', attributes), 'must be distinct');
});

test.run();
