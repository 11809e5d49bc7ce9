/** The counts of a table at the start of a period of six hours, taken before the first change in it. */
export interface TableStatistics {
  /** Counts the periods since 1970-01-01 UTC. */
  readonly period: number;
  readonly table: Counts;
  /** By name of the index. */
  readonly indexes: ReadonlyMap<string, Counts>;
}

/** Items or index entries, and their bytes. */
export interface Counts {
  readonly itemCount: number;
  readonly sizeBytes: number;
}
