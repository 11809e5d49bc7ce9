import type { Billing, ThroughputSettings } from './billing.ts';

/** An update that a table is UPDATING for, with what it changes when it ends. */
export type TableUpdate = CapacityUpdate | TableClassUpdate | IndexCreation | IndexDeletion | StreamUpdate;

/** Changes billing mode, provisioned capacity, on-demand maxima or warm throughput. */
export interface CapacityUpdate {
  readonly kind: 'capacity';
  /** What the request changed. */
  readonly aspect: 'throughput' | 'billing mode' | 'warm throughput';
  readonly billing: Billing;
  readonly throughput: ThroughputSettings | undefined;
  readonly indexThroughput: ReadonlyMap<string, ThroughputSettings> | undefined;
}

/** The storage class of a table. */
export type TableClass = 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS';

/** Changes the table class. */
export interface TableClassUpdate {
  readonly kind: 'table class';
  readonly tableClass: TableClass;
}

/** Allocates a new index, which is backfilled afterwards. */
export interface IndexCreation {
  readonly kind: 'index creation';
  readonly indexName: string;
  /** How long the backfill takes, in milliseconds. */
  readonly backfillMs: number;
}

/** Deletes an index. */
export interface IndexDeletion {
  readonly kind: 'index deletion';
  readonly indexName: string;
}

/** Enables a new stream, or disables the one that the table has; the table's details name it. */
export interface StreamUpdate {
  readonly kind: 'stream';
  readonly operation: 'ENABLE' | 'DISABLE';
}
