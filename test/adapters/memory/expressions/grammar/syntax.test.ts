import * as assert from 'uvu/assert';
import { suite } from '../../../../support/suite.ts';
import { condition, projection, rejection, update } from '../bound-expressions.ts';

const test = suite('syntax of expressions');

const message = (text: string) => rejection(() => condition(text)).replace('Invalid ConditionExpression: ', '');

test('a syntax error shows the token and those around it as written', () => {
  assert.is(message('a  =  = b'), 'Syntax error; token: "=", near: "=  = b"');
  assert.is(message('!!'), 'Syntax error; token: "!", near: "!!"');
  assert.is(message('a = b c'), 'Syntax error; token: "c", near: "b c"');
  assert.is(
    rejection(() => update('INVALID SYNTAX')),
    'Invalid UpdateExpression: Syntax error; token: "INVALID", near: "INVALID SYNTAX"',
  );
});

test('a syntax error at the ends of the text shows the white space there', () => {
  assert.is(message('a = '), 'Syntax error; token: "<EOF>", near: "= "');
  assert.is(message(' = b '), 'Syntax error; token: "=", near: " = b"');
  assert.is(message('a b '), 'Syntax error; token: "b", near: "a b "');
});

test('a syntax error at the end shows the last token', () => {
  assert.is(message('a ='), 'Syntax error; token: "<EOF>", near: "="');
  assert.is(message('('), 'Syntax error; token: "<EOF>", near: "("');
});

test('an expression of white space shows the white space', () => {
  assert.is(message('   '), 'Syntax error; token: "<EOF>", near: "   "');
  assert.is(message('\t\n'), 'Syntax error; token: "<EOF>", near: "\t\n"');
});

test('only ASCII white space separates tokens', () => {
  assert.is(message('a\u00a0= b'), 'Syntax error; token: "\u00a0", near: "a\u00a0="');
  assert.equal(condition(' a\t=\r\n\fb '), condition('a=b'));
});

test('an unknown character is reported whole', () => {
  assert.is(message('é = a'), 'Syntax error; token: "é", near: "é ="');
  assert.is(message('a = 𝄞'), 'Syntax error; token: "𝄞", near: "= 𝄞"');
  assert.is(message('# = a'), 'Syntax error; token: "#", near: "# ="');
});

test('a name begins with a letter', () => {
  assert.is(message('_a = b'), 'Syntax error; token: "_", near: "_a"');
  assert.is(message('1a = b'), 'Syntax error; token: "1", near: "1a"');
  assert.equal(projection('a_1').paths, [{ kind: 'path', steps: ['a_1'] }]);
});

test('a placeholder can begin with a digit or an underscore', () => {
  assert.equal(projection('#1, #_x', { '#1': 'one', '#_x': 'two' }).paths, [
    { kind: 'path', steps: ['one'] },
    { kind: 'path', steps: ['two'] },
  ]);
});

test('a list index has no leading zero', () => {
  assert.is(message('a[00] = b'), 'Syntax error; token: "0", near: "00]"');
  assert.is(message('a[01] = b'), 'Syntax error; token: "1", near: "01]"');
  assert.is(message('a[-1] = b'), 'Syntax error; token: "-", near: "[-1"');
});

test('a path can contain placeholders, names and indexes', () => {
  assert.equal(projection('a.#b[0].#c[10][2]', { '#b': 'x.y', '#c': '__proto__' }).paths, [
    { kind: 'path', steps: ['a', 'x.y', 0, '__proto__', 10, 2] },
  ]);
});

test('NOT binds tighter than AND, and AND tighter than OR', () => {
  assert.equal(condition('NOT a = b AND c = d OR e = f'), condition('((NOT (a = b)) AND c = d) OR e = f'));
  assert.equal(condition('a = b OR c = d AND e = f'), condition('a = b OR (c = d AND e = f)'));
  assert.not.equal(condition('NOT (a = b OR c = d)'), condition('NOT a = b OR c = d'));
});

test('the AND of BETWEEN does not join conditions', () => {
  assert.equal(condition('a BETWEEN b AND c AND d = e'), condition('(a BETWEEN b AND c) AND (d = e)'));
});

test('keywords are accepted in any case and are never names', () => {
  assert.equal(condition('not a bEtWeEn b and c Or d iN (e)'), condition('NOT a BETWEEN b AND c OR d IN (e)'));
  assert.is(message('set = a'), 'Syntax error; token: "set", near: "set ="');
});

test('function names must be in lower case', () => {
  assert.is(message('Contains(a, b)'), 'Invalid function name; function: Contains');
  assert.is(message('f(a)'), 'Invalid function name; function: f');
});

