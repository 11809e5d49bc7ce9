import type { DynamoDb, ExecuteOptions, Input, OperationName, Output } from './dynamodb.ts';

/** How long an attempt without a response may take, and the error that ends it then. */
export interface TimeLimit {
  readonly ms: number;
  readonly error: () => Error;
}

/**
 * Executes an operation as `execute` does, and ends the attempt itself when its time is over: it closes the connection, and rejects
 * with the error of the limit.
 */
export type ExecuteInTime = <N extends OperationName>(
  operation: N,
  input: Input<N>,
  options: ExecuteOptions & { readonly limit: TimeLimit },
) => Promise<Output<N>>;

/** The timed execution of an adapter. */
export interface TimedExecution {
  /** The adapter's `execute`, for which `executeInTime` is a replacement. */
  readonly execute: DynamoDb['execute'];
  readonly executeInTime: ExecuteInTime;
}

const registered = new WeakMap<DynamoDb, TimedExecution>();

/**
 * Registers the timed execution of an adapter, which has a timer for each request anyway. A second timer and an `AbortController`
 * between repository and adapter took a tenth of a call through the SDK.
 */
export function registerTimedExecution(db: DynamoDb, timedExecution: TimedExecution): void {
  registered.set(db, timedExecution);
}

/** Returns the timed execution of an adapter, if it is registered and `execute` was not replaced or wrapped. */
export function timedExecutionOf(db: DynamoDb): ExecuteInTime | undefined {
  const timedExecution = registered.get(db);
  return timedExecution?.execute === db.execute ? timedExecution?.executeInTime : undefined;
}
