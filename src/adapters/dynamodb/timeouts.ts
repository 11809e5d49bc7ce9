import type { OperationName } from '../../domain/dynamodb.ts';
import { DynarepoError } from '../../domain/errors.ts';

/** Returns the error of a request without a response in time. */
export function timeoutError(operation: OperationName, timeoutMs: number): DynarepoError {
  return new DynarepoError('NO_RESPONSE', `${operation} got no response within ${timeoutMs} ms`, { retryable: true });
}

/**
 * Checks a timeout.
 *
 * @throws DynarepoError - `BAD_INPUT`: not a number of milliseconds above 0.
 */
export function checkTimeout(name: string, timeoutMs: number): void {
  if (typeof timeoutMs === 'number' && timeoutMs > 0) return;
  throw new DynarepoError('BAD_INPUT', `${name} must be a number of milliseconds above 0`);
}
