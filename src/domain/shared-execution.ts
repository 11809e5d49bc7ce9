import type { DynamoDb } from './dynamodb.ts';

/**
 * An offer to spare the copies of what is answered, for callers that only read it: `lend` runs an operation as `execute`
 * does, but objects in its answer can be the database's own. They never change, and must not be changed; an item that is
 * the same object as one before is the same item.
 */
export interface SharedExecution {
  /** What `lend` does the same as, but for the copies. */
  readonly execute: DynamoDb['execute'];
  readonly executeShared: DynamoDb['execute'];
}

const offers = new WeakMap<DynamoDb, SharedExecution>();

/** Makes an offer on behalf of a database. */
export function registerSharedExecution(db: DynamoDb, offer: SharedExecution): void {
  offers.set(db, offer);
}

/**
 * How a database lends, if it offers to. It does not where something else stands in the place of its `execute`, a spy
 * say, or before it, as a decorator does: that has to see every request.
 */
export function sharedExecutionOf(db: DynamoDb): DynamoDb['execute'] | undefined {
  const offer = offers.get(db);
  return offer !== undefined && offer.execute === db.execute ? offer.executeShared : undefined;
}
