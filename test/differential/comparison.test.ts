import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { type Circumstances, compareOutcomes } from './comparison.ts';
import type { Answer, Outcome } from './outcome.ts';
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

const served = (...pages: [Answer, ...Answer[]]): Outcome => ({ kind: 'served', pages });
const refused = (error: string, message: string): Outcome => ({ kind: 'refused', error, message, item: undefined });
const query: Step = { operation: 'Query', input: { TableName: 'T0' } };
const indexQuery: Step = { operation: 'Query', input: { TableName: 'T0', IndexName: 'global-0' } };
const scan: Step = { operation: 'Scan', input: { TableName: 'T0' } };
const page = (...Items: object[]): Answer => ({ Items, Count: Items.length, ScannedCount: Items.length });
const item = (pk: string, sk: string, more: object = {}) => ({ pk: { S: pk }, sk: { S: sk }, ...more });

test('a query of a table must come in the same order, page by page', () => {
  const [one, two] = [item('a', '1'), item('a', '2')];
  assert.equal(aspects(served(page(one, two)), served(page(one, two)), query), []);
  assert.equal(aspects(served(page(one, two)), served(page(two, one)), query), ['Items']);
});

test('a query of an index may come in any order where sort keys are equal', () => {
  const [one, two] = [item('a', '1', { g2: { N: '1' } }), item('b', '1', { g2: { N: '1' } })];
  const three = item('c', '1', { g2: { N: '2' } });
  assert.equal(aspects(served(page(one, two, three)), served(page(two, one, three)), indexQuery), []);
  assert.equal(aspects(served(page(one, two, three)), served(page(one, three, two)), indexQuery), ['Items']);
});

test('a scan may come in any order of partitions, and in no other order inside of them', () => {
  const [one, two, three] = [item('a', '1'), item('a', '2'), item('b', '1')];
  assert.equal(aspects(served(page(one, two, three)), served(page(three, one, two)), scan), []);
  assert.equal(aspects(served(page(one, two, three)), served(page(three, two, one)), scan), ['Items']);
});

test('numbers that are only written differently are a difference of their own', () => {
  const [one, two] = [item('a', '1', { n: { N: '100' } }), item('a', '1', { n: { N: '1e2' } })];
  assert.equal(aspects(served(page(one)), served(page(two)), query), ['form of numbers']);
  assert.equal(aspects(served(page(two)), served(page(one)), query), ['Items']);
});

test('a page without items at the end is a difference of its own', () => {
  const full = { ...page(item('a', '1')), LastEvaluatedKey: item('a', '1') };
  assert.equal(aspects(served(full, page()), served(page(item('a', '1'))), query), ['empty last page']);
});

test('refusals differ by error, or by message', () => {
  const conditional = refused('ConditionalCheckFailedException', 'The conditional request failed');
  assert.equal(aspects(conditional, conditional, query), []);
  assert.equal(aspects(conditional, refused('ValidationException', 'x'), query), ['error']);
  assert.equal(aspects(refused('ValidationException', 'y'), refused('ValidationException', 'x'), query), ['message']);
  assert.equal(aspects(conditional, served(page()), query), ['outcome']);
});

test.run();
