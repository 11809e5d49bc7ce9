import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import type { Failure } from './replay.ts';
import { shrink } from './shrink.ts';
import type { Step } from './step.ts';

const test = suite('shrinking');

const differences = [{ aspect: 'Items', memory: 'one', local: 'other' }] as const;

/** Fails at the first query with a filter on `b` after a put of an item with an attribute `b`. */
async function attempt(steps: readonly Step[]): Promise<Failure | undefined> {
  const put = steps.findIndex(({ operation, input }) => operation === 'PutItem' && 'b' in Object(input.Item));
  const index = steps.findIndex(
    ({ operation, input }, at) =>
      put >= 0 && at > put && operation === 'Query' && /\bb = :1/.test(String(input.FilterExpression)),
  );
  const step = steps[index];
  return step === undefined ? undefined : { index, step, differences };
}

const put = (Item: object): Step => ({ operation: 'PutItem', input: { TableName: 'T0', Item } });
const query: Step = {
  operation: 'Query',
  input: {
    TableName: 'T0',
    KeyConditionExpression: 'pk = :0',
    FilterExpression: 'a = :0 AND b = :1 OR c = :2',
    ExpressionAttributeValues: { ':0': { S: 'x' }, ':1': { S: 'y' }, ':2': { S: 'z' } },
  },
  limits: [1, 2],
};

test('removes steps, members, attributes and clauses that are not needed for the failure', async () => {
  const steps = [put({ a: { S: 'x' } }), put({ a: { S: 'x' }, b: { L: [{ S: 'y' }] } }), put({}), query, put({})];
  const failure = await attempt(steps);
  assert.ok(failure);
  assert.equal(await shrink(steps, failure as Failure, attempt), [
    { operation: 'PutItem', input: { Item: { b: {} } } },
    { operation: 'Query', input: { FilterExpression: 'b = :1' } },
  ]);
});

test('does not switch to a failure of another kind', async () => {
  const other: Failure = { index: 0, step: query, differences: [{ aspect: 'counts', memory: '1', local: '2' }] };
  const steps = [put({ b: {} }), query];
  const failure = await attempt(steps);
  const shrunk = await shrink(steps, failure as Failure, async (each) => (await attempt(each)) ?? other);
  assert.is(shrunk.length, 2);
});

test.run();
