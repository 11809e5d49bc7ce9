import * as assert from 'uvu/assert';
import { suite } from '../../../../support/suite.ts';
import { type Attributes, rejection, update } from '../bound-expressions.ts';

const test = suite('update expressions');

const message = (text: string, attributes?: Attributes) =>
  rejection(() => update(text, attributes)).replace('Invalid UpdateExpression: ', '');

test('accept up to four sections in any order and case', () => {
  assert.equal(
    update('delete a :a ADD b :b remove c, d Set e = :a', { ':a': { SS: ['x'] }, ':b': { N: '1' } }).actions.map(
      ({ kind }) => kind,
    ),
    ['delete', 'add', 'remove', 'remove', 'set'],
  );
});

test('reject a repeated section', () => {
  assert.is(
    message('SET a = b REMOVE c set d = e'),
    'The "SET" section can only be used once in an update expression;',
  );
});

test('accept commas only between actions of one section', () => {
  assert.is(message('SET a = b, REMOVE c'), 'Syntax error; token: "REMOVE", near: ", REMOVE c"');
  assert.is(message('SET a = b c = d'), 'Syntax error; token: "c", near: "b c ="');
  assert.is(message('SET'), 'Syntax error; token: "<EOF>", near: "SET"');
});

test('accept only values in ADD and DELETE', () => {
  assert.is(message('ADD a b'), 'Syntax error; token: "b", near: "a b"');
  assert.is(message('DELETE a'), 'Syntax error; token: "<EOF>", near: "a"');
});

test('accept one plus or minus in an assignment, also in parentheses', () => {
  const attributes = { ':v': { N: '1' } };
  assert.equal(update('SET a = (b + :v)', attributes), update('SET a = b + :v', attributes));
  assert.equal(update('SET a = (b) - (:v)', attributes), update('SET a = b - :v', attributes));
  assert.is(message('SET a = b + c + d'), 'Syntax error; token: "+", near: "c + d"');
  assert.is(message('SET a = (b + c) + d'), 'Syntax error; token: "+", near: ") + d"');
});

test('count plus and minus as operators', () => {
  const sums = Array.from({ length: 301 }, (_, index) => `a${index}=a+b`);
  assert.is(message(`SET ${sums.slice(0, 300).join(',')}`), 'accepted');
  assert.is(message(`SET ${sums.join(',')}`), 'The expression contains too many operators; operator count: 301');
});

test('accept if_not_exists as an operand of functions, but not list_append', () => {
  const attributes = { ':v': { L: [] } };
  assert.is(message('SET a = list_append(if_not_exists(a, :v), :v)', attributes), 'accepted');
  const misused = 'The function is not allowed to be used this way in an expression; function: list_append';
  assert.is(message('SET a = list_append(list_append(a, :v), :v)', attributes), misused);
  assert.is(message('SET a = if_not_exists(a, list_append(a, :v))', attributes), misused);
});

test('report undefined names before undefined values', () => {
  assert.is(
    message('SET a = :v, #b = c'),
    'An expression attribute name used in the document path is not defined; attribute name: #b',
  );
});

test('reject a path that begins with another path', () => {
  const overlap = (one: string, two: string) =>
    `Two document paths overlap with each other; must remove or rewrite one of these paths; path one: ${one}, path two: ${two}`;
  assert.is(message('SET a = b REMOVE a.b'), overlap('[a]', '[a, b]'));
  assert.is(message('REMOVE a.b[0].c, a.b[0]'), overlap('[a, b, [0], c]', '[a, b, [0]]'));
  assert.is(message('SET #a = b, a = c', { '#a': 'a' }), overlap('[a]', '[a]'));
  assert.is(message('REMOVE a.b, a.c, b.b, #ab', { '#ab': 'a.b' }), 'accepted');
});

test('reject paths that treat one value as a map and as a list', () => {
  assert.is(
    message('REMOVE a.b.c, a.b[1]'),
    'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b, c], path two: [a, b, [1]]',
  );
});

test('report an overlap before a conflict, and both before operands', () => {
  const attributes = { ':s': { S: '' } };
  assert.match(message('SET x = y + :s REMOVE a.b, a[0], c.d, c', attributes), 'overlap');
  assert.match(message('SET x = y + :s REMOVE a.b, a[0]', attributes), 'conflict');
  assert.match(message('SET x = y + :s REMOVE a.b', attributes), 'Incorrect operand type');
});

test('report wrong types for ADD and DELETE with long type names', () => {
  const wrong = (operator: string, type: string) =>
    `Incorrect operand type for operator or function; operator: ${operator}, operand type: ${type}, typeSet: ALLOWED_FOR_ADD_OPERAND`;
  assert.is(message('ADD a :v', { ':v': { S: 'x' } }), wrong('ADD', 'STRING'));
  assert.is(message('ADD a :v', { ':v': { B: new Uint8Array() } }), wrong('ADD', 'Binary'));
  assert.is(message('ADD a :v', { ':v': { L: [] } }), wrong('ADD', 'LIST'));
  assert.is(message('DELETE a :v', { ':v': { N: '1' } }), wrong('DELETE', 'NUMBER'));
  assert.is(message('DELETE a :v', { ':v': { BOOL: true } }), wrong('DELETE', 'BOOLEAN'));
  assert.is(message('ADD a :n, b :s DELETE c :s', { ':n': { N: '1' }, ':s': { BS: [new Uint8Array()] } }), 'accepted');
});

test('require numbers for arithmetic and lists for list_append', () => {
  const wrong = (operator: string, type: string) =>
    `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`;
  assert.is(message('SET a = b + :v', { ':v': { S: '1' } }), wrong('+', 'S'));
  assert.is(message('SET a = :v - b', { ':v': { NS: ['1'] } }), wrong('-', 'NS'));
  assert.is(message('SET a = b + list_append(c, d)'), wrong('+', 'L'));
  assert.is(message('SET a = list_append(b, :v)', { ':v': { S: '1' } }), wrong('list_append', 'S'));
});

test('require a path as the first operand of if_not_exists', () => {
  assert.is(
    message('SET a = if_not_exists(:v, b)', { ':v': { S: '1' } }),
    'Operator or function requires a document path; operator or function: if_not_exists',
  );
  assert.is(
    message('SET a = if_not_exists(b)'),
    'Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1',
  );
});

test('reject if_not_exists with the same path twice', () => {
  assert.match(message('SET a = if_not_exists(b.c, b.c)'), 'operator: if_not_exists, first operand: [b, c]');
  assert.match(message('SET a = if_not_exists(b, if_not_exists(c, c))'), 'must be distinct');
  assert.is(message('SET a = if_not_exists(a, if_not_exists(b, a))'), 'accepted');
});

test.run();
