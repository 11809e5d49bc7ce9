import type { Input, OperationName } from '../../domain/dynamodb.ts';

/** A request that changed the account. */
export interface ChangingRequest {
  readonly operation: OperationName;
  /** The members that the service knows. */
  readonly input: Input<OperationName>;
  /** When it was executed: milliseconds since 1970-01-01 UTC. Executed at that time again, it changes the account equally. */
  readonly nowMs: number;
}

/**
 * Called with each request that changed the account, before its output is returned. If it throws, the change is undone, and
 * the request fails with what was thrown.
 */
export type ChangeObserver = (request: ChangingRequest) => void;

const observers = new WeakMap<object, ChangeObserver>();

/** Sets the observer of a database's changes. Forks of the database don't have it. */
export function observeChanges(database: object, observer: ChangeObserver): void {
  observers.set(database, observer);
}

/** Returns the observer of a database's changes. */
export function changeObserverOf(database: object): ChangeObserver | undefined {
  return observers.get(database);
}
