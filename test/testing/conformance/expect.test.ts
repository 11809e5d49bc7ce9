import * as assert from 'uvu/assert';
import { ServiceError } from '../../../src/domain/errors.ts';
import {
  ConformanceFailure,
  expectEqual,
  expectRejection,
  expectSameElements,
} from '../../../src/testing/conformance/expect.ts';
import { suite } from '../../support/suite.ts';

const test = suite('conformance assertions');

const rejected = () => Promise.reject(new ServiceError('ValidationException', 'No.'));

test('expectRejection accepts the expected error and message', async () => {
  const error = await expectRejection(rejected(), { message: 'No.' });
  assert.is(error.message, 'No.');
  await expectRejection(rejected(), { message: /^N/ });
});

test('expectRejection fails for an output, another message or another error', async () => {
  const succeeded = await failureOf(() =>
    expectRejection(Promise.resolve({ Count: 1, requestId: 'x' }), { message: 'No.' }),
  );
  assert.is(succeeded.outcome, 'succeeded: {Count: 1}');
  const otherMessage = await failureOf(() => expectRejection(rejected(), { message: 'Never.' }));
  assert.is(otherMessage.outcome, 'ValidationException: No.');
  assert.is(otherMessage.expected, 'ValidationException: Never.');
  const otherError = await failureOf(() =>
    expectRejection(rejected(), { error: 'ThrottlingException', message: 'No.' }),
  );
  assert.is(otherError.outcome, 'ValidationException: No.');
});

test('expectSameElements ignores the order of elements, not how often they occur', async () => {
  expectSameElements([{ a: 1 }, { b: 2 }], [{ b: 2 }, { a: 1 }]);
  await failureOf(() => expectSameElements([1, 1, 2], [1, 2, 2]));
  await failureOf(() => expectSameElements(undefined, []));
});

test('a failure reports the difference and truncates long values', async () => {
  const failure = await failureOf(() => expectEqual({ a: 'x'.repeat(5000) }, { a: 'y' }, 'the item'));
  assert.match(failure.message, /^the item differs: a: expected "y", got "xxx/);
  assert.match(failure.message, /… \([0-9]+ characters\)$/);
});

test.run();

async function failureOf(run: () => unknown): Promise<ConformanceFailure> {
  try {
    await run();
  } catch (error) {
    if (error instanceof ConformanceFailure) return error;
    throw error;
  }
  throw new Error('nothing failed');
}
