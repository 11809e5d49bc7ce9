import type { DynamoDb, OperationName } from '../domain/dynamodb.ts';
import { ServiceError } from '../domain/errors.ts';
import { respondsAtOnce } from '../domain/shared-execution.ts';
import type { CallOptions } from './call-options.ts';
import type { Request } from './requests/request.ts';
import { type RetryPolicy, withRetries } from './retry.ts';

/** An adapter and its retry policy. */
export interface Connection {
  readonly db: DynamoDb;
  readonly retry: RetryPolicy;
}

/**
 * Sends a request, with retries, and decodes the output.
 *
 * @throws DynarepoError - the service's error, translated by the request.
 */
export async function send<N extends OperationName, Result>(
  { db, retry }: Connection,
  { operation, input, decode, translateError }: Request<N, Result>,
  { abortSignal }: CallOptions = {},
): Promise<Result> {
  // A timer and a signal for each attempt would take as long as the request itself.
  const policy = respondsAtOnce(db) ? { ...retry, endsAttempts: false } : retry;
  const output = await withRetries(policy, abortSignal, async ({ mayBeApplied, abortSignal: attemptSignal }) => {
    try {
      return await db.execute(operation, input, { abortSignal: attemptSignal });
    } catch (error) {
      throw error instanceof ServiceError ? translateError(error, mayBeApplied) : error;
    }
  });
  return decode(output);
}
