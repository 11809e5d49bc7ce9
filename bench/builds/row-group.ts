import type { BenchItem } from '../items.ts';
import type { Run } from '../slices.ts';
import type { Build } from './build.ts';

/** Rows that are measured on the same database. */
export interface RowGroup<Row extends string = string> {
  readonly title: string;
  readonly itemCount: number;
  readonly rows: readonly Row[];
  /**
   * Creates a database of the build with the items, and returns what the rows execute.
   *
   * @throws MissingExport - the build lacks something that all these rows need.
   */
  readonly prepare: (build: Build, items: readonly BenchItem[]) => Promise<Readonly<Record<Row, Run>>>;
}

/** Returns the title of a row, by which it is chosen and printed. */
export function titleOf({ title }: RowGroup, row: string): string {
  return `${title}: ${row}`;
}
