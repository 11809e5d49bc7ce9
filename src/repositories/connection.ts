import type { DynamoDb, OperationName } from '../domain/dynamodb.ts';
import { ServiceError } from '../domain/errors.ts';
import type { CallOptions } from './call-options.ts';
import type { Request } from './requests/request.ts';
import { type RetryPolicy, withRetries } from './retry.ts';

/** An adapter and how patient to be with it. */
export interface Connection {
  readonly db: DynamoDb;
  readonly retry: RetryPolicy;
}

/**
 * Sends a request, again if need be, and reads the answer.
 *
 * @throws DynarepoError - what the request makes of the service's refusal.
 */
export async function send<N extends OperationName, Result>(
  { db, retry }: Connection,
  { operation, input, decode, translateError: refusal }: Request<N, Result>,
  { abortSignal }: CallOptions = {},
): Promise<Result> {
  const output = await withRetries(retry, abortSignal, async ({ mayBeDone }) => {
    try {
      return await db.execute(operation, input, { abortSignal });
    } catch (error) {
      throw error instanceof ServiceError ? refusal(error, mayBeDone) : error;
    }
  });
  return decode(output);
}
