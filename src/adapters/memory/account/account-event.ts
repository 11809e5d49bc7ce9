/**
 * An event that changes an account at a later time, without a request. `event-handlers.ts` has a handler for each
 * kind.
 */
export type AccountEvent =
  | EncryptionUpdated
  | IndexBackfilled
  | StreamExpired
  | StreamRolledOver
  | SweepDue
  | TableCreated
  | TableDeleted
  | TableUpdated
  | TimeToLiveChanged
  | TokenExpired;

/** What the events of tables have in common. */
export interface TableEvent {
  readonly tableName: string;
  /** Distinguishes the table from a later one with the same name. */
  readonly tableId: string;
}

/** The expired items of a table are deleted. */
export interface SweepDue extends TableEvent {
  readonly kind: 'sweep due';
}

/** A table that is CREATING becomes ACTIVE. */
export interface TableCreated extends TableEvent {
  readonly kind: 'table created';
}

/** A table that is DELETING disappears. */
export interface TableDeleted extends TableEvent {
  readonly kind: 'table deleted';
}

/** The open shards of a stream are closed, and others continue them. */
export interface StreamRolledOver {
  readonly kind: 'stream rolled over';
  readonly arn: string;
}

/** A stream that is DISABLED disappears with its records. */
export interface StreamExpired {
  readonly kind: 'stream expired';
  readonly arn: string;
}

/** A table's time to live that is ENABLING becomes ENABLED, one that is DISABLING becomes DISABLED. */
export interface TimeToLiveChanged extends TableEvent {
  readonly kind: 'time to live changed';
}

/** The client request token of a transaction is forgotten. */
export interface TokenExpired {
  readonly kind: 'token expired';
  readonly token: string;
}

/** A table that is UPDATING becomes ACTIVE, with what its update changes. */
export interface TableUpdated extends TableEvent {
  readonly kind: 'table updated';
}

/** The encryption of a table has its new key. */
export interface EncryptionUpdated extends TableEvent {
  readonly kind: 'encryption updated';
}

/** A new index of a table has the entries of all items and becomes ACTIVE. */
export interface IndexBackfilled extends TableEvent {
  readonly kind: 'index backfilled';
  readonly indexName: string;
}
