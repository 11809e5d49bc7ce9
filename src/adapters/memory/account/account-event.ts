/**
 * Something that happens to an account at a later time without a request. The table of handlers (`event-handlers.ts`) has
 * one for each kind.
 */
export type AccountEvent = TableCreated | TableDeleted;

/** A table that is CREATING becomes ACTIVE. */
export interface TableCreated {
  readonly kind: 'table created';
  readonly tableName: string;
  /** Tells the table from a later one of the same name. */
  readonly tableId: string;
}

/** A table that is DELETING disappears. */
export interface TableDeleted {
  readonly kind: 'table deleted';
  readonly tableName: string;
  readonly tableId: string;
}
