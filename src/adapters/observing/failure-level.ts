import { AbortedError } from '../../domain/errors.ts';
import { isExpectedError } from '../../domain/requests/is-expected-error.ts';
import type { FailureEvent } from './events.ts';

/** A level of a log. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'off';

/**
 * Returns the level of a failure.
 *
 * @param expected - the level of failures that are part of normal operation.
 */
export function failureLevel({ error, operation, retryable }: FailureEvent, expected: LogLevel): LogLevel {
  if (isExpectedError(operation, error)) return expected;
  if (error instanceof AbortedError) return isTimeout(error.cause) ? 'warn' : expected;
  return retryable ? 'warn' : 'error';
}

/** Returns whether a request was ended because its time was over, such as by `AbortSignal.timeout`. */
function isTimeout(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError';
}
