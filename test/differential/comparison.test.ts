import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { type Circumstances, compareOutcomes } from './comparison.ts';
import type { OperationOutput, Outcome } from './outcome.ts';
import type { Step } from './step.ts';

const test = suite('comparison');

const tables = new Map([
  [
    'T0',
    {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'global-0',
          KeySchema: [
            { AttributeName: 'g1', KeyType: 'HASH' },
            { AttributeName: 'g2', KeyType: 'RANGE' },
          ],
        },
      ],
    },
  ],
]);

function aspects(memory: Outcome, local: Outcome, step: Step): string[] {
  const circumstances: Circumstances = { step, tables, prefix: '' };
  return compareOutcomes(memory, local, circumstances).map(({ aspect }) => aspect);
}

const succeeded = (...pages: [OperationOutput, ...OperationOutput[]]): Outcome => ({ kind: 'succeeded', pages });
const rejected = (error: string, message: string): Outcome => ({ kind: 'rejected', error, message, item: undefined });
const query: Step = { operation: 'Query', input: { TableName: 'T0' } };
const indexQuery: Step = { operation: 'Query', input: { TableName: 'T0', IndexName: 'global-0' } };
const scan: Step = { operation: 'Scan', input: { TableName: 'T0' } };
const page = (...Items: object[]): OperationOutput => ({ Items, Count: Items.length, ScannedCount: Items.length });
const item = (pk: string, sk: string, more: object = {}) => ({ pk: { S: pk }, sk: { S: sk }, ...more });

test('a query of a table must return the same order, page by page', () => {
  const [one, two] = [item('a', '1'), item('a', '2')];
  assert.equal(aspects(succeeded(page(one, two)), succeeded(page(one, two)), query), []);
  assert.equal(aspects(succeeded(page(one, two)), succeeded(page(two, one)), query), ['Items']);
});

test('a query of an index may return items with equal sort keys in any order', () => {
  const [one, two] = [item('a', '1', { g2: { N: '1' } }), item('b', '1', { g2: { N: '1' } })];
  const three = item('c', '1', { g2: { N: '2' } });
  assert.equal(aspects(succeeded(page(one, two, three)), succeeded(page(two, one, three)), indexQuery), []);
  assert.equal(aspects(succeeded(page(one, two, three)), succeeded(page(one, three, two)), indexQuery), ['Items']);
});

test('a scan may return partitions in any order, but the items of a partition in the same order', () => {
  const [one, two, three] = [item('a', '1'), item('a', '2'), item('b', '1')];
  assert.equal(aspects(succeeded(page(one, two, three)), succeeded(page(three, one, two)), scan), []);
  assert.equal(aspects(succeeded(page(one, two, three)), succeeded(page(three, two, one)), scan), ['Items']);
});

test('numbers that differ only in form have their own aspect', () => {
  const [one, two] = [item('a', '1', { n: { N: '100' } }), item('a', '1', { n: { N: '1e2' } })];
  assert.equal(aspects(succeeded(page(one)), succeeded(page(two)), query), ['form of numbers']);
  assert.equal(aspects(succeeded(page(two)), succeeded(page(one)), query), ['Items']);
});

test('an empty last page has its own aspect', () => {
  const full = { ...page(item('a', '1')), LastEvaluatedKey: item('a', '1') };
  assert.equal(aspects(succeeded(full, page()), succeeded(page(item('a', '1'))), query), ['empty last page']);
});

test('rejections differ by error or message', () => {
  const conditional = rejected('ConditionalCheckFailedException', 'The conditional request failed');
  assert.equal(aspects(conditional, conditional, query), []);
  assert.equal(aspects(conditional, rejected('ValidationException', 'x'), query), ['error']);
  assert.equal(aspects(rejected('ValidationException', 'y'), rejected('ValidationException', 'x'), query), ['message']);
  assert.equal(aspects(conditional, succeeded(page()), query), ['outcome']);
});

test.run();
