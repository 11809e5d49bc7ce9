import type { DynamoDb, ExecuteOptions, Input, OperationName, Output } from './dynamodb.ts';

/**
 * Zero-copy execution for callers that only read the output: it runs an operation as `execute` does, but within the call,
 * and objects in its output can be the database's own. They never change, and callers must not modify them; an item that
 * is the same object as an earlier one is unchanged.
 */
export type ExecuteShared = <N extends OperationName>(
  operation: N,
  input: Input<N>,
  options?: ExecuteOptions,
) => Output<N>;

/** The zero-copy execution of a database. */
export interface SharedExecution {
  /** The database's `execute`, for which `executeShared` is a replacement. */
  readonly execute: DynamoDb['execute'];
  readonly executeShared: ExecuteShared;
}

const registered = new WeakMap<DynamoDb, SharedExecution>();
const finders: ((db: DynamoDb) => SharedExecution | undefined)[] = [];

/** Registers the zero-copy execution of a database that executes each request within the call of `execute`. */
export function registerSharedExecution(db: DynamoDb, sharedExecution: SharedExecution): void {
  registered.set(db, sharedExecution);
}

/**
 * Registers those of all databases of one kind.
 *
 * @param find - is called when one is first asked for, because most forks never are; returns `undefined` for any other database.
 */
export function registerSharedExecutions(find: (db: DynamoDb) => SharedExecution | undefined): void {
  finders.push(find);
}

/**
 * Returns the zero-copy execution of a database, if it is registered and `execute` was not replaced or wrapped, for
 * example by a spy or decorator: that must see every request.
 */
export function sharedExecutionOf(db: DynamoDb): ExecuteShared | undefined {
  if (!registered.has(db)) findExecution(db);
  const sharedExecution = registered.get(db);
  return sharedExecution?.execute === db.execute ? sharedExecution?.executeShared : undefined;
}

function findExecution(db: DynamoDb): void {
  for (const find of finders) {
    const found = find(db);
    if (found !== undefined) registered.set(db, found);
  }
}
