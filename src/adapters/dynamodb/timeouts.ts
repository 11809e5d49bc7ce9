import type { OperationName } from '../../domain/dynamodb.ts';
import { DynarepoError } from '../../domain/errors.ts';

/** Returns the error of a request without a response in time. */
export function timeoutError(operation: OperationName, timeoutMs: number): DynarepoError {
  return new DynarepoError('NO_RESPONSE', `${operation} got no response within ${timeoutMs} ms`, { retryable: true });
}
