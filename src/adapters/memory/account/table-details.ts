import type { StreamViewType } from './stream.ts';

/** The parts of a table's description besides its schema, sizes and counts. */
export interface TableDetails {
  readonly status: TableStatus;
  /** A UUID, unique among all tables ever created in the account. */
  readonly id: string;
  readonly arn: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly createdAtMs: number;
  readonly billing: Billing;
  readonly tableClass: 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS' | undefined;
  readonly deletionProtection: boolean;
  /** The latest stream; `undefined` for a table that never had one. */
  readonly stream: TableStream | undefined;
  /** Values by key; `undefined` for a table without tags. */
  readonly tags: ReadonlyMap<string, string> | undefined;
}

/** The status of a table. A table serves requests while it is ACTIVE or UPDATING. */
export type TableStatus = 'CREATING' | 'UPDATING' | 'ACTIVE' | 'DELETING';

/** The latest stream of a table, which may be disabled. The account has the stream itself, up to a day after it was disabled. */
export interface TableStream {
  readonly arn: string;
  readonly label: string;
  readonly viewType: StreamViewType;
  /** Whether the table has a stream by its settings; its status follows. */
  readonly isEnabled: boolean;
}

/** How a table's capacity is billed, and how much of it is provisioned. */
export type Billing =
  | { readonly mode: 'PAY_PER_REQUEST' }
  | {
      readonly mode: 'PROVISIONED';
      readonly capacity: Capacity;
      /** Of global secondary indexes, by name. */
      readonly indexCapacity: ReadonlyMap<string, Capacity>;
    };

/** Capacity units per second. */
export interface Capacity {
  readonly read: number;
  readonly write: number;
}
