import * as assert from 'uvu/assert';
import { ServiceError } from '../../../src/domain/errors.ts';
import {
  ConformanceFailure,
  expectEqual,
  expectRejection,
  expectSameElements,
} from '../../../src/testing/conformance/expect.ts';
import { suite } from '../../support/suite.ts';

const test = suite('expectations of behaviour');

const refused = () => Promise.reject(new ServiceError('ValidationException', 'No.'));

test('a refusal is met by error and message', async () => {
  const error = await expectRejection(refused(), { message: 'No.' });
  assert.is(error.message, 'No.');
  await expectRejection(refused(), { message: /^N/ });
});

test('a refusal is not met by an answer, another message or another error', async () => {
  const answered = await failureOf(() =>
    expectRejection(Promise.resolve({ Count: 1, requestId: 'x' }), { message: 'No.' }),
  );
  assert.is(answered.outcome, 'served: {Count: 1}');
  const worded = await failureOf(() => expectRejection(refused(), { message: 'Never.' }));
  assert.is(worded.outcome, 'ValidationException: No.');
  assert.is(worded.expected, 'ValidationException: Never.');
  const named = await failureOf(() => expectRejection(refused(), { error: 'ThrottlingException', message: 'No.' }));
  assert.is(named.outcome, 'ValidationException: No.');
});

test('lists of the same elements may differ in their order, not in how often an element is there', async () => {
  expectSameElements([{ a: 1 }, { b: 2 }], [{ b: 2 }, { a: 1 }]);
  await failureOf(() => expectSameElements([1, 1, 2], [1, 2, 2]));
  await failureOf(() => expectSameElements(undefined, []));
});

test('a failure tells what differs, and cuts long values', async () => {
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
