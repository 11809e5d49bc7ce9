import { type CancellationReason, ServiceError } from '../../domain/errors.ts';
import { expectEqual, expectRejection } from './expect.ts';

/** Every action that doesn't cause the cancellation has this reason. */
export const none: CancellationReason = { Code: 'None' };

/** The reason of an action whose condition isn't met and whose request doesn't ask for the item, or has none. */
export const conditionFailed: CancellationReason = {
  Code: 'ConditionalCheckFailed',
  Message: 'The conditional request failed',
};

/** Returns the reason of an action that is invalid. */
export function invalid(Message: string): CancellationReason {
  return { Code: 'ValidationError', Message };
}

/**
 * Asserts that a transaction is cancelled for these reasons, in the order of its actions.
 *
 * @throws ConformanceFailure - it succeeds, or fails differently.
 */
export async function expectCancelled(
  request: Promise<unknown>,
  reasons: readonly CancellationReason[],
): Promise<void> {
  const error = await expectRejection(request, {
    error: 'TransactionCanceledException',
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
  });
  const found = error instanceof ServiceError ? error.cancellationReasons : undefined;
  expectEqual(found, reasons, 'the cancellation reasons');
}
