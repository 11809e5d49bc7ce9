import { checkAdapter } from '../domain/check-adapter.ts';
import type { DynamoDb, Input, OperationName } from '../domain/dynamodb.ts';
import type { Clock } from '../domain/environment.ts';
import { ServiceError } from '../domain/errors.ts';
import type { OptionNames } from '../domain/options.ts';
import { sharedExecutionOf } from '../domain/shared-execution.ts';
import { timedExecutionOf } from '../domain/timed-execution.ts';
import { type CallOptions, callOptionNames } from './call-options.ts';
import type { CapacityCounter } from './capacity.ts';
import type { Request } from './requests/request.ts';
import { inTime, type RetryOptions, type RetryPolicy, retryPolicy, withRetries } from './retry.ts';

/** An adapter, its retry policy, and the clock of the repositories. */
export interface Connection {
  readonly db: DynamoDb;
  readonly retry: RetryPolicy;
  readonly clock: Clock;
  /** Counts the capacity that all requests consume. */
  readonly capacity: CapacityCounter | undefined;
}

/** How a connection retries, and its clock. */
export interface ConnectionOptions {
  /** How requests with retryable errors are retried; `false` turns retries off. */
  readonly retry?: RetryOptions | false | undefined;
  /** The clock for timestamps and expired items. Default: that of `retry`, which is the system clock by default. */
  readonly clock?: Clock | undefined;
  /** Counts the capacity that all calls consume. */
  readonly capacity?: CapacityCounter | undefined;
}

/** Option names of {@link ConnectionOptions}. */
export const connectionOptionNames: OptionNames<ConnectionOptions> = {
  retry: true,
  clock: 'clock',
  capacity: callOptionNames.capacity,
};

/**
 * Returns a connection; its clock is that of the retries by default.
 *
 * @param owner - what needs the adapter, for messages.
 * @throws DynarepoError - `BAD_INPUT`: `db` is not an adapter, or the options of the retries are invalid.
 */
export function toConnection(
  db: DynamoDb,
  { retry, clock, capacity }: ConnectionOptions = {},
  owner = 'a connection',
): Connection {
  checkAdapter(owner, db);
  const policy = retryPolicy(retry);
  return { db, retry: policy, clock: clock ?? policy.clock, capacity };
}

/**
 * Sends a request, with retries, and decodes the output.
 *
 * @throws DynarepoError - the service's error, translated by the request.
 */
export async function send<N extends OperationName, Result>(
  { db, retry, capacity: total }: Connection,
  { operation, input: given, decode, translateError, entities }: Request<N, Result>,
  { abortSignal, capacity = total }: CallOptions = {},
): Promise<Result> {
  const isCounted = capacity !== undefined && /Item|Query|Scan/.test(operation);
  const input: Input<N> = isCounted ? { ...given, ReturnConsumedCapacity: 'INDEXES' } : given;
  // Where the response is there at once, a timer and a signal for each attempt would take as long as the request itself.
  const shared = sharedExecutionOf(db);
  const executeInTime = timedExecutionOf(db);
  const output = await withRetries(retry, abortSignal, async ({ mayBeApplied, number, backoff }) => {
    const call = { entities, attempt: number };
    const limit = backoff.limit();
    const execute = (signal: AbortSignal | undefined) => db.execute(operation, input, { abortSignal: signal, call });
    try {
      if (shared) return await execute(abortSignal);
      if (limit && executeInTime) return await executeInTime(operation, input, { abortSignal, call, limit });
      return await inTime(limit, abortSignal, execute);
    } catch (error) {
      throw error instanceof ServiceError ? translateError(error, mayBeApplied) : error;
    }
  });
  if (isCounted) {
    capacity.record(operation, output);
    if (total !== undefined && !capacity.countsFor(total)) total.record(operation, output);
  }
  return decode(output);
}
