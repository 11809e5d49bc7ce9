import * as assert from 'uvu/assert';
import {
  checkParameterStyle,
  type StyledParameters,
} from '../../../../../src/adapters/memory/expressions/binding/parameter-style.ts';
import { readWording, writeWording } from '../../../../../src/adapters/memory/wording/validation-errors.ts';
import { wordingProfiles } from '../../../../../src/adapters/memory/wording/wording-profile.ts';
import type { AttributeValue } from '../../../../../src/domain/dynamodb.ts';
import { suite } from '../../../../support/suite.ts';
import { rejection } from '../bound-expressions.ts';

const test = suite('style of parameters');

const onRead = (parameters: StyledParameters) => rejection(() => checkParameterStyle(parameters, readWording));
const onWrite = (parameters: StyledParameters) => rejection(() => checkParameterStyle(parameters, writeWording));
const s = (text: string): AttributeValue => ({ S: text });

test('names and values require an expression', () => {
  const names = { ExpressionAttributeNames: { '#a': 'a' } };
  const values = { ExpressionAttributeValues: { ':v': s('x') } };
  const envelope = '1 validation error detected: ';
  assert.is(onWrite(names), `${envelope}ExpressionAttributeNames can only be specified when using expressions`);
  assert.is(onWrite(values), `${envelope}ExpressionAttributeValues can only be specified when using expressions`);
  assert.is(onRead(names), 'ExpressionAttributeNames can only be specified when using expressions');
});

test('the error for values of a read lists the missing expressions', () => {
  const parameters = { ProjectionExpression: 'a', ExpressionAttributeValues: { ':v': s('x') } };
  const { Query, Scan } = wordingProfiles.current;
  assert.is(
    rejection(() => checkParameterStyle(parameters, Scan)),
    'ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null',
  );
  assert.is(
    rejection(() => checkParameterStyle(parameters, Query)),
    'ExpressionAttributeValues can only be specified when using expressions: FilterExpression and KeyConditionExpression are null',
  );
});

test('legacy parameters exclude expressions', () => {
  const mixed = (legacy: string, expressions: string) =>
    `Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {${legacy}} Expression parameters: {${expressions}}`;
  assert.is(
    onWrite({ AttributeUpdates: {}, Expected: {}, UpdateExpression: '', ConditionExpression: '' }),
    `1 validation error detected: ${mixed('AttributeUpdates, Expected', 'UpdateExpression, ConditionExpression')}`,
  );
  assert.is(
    onRead({ AttributesToGet: ['a'], FilterExpression: 'a = b' }),
    mixed('AttributesToGet', 'FilterExpression'),
  );
});

test('KeyConditions exclude only a key condition expression', () => {
  assert.is(onRead({ KeyConditions: {}, FilterExpression: 'a = b', ProjectionExpression: 'a' }), 'accepted');
  assert.match(onRead({ KeyConditions: {}, KeyConditionExpression: 'a = :v' }), '{KeyConditions}');
});

test('the names of attributes are checked first', () => {
  const nested = { M: { '': s('x') } };
  const odd = [
    { AttributesToGet: ['a', ''] },
    { AttributeUpdates: { '': { Action: 'DELETE' as const } } },
    { AttributeUpdates: { a: { Value: nested } } },
    { Expected: { '': { Exists: false } } },
    { Expected: { a: { AttributeValueList: [nested] } } },
    { QueryFilter: { a: { ComparisonOperator: 'EQ' as const, AttributeValueList: [nested] } } },
    { KeyConditions: { a: { ComparisonOperator: 'EQ' as const, AttributeValueList: [nested] } } },
  ];
  for (const parameters of odd) {
    assert.is(onRead({ ...parameters, FilterExpression: 'a = b' }), 'Empty attribute name', JSON.stringify(parameters));
  }
  assert.is(onRead({ ScanFilter: { '': { ComparisonOperator: 'NULL' } } }), 'accepted');
});

test.run();
