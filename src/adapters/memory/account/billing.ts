/** How a table's capacity is billed, and how much of it is provisioned. */
export type Billing =
  | {
      readonly mode: 'PAY_PER_REQUEST';
      /** When the mode was set: milliseconds since 1970-01-01 UTC; `undefined` if the table was created with it. */
      readonly onDemandAtMs: number | undefined;
    }
  | {
      readonly mode: 'PROVISIONED';
      readonly capacity: Capacity;
      /** Of global secondary indexes, by name. */
      readonly indexCapacity: ReadonlyMap<string, Capacity>;
      /** When on-demand billing was last set; `undefined` if it never was. */
      readonly onDemandAtMs: number | undefined;
    };

/** Capacity units per second. */
export interface Capacity {
  readonly read: number;
  readonly write: number;
}

/** What a table or a global secondary index has besides its provisioned capacity. Times are milliseconds since 1970-01-01 UTC. */
export interface ThroughputSettings {
  /** Maximum request units per second of on-demand billing; `undefined` for no maximum. */
  readonly maximum: { readonly [Direction in keyof Capacity]: number | undefined };
  /** Warm throughput that a request asked for. */
  readonly warm: Capacity | undefined;
  readonly increasedAtMs: number | undefined;
  readonly decreasedAtMs: number | undefined;
  /** Decreases on the UTC day of the last one. */
  readonly decreasesThatDay: number;
}
