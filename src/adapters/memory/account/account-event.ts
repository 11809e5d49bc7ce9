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

/** The expired items of a table are deleted. */
export interface SweepDue {
  readonly kind: 'sweep due';
  readonly tableName: string;
  /** Distinguishes the table from a later one with the same name. */
  readonly tableId: string;
}

/** A table that is CREATING becomes ACTIVE. */
export interface TableCreated {
  readonly kind: 'table created';
  readonly tableName: string;
  readonly tableId: string;
}

/** A table that is DELETING disappears. */
export interface TableDeleted {
  readonly kind: 'table deleted';
  readonly tableName: string;
  readonly tableId: string;
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
export interface TimeToLiveChanged {
  readonly kind: 'time to live changed';
  readonly tableName: string;
  readonly tableId: string;
}
/** The client request token of a transaction is forgotten. */
export interface TokenExpired {
  readonly kind: 'token expired';
  readonly token: string;
}

/** A table that is UPDATING becomes ACTIVE, with what its update changes. */
export interface TableUpdated {
  readonly kind: 'table updated';
  readonly tableName: string;
  readonly tableId: string;
}

/** The encryption of a table has its new key. */
export interface EncryptionUpdated {
  readonly kind: 'encryption updated';
  readonly tableName: string;
  readonly tableId: string;
}

/** A new index of a table has the entries of all items and becomes ACTIVE. */
export interface IndexBackfilled {
  readonly kind: 'index backfilled';
  readonly tableName: string;
  readonly tableId: string;
  readonly indexName: string;
}
