import type { Input, OperationName } from '../../domain/dynamodb.ts';
import type { AdministrativeAction } from './administrative-action.ts';

/** A request that changed the account. */
export interface ChangingRequest {
  readonly operation: OperationName;
  /** The members that the service knows. */
  readonly input: Input<OperationName>;
  /** When it was executed: milliseconds since 1970-01-01 UTC. Executed at that time again, it changes the account equally. */
  readonly nowMs: number;
}

/** A change of the account other than by a request. */
export interface AdministrativeChange {
  readonly action: AdministrativeAction;
  /** When it was made: milliseconds since 1970-01-01 UTC. Made at that time again, it changes the account equally. */
  readonly nowMs: number;
}

/** Anything that changed the account, other than the passing of time. */
export type AccountChange = ChangingRequest | AdministrativeChange;

/**
 * Called with each change of the account, before its output is returned. If it throws, the change is undone, and
 * the request fails with what was thrown.
 */
export type ChangeObserver = (change: AccountChange) => void;

const observers = new WeakMap<object, ChangeObserver>();
/** Most programs have no observer, and a look into a weak map took a fiftieth of a GetItem. */
let hasObservers = false;

/** Sets the observer of a database's changes. Forks of the database don't have it. */
export function observeChanges(database: object, observer: ChangeObserver): void {
  hasObservers = true;
  observers.set(database, observer);
}

/** Returns the observer of a database's changes. */
export function changeObserverOf(database: object): ChangeObserver | undefined {
  return hasObservers ? observers.get(database) : undefined;
}
