import { DynarepoError } from '../../../domain/errors.ts';
import type { Account } from '../account/account.ts';

declare const brand: unique symbol;

/** Everything a `MemoryDynamoDb` held at one moment. It never changes, and any `MemoryDynamoDb` can be restored to it. */
export interface Snapshot {
  readonly [brand]: 'snapshot of a MemoryDynamoDb';
}

const databases = new WeakMap<object, Account>();

/** Wraps up a database that nobody works on any more. */
export function toSnapshot(database: Account): Snapshot {
  const snapshot = Object.freeze({}) as Snapshot; // the brand is there for the compiler only
  databases.set(snapshot, database);
  return snapshot;
}

/**
 * The database in a snapshot.
 *
 * @throws DynarepoError - BAD_INPUT: it is no snapshot of the memory adapter's.
 */
export function fromSnapshot(snapshot: Snapshot): Account {
  const database = databases.get(snapshot);
  if (database === undefined) {
    throw new DynarepoError(
      'BAD_INPUT',
      'restore takes what snapshot() of a MemoryDynamoDb returned, and nothing else',
    );
  }
  return database;
}