test('functions are allowed only in their kind of expression', () => {
  assert.is(
    message('if_not_exists(a, b)'),
    'The function is not allowed in a condition expression; function: if_not_exists',
  );
  assert.is(
    rejection(() => update('SET a = size(b)')),
    'Invalid UpdateExpression: The function is not allowed in an update expression; function: size',
  );
});

test('a function needs an operand', () => {
  assert.is(message('size() = a'), 'Syntax error; token: ")", near: "() ="');
});

test('size is an operand and the other functions are conditions', () => {
  const misused = (name: string) =>
    `The function is not allowed to be used this way in an expression; function: ${name}`;
  assert.is(message('size(a)'), misused('size'));
  assert.is(message('NOT size(a) AND b = c'), misused('size'));
  assert.is(message('attribute_exists(a) = b'), misused('attribute_exists'));
  assert.is(message('a IN (b, contains(c, d))'), misused('contains'));
  assert.is(message('contains(a, begins_with(b, c))'), misused('begins_with'));
});

test('a path is not a condition', () => {
  assert.is(message('a'), 'Syntax error; token: "<EOF>", near: "a"');
  assert.is(message('NOT #a'), 'Syntax error; token: "<EOF>", near: "#a"');
  assert.is(message('a AND b = c'), 'Syntax error; token: "AND", near: "a AND b"');
  assert.is(message('(a)'), 'Syntax error; token: "<EOF>", near: ")"');
});

test('parentheses can contain conditions and operands', () => {
  assert.equal(condition('(a = b)'), condition('a = b'));
  assert.equal(condition('(a) = (b)'), condition('a = b'));
  assert.equal(condition('(size(a)) > b'), condition('size(a) > b'));
  assert.equal(condition('((a) = b)'), condition('a = b'));
  assert.equal(condition('((a = b) AND c = d)'), condition('a = b AND c = d'));
});

test('rejects parentheses that contain only parentheses', () => {
  for (const text of ['((a = b))', '((a)) = b', 'a = ((b))', 'c = d OR ((a = b))', 'contains(a, ((b)))']) {
    assert.is(message(text), 'The expression has redundant parentheses;', text);
  }
  assert.is(
    rejection(() => update('SET a = ((b + c))')),
    'Invalid UpdateExpression: The expression has redundant parentheses;',
  );
});

test('rejects reserved words at any position in a path', () => {
  assert.is(message('status = a'), 'Attribute name is a reserved keyword; reserved keyword: status');
  assert.is(message('a.b[0].Zone = a'), 'Attribute name is a reserved keyword; reserved keyword: Zone');
  assert.is(
    rejection(() => projection('a, abort')),
    'Invalid ProjectionExpression: Attribute name is a reserved keyword; reserved keyword: abort',
  );
});

test('a path has at most 32 steps', () => {
  assert.is(projection(`a${'.b'.repeat(31)}`).paths[0]?.steps.length, 32);
  assert.is(message(`a${'[0]'.repeat(32)} = b`), 'The document path has too many nesting levels; nesting levels: 33');
});

test('a list index is a 32-bit integer', () => {
  assert.is(message('a[99999999999999] = b'), 'List index is not within the allowable range; index: [99999999999999]');
});

test('an expression has at most 300 operators; functions and parentheses do not count', () => {
  const chain = (count: number) => Array.from({ length: count }, (_, index) => `a${index}=b`).join(' OR ');
  assert.is(message(`${chain(150)} OR contains(a, b)`), 'accepted');
  assert.is(
    message(`${chain(150)} OR NOT contains(a, b)`),
    'The expression contains too many operators; operator count: 301',
  );
});

test('reports violations in order of kind, not of position', () => {
  assert.is(message('status = a AND f(a) AND size(a) AND ((a = b))'), 'The expression has redundant parentheses;');
  assert.is(message('status = a AND size(a) AND f(a)'), 'Invalid function name; function: f');
  assert.is(
    message('status = a AND size(a)'),
    'The function is not allowed to be used this way in an expression; function: size',
  );
  assert.is(message('status = a AND ((a = b)) AND'), 'Syntax error; token: "<EOF>", near: "AND"');
});

test('deep nesting does not overflow the stack', () => {
  assert.is(message('('.repeat(4000)), 'The expression has redundant parentheses;');
  assert.match(message('size('.repeat(800)), 'function: size');
  assert.is(message(`${'NOT '.repeat(1000)}a = b`), 'The expression contains too many operators; operator count: 1001');
  assert.match(message(`${'('.repeat(290)}a = b${')'.repeat(290)}`), 'redundant');
});

test.run();
