import type { TimeToLive } from './time-to-live.ts';

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
  /** Values by key; `undefined` for a table without tags. */
  readonly tags: ReadonlyMap<string, string> | undefined;
  /** The latest change of the tags that takes time; `undefined` if none did. */
  readonly tagChange: TagChange | undefined;
  /** `undefined` for a table whose time to live was never changed. */
  readonly timeToLive: TimeToLive | undefined;
}

/** A change of tags: until it ends, clients see the previous tags. */
export interface TagChange {
  readonly previous: ReadonlyMap<string, string> | undefined;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly endsAtMs: number;
}

/** The status of a table. A table serves requests while it is ACTIVE or UPDATING. */
export type TableStatus = 'CREATING' | 'UPDATING' | 'ACTIVE' | 'DELETING';

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
