import * as assert from 'uvu/assert';
import { type Attempt, inTime } from '../../../src/adapters/dynamodb/attempt.ts';
import { suite } from '../../support/suite.ts';

const test = suite('inTime');

test('leaves nothing in an attempt through which its output would be held', async () => {
  let kept: Attempt | undefined;
  const output = await inTime('GetItem', { requestTimeoutMs: 1_000 }, async (attempt) => {
    kept = attempt;
    attempt.cancel = () => {};
    return 'output';
  });
  assert.is(output, 'output');
  assert.is(kept?.onEnd, undefined);
  assert.is(kept?.cancel, undefined);
});

test.run();
