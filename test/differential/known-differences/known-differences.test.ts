import * as assert from 'uvu/assert';
import { suite } from '../../support/suite.ts';
import type { Aspect } from '../comparison.ts';
import type { Step } from '../step.ts';
import { explanationOf } from './known-difference.ts';
import { knownDifferences } from './known-differences.ts';

const test = suite('known differences of histories');

function isKnown(aspect: Aspect, memory: string, local: string, step: Step = put): boolean {
  const theirs = { kind: 'refused', error: '', message: '', item: undefined } as const;
  const occasion = { step, before: undefined, after: undefined, ours: theirs, theirs, tables: new Map() };
  return explanationOf({ aspect, memory, local }, occasion, knownDifferences) !== undefined;
}

const put: Step = { operation: 'PutItem', input: { TableName: 'T0', Item: {} } };

test('the envelope of a message may lack, and nothing else of it', () => {
  const envelope = '1 validation error detected: ';
  assert.ok(isKnown('message', `${envelope}Invalid UpdateExpression: x`, 'Invalid UpdateExpression: x'));
  assert.not.ok(isKnown('message', `${envelope}Invalid UpdateExpression: x`, 'Invalid UpdateExpression: y'));
});

test('of two faults the service tells the one that it checks first', () => {
  const syntax = 'Invalid FilterExpression: Syntax error; token: ")", near: "a )"';
  const noTable = 'Cannot do operations on a non-existent table';
  assert.ok(isKnown('message', syntax, noTable));
  assert.not.ok(isKnown('message', noTable, syntax));
});

test('of one fault the same must be told', () => {
  const told = (token: string) => `Invalid FilterExpression: Syntax error; token: "${token}", near: "a"`;
  assert.not.ok(isKnown('message', told('a'), told('b')));
});

test('an outcome is not explained by what its message is like', () => {
  assert.not.ok(
    isKnown('outcome', 'ValidationException: The provided key element does not match the schema', 'served'),
  );
  assert.not.ok(isKnown('outcome', 'served', 'ConditionalCheckFailedException: The conditional request failed'));
});

test('items, attributes and counts of a plain request must be the same', () => {
  for (const aspect of ['Item', 'Items', 'Attributes', 'counts', 'pages', 'Responses', 'stored item'] as const) {
    assert.not.ok(isKnown(aspect, '[{a: 1}]', '[{a: 2}]'), aspect);
  }
});

test.run();
