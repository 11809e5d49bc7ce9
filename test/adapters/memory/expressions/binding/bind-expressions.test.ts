import * as assert from 'uvu/assert';
import { bindExpressions } from '../../../../../src/adapters/memory/expressions/binding/bind-expressions.ts';
import type { ExpressionParameters } from '../../../../../src/adapters/memory/expressions/binding/request-expressions.ts';
import { UnreadableRequest } from '../../../../../src/adapters/memory/values/unreadable-request.ts';
import { readWording, writeWording } from '../../../../../src/adapters/memory/wording/validation-errors.ts';
import type { AttributeValue } from '../../../../../src/domain/dynamodb.ts';
import { suite } from '../../../../support/suite.ts';
import { rejection } from '../bound-expressions.ts';

const test = suite('expressions of a request');

const onRead = (parameters: ExpressionParameters) => rejection(() => bindExpressions(parameters, readWording));
const onWrite = (parameters: ExpressionParameters) => rejection(() => bindExpressions(parameters, writeWording));
const s = (text: string): AttributeValue => ({ S: text });

test('share names and values', () => {
  const bound = bindExpressions(
    {
      KeyConditionExpression: 'pk = :v',
      FilterExpression: '#n <> :v',
      ProjectionExpression: '#n',
      ExpressionAttributeNames: { '#n': 'name' },
      ExpressionAttributeValues: { ':v': s('x') },
    },
    readWording,
  );
  const name = { kind: 'path', steps: ['name'] };
  assert.equal(bound.keyClauses, [{ attribute: 'pk', operator: '=', operands: [s('x')] }]);
  assert.equal(bound.filter, {
    kind: 'comparison',
    comparator: '<>',
    left: name,
    right: { kind: 'value', value: s('x') },
  });
  assert.equal(bound.projection, { kind: 'projection', paths: [name] });
  assert.is(bound.condition, undefined);
  assert.is(bound.update, undefined);
});

test('can be absent or null', () => {
  // JavaScript callers can send null, which means absent.
  const nulls = { ConditionExpression: null, ExpressionAttributeNames: null } as unknown as ExpressionParameters;
  for (const parameters of [{}, nulls]) {
    assert.ok(Object.values(bindExpressions(parameters, readWording)).every((bound) => bound === undefined));
  }
});

test('reject empty names and values', () => {
  assert.is(
    onWrite({ ConditionExpression: 'a = b', ExpressionAttributeNames: {} }),
    '1 validation error detected: ExpressionAttributeNames must not be empty',
  );
  assert.is(
    onRead({ FilterExpression: 'a = b', ExpressionAttributeValues: {} }),
    'ExpressionAttributeValues must not be empty',
  );
  assert.is(
    onRead({ ProjectionExpression: '#a', ExpressionAttributeNames: { '#a': '' } }),
    'ExpressionAttributeNames contains invalid value: Empty attribute name for key #a',
  );
});

test('accept only placeholders of ASCII letters, digits and underscores', () => {
  assert.is(
    onRead({ FilterExpression: '!', ExpressionAttributeValues: { ':vé': s('x') } }),
    'ExpressionAttributeValues contains invalid key: Syntax error; key: ":vé"',
  );
  for (const key of ['a', '#', '#a b', ':a', '##a']) {
    assert.is(
      onRead({ FilterExpression: '!', ExpressionAttributeNames: { [key]: 'x' } }),
      `ExpressionAttributeNames contains invalid key: Syntax error; key: "${key}"`,
    );
  }
});

test('accept placeholders of at most 255 bytes', () => {
  const longest = `#${'a'.repeat(254)}`;
  assert.is(onRead({ ProjectionExpression: longest, ExpressionAttributeNames: { [longest]: 'x' } }), 'accepted');
  assert.match(
    onRead({ ProjectionExpression: 'a', ExpressionAttributeNames: { [`${longest}a`]: 'x' } }),
    'invalid key',
  );
});

test('accept at most 2 MB of names and values', () => {
  const value = s('x'.repeat(1024 * 1024));
  assert.is(
    onRead({ FilterExpression: 'a IN (:v, :w)', ExpressionAttributeValues: { ':v': value, ':w': value } }),
    'ExpressionAttributeValues exceeds max size',
  );
});

test('cannot be empty; an empty condition is reported before an empty update', () => {
  assert.is(
    onWrite({ UpdateExpression: '', ConditionExpression: '' }),
    '1 validation error detected: Invalid ConditionExpression: The expression can not be empty;',
  );
  assert.is(
    onWrite({ UpdateExpression: '', ConditionExpression: '!' }),
    '1 validation error detected: Invalid UpdateExpression: The expression can not be empty;',
  );
});

