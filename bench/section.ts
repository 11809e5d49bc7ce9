import type { Report } from './report.ts';
import type { Effort } from './slices.ts';

/** Rows that are measured and printed together. */
export interface Section {
  /** All rows, by the titles with which `--rows` chooses them. */
  readonly titles: readonly string[];
  /** Measures the chosen rows, prints their table and adds them to the report. */
  readonly measure: (chosen: ReadonlySet<string>, measurement: SectionMeasurement) => Promise<void>;
}

/** How long to measure, and where the rows go. */
export interface SectionMeasurement {
  readonly effort: Effort;
  readonly report: Report;
}
