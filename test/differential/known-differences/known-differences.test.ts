import * as assert from 'uvu/assert';
import { suite } from '../../support/suite.ts';
import type { Aspect } from '../comparison.ts';
import type { Step } from '../step.ts';
import { explanationOf } from './known-difference.ts';
import { knownDifferences } from './known-differences.ts';

const test = suite('known differences of histories');

function isKnown(aspect: Aspect, memory: string, local: string, step: Step = put): boolean {
  const theirs = { kind: 'rejected', error: '', message: '', item: undefined } as const;
  const occasion = { step, before: undefined, after: undefined, ours: theirs, theirs, tables: new Map() };
  return explanationOf({ aspect, memory, local }, occasion, knownDifferences) !== undefined;
}

const put: Step = { operation: 'PutItem', input: { TableName: 'T0', Item: {} } };

test('only the prefix of a message may be missing', () => {
  const prefix = '1 validation error detected: ';
  assert.ok(isKnown('message', `${prefix}Invalid UpdateExpression: x`, 'Invalid UpdateExpression: x'));
  assert.not.ok(isKnown('message', `${prefix}Invalid UpdateExpression: x`, 'Invalid UpdateExpression: y'));
});

test('the service reports the violation that it checks first', () => {
  const syntax = 'Invalid FilterExpression: Syntax error; token: ")", near: "a )"';
  const noTable = 'Cannot do operations on a non-existent table';
  assert.ok(isKnown('message', syntax, noTable));
  assert.not.ok(isKnown('message', noTable, syntax));
});

test('messages on the same violation must be equal', () => {
  const message = (token: string) => `Invalid FilterExpression: Syntax error; token: "${token}", near: "a"`;
  assert.not.ok(isKnown('message', message('a'), message('b')));
});

test('a known message does not explain a different outcome', () => {
  assert.not.ok(
    isKnown('outcome', 'ValidationException: The provided key element does not match the schema', 'succeeded'),
  );
  assert.not.ok(isKnown('outcome', 'succeeded', 'ConditionalCheckFailedException: The conditional request failed'));
});

test('items, attributes and counts of a simple request must be equal', () => {
  for (const aspect of ['Item', 'Items', 'Attributes', 'counts', 'pages', 'Responses', 'stored item'] as const) {
    assert.not.ok(isKnown(aspect, '[{a: 1}]', '[{a: 2}]'), aspect);
  }
});

test.run();
