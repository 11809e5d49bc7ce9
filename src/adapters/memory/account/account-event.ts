/**
 * An event that changes an account at a later time, without a request. `event-handlers.ts` has a handler for each
 * kind.
 */
export type AccountEvent =
  | StreamDisabled
  | StreamEnabled
  | StreamExpired
  | StreamRolledOver
  | TableCreated
  | TableDeleted;

/** A table that is CREATING becomes ACTIVE. */
export interface TableCreated {
  readonly kind: 'table created';
  readonly tableName: string;
  /** Distinguishes the table from a later one with the same name. */
  readonly tableId: string;
}

/** A table that is DELETING disappears. */
export interface TableDeleted {
  readonly kind: 'table deleted';
  readonly tableName: string;
  readonly tableId: string;
}

/** A stream that is ENABLING becomes ENABLED. */
export interface StreamEnabled {
  readonly kind: 'stream enabled';
  readonly arn: string;
}

/** A stream that is DISABLING becomes DISABLED. */
export interface StreamDisabled {
  readonly kind: 'stream disabled';
  readonly arn: string;
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
