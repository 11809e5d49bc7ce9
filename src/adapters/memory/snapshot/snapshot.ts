import { DynarepoError } from '../../../domain/errors.ts';
import type { Account } from '../account/account.ts';

declare const brand: unique symbol;

/** Everything a `MemoryDynamoDb` held at one moment. It never changes, and any `MemoryDynamoDb` can be restored to it. */
export interface Snapshot {
  /** @hidden */
  readonly [brand]: 'snapshot of a MemoryDynamoDb';
}

const accounts = new WeakMap<object, Account>();

/** Returns a snapshot of an account that is no longer changed. */
export function toSnapshot(account: Account): Snapshot {
  const snapshot = Object.freeze({}) as Snapshot; // the brand is there for the compiler only
  accounts.set(snapshot, account);
  return snapshot;
}

/**
 * Returns the account in a snapshot.
 *
 * @throws DynarepoError - BAD_INPUT: it was not returned by `snapshot()`.
 */
export function fromSnapshot(snapshot: Snapshot): Account {
  const account = accounts.get(snapshot);
  if (account === undefined) {
    throw new DynarepoError('BAD_INPUT', 'this is not a snapshot: pass what snapshot() of a MemoryDynamoDb returned');
  }
  return account;
}