test('have at most 4096 bytes of UTF-8, which is checked before the syntax', () => {
  const long = `a = b${' '.repeat(4091)}`;
  assert.is(onRead({ FilterExpression: long }), 'accepted');
  assert.is(
    onRead({ KeyConditionExpression: '!', FilterExpression: `${long} ` }),
    'Invalid FilterExpression: Expression size has exceeded the maximum allowed size;',
  );
  assert.match(onRead({ FilterExpression: 'é'.repeat(2049) }), 'maximum allowed size');
  assert.match(onRead({ FilterExpression: 'é'.repeat(2048) }), 'Syntax error');
});

test('are parsed in order: update, condition, key condition, filter, projection', () => {
  const all = { UpdateExpression: '!', ConditionExpression: '!', FilterExpression: '!', ProjectionExpression: '!' };
  assert.match(onRead(all), 'Invalid UpdateExpression');
  assert.match(onRead({ ...all, UpdateExpression: undefined }), 'Invalid ConditionExpression');
  assert.match(onRead({ FilterExpression: '!', KeyConditionExpression: '!' }), 'Invalid KeyConditionExpression');
  assert.match(onRead({ FilterExpression: '!', ProjectionExpression: '!' }), 'Invalid FilterExpression');
});

test('report syntax errors before undefined placeholders, and these before unused ones', () => {
  const unused = { ExpressionAttributeValues: { ':u': s('x') } };
  assert.match(onWrite({ UpdateExpression: 'SET a = :v', ConditionExpression: '!', ...unused }), 'Syntax error');
  assert.match(onWrite({ UpdateExpression: 'SET a = b', ConditionExpression: 'a = :v', ...unused }), ':v');
});

test('must use every name and every value', () => {
  const attributes = {
    ExpressionAttributeNames: { '#a': 'a', '#x': 'x' },
    ExpressionAttributeValues: { ':u': s('x'), ':v': s('x'), ':w': s('x') },
  };
  const envelope = '1 validation error detected: ';
  assert.is(
    onWrite({ ConditionExpression: '#a = :v', ...attributes }),
    `${envelope}Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}`,
  );
  assert.is(
    onWrite({ UpdateExpression: 'REMOVE #x', ConditionExpression: '#a = :v', ...attributes }),
    `${envelope}Value provided in ExpressionAttributeValues unused in expressions: keys: {:u, :w}`,
  );
  assert.is(
    onWrite({ UpdateExpression: 'SET #x = :u', ConditionExpression: '#a = :v OR b = :w', ...attributes }),
    'accepted',
  );
});

test('report unused values before operands, and operands before invalid values', () => {
  const bad: AttributeValue = { N: 'abc' };
  assert.match(
    onRead({ FilterExpression: 'begins_with(a, :v)', ExpressionAttributeValues: { ':v': bad, ':u': s('') } }),
    'unused',
  );
  assert.is(
    onRead({ FilterExpression: 'begins_with(a, :v)', ExpressionAttributeValues: { ':v': bad } }),
    'Invalid FilterExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
  );
  assert.is(
    onWrite({ ConditionExpression: 'a = :v', ExpressionAttributeValues: { ':v': bad } }),
    '1 validation error detected: The parameter cannot be converted to a numeric value: abc',
  );
});

test('are not parsed if a value has no type or two types', () => {
  assert.is(
    onWrite({ ConditionExpression: '!', ExpressionAttributeValues: { ':v': {} as AttributeValue } }),
    'ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes for key :v',
  );
  assert.is(
    onRead({
      FilterExpression: '!',
      ExpressionAttributeValues: { ':v': { S: 'a', N: '1' } as unknown as AttributeValue },
    }),
    'ExpressionAttributeValues contains invalid value: Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes for key :v',
  );
  assert.is(
    onWrite({ ConditionExpression: '!', ExpressionAttributeValues: { ':v': { M: { '': s('a') } } } }),
    '1 validation error detected: Empty attribute name',
  );
});

test('are not parsed if a value has a wrong JavaScript type', () => {
  const parameters = {
    FilterExpression: '!',
    ExpressionAttributeValues: { ':a': { N: 'x' }, ':v': { N: 5, S: 'a' } as unknown as AttributeValue },
  };
  assert.throws(
    () => bindExpressions(parameters, readWording),
    (error: unknown) => error instanceof UnreadableRequest,
  );
});

test('contain copies of the values in canonical form', () => {
  const members = ['2', '1e1', '1.0'];
  const read = () => {
    const { condition } = bindExpressions(
      { ConditionExpression: 'a = :v', ExpressionAttributeValues: { ':v': { NS: members } } },
      writeWording,
    );
    return condition?.kind === 'comparison' ? condition.right : undefined;
  };
  const bound = read();
  members[0] = '3';
  assert.equal(bound, { kind: 'value', value: { NS: ['1', '2', '10'] } });
  assert.equal(read(), { kind: 'value', value: { NS: ['1', '3', '10'] } });
});

test.run();
