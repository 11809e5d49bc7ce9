/** What a table's description says beside its schema, sizes and counts. */
export interface TableDetails {
  readonly status: 'CREATING' | 'ACTIVE' | 'DELETING';
  /** When a table that is being created becomes ACTIVE, or one that is being deleted goes. */
  readonly changesAtMs?: number;
  /** A UUID, another one for each table ever created. */
  readonly id: string;
  readonly arn: string;
  readonly createdAtMs: number;
  readonly billing: Billing;
  readonly tableClass: 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS' | undefined;
  readonly deletionProtection: boolean;
}

/** How capacity is paid for, and how much of it there is where it is provisioned. */
export type Billing =
  | { readonly mode: 'PAY_PER_REQUEST' }
  | {
      readonly mode: 'PROVISIONED';
      readonly capacity: Capacity;
      /** Of global secondary indexes, by name. */
      readonly indexCapacity: ReadonlyMap<string, Capacity>;
    };

/** Capacity units a second. */
export interface Capacity {
  readonly read: number;
  readonly write: number;
}
