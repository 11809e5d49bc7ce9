import type { DynamoDb } from './dynamodb.ts';

/**
 * Zero-copy execution for callers that only read the output: `executeShared` runs an operation as `execute` does, but
 * objects in its output can be the database's own. They never change, and callers must not modify them; an item that
 * is the same object as an earlier one is unchanged.
 */
export interface SharedExecution {
  /** The database's `execute`, for which `executeShared` is a replacement. */
  readonly execute: DynamoDb['execute'];
  readonly executeShared: DynamoDb['execute'];
}

const registered = new WeakMap<DynamoDb, SharedExecution>();

/** Registers the zero-copy execution of a database that executes each request within the call of `execute`. */
export function registerSharedExecution(db: DynamoDb, sharedExecution: SharedExecution): void {
  registered.set(db, sharedExecution);
}

/**
 * Returns the zero-copy execution of a database, if it is registered and `execute` was not replaced or wrapped, for
 * example by a spy or decorator: that must see every request.
 */
export function sharedExecutionOf(db: DynamoDb): DynamoDb['execute'] | undefined {
  const sharedExecution = registered.get(db);
  return sharedExecution?.execute === db.execute ? sharedExecution?.executeShared : undefined;
}

/** Returns whether a database executes each request within the call of `execute`, so that no response can be missing. */
export function respondsAtOnce(db: DynamoDb): boolean {
  return sharedExecutionOf(db) !== undefined;
}
