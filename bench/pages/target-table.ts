import { markdownTable } from '../comparison/page-tables.ts';
import type { ReportRow, Results } from '../report.ts';
import { columns } from '../targets/engine-rows.ts';
import { mostColumn, targetPrefix } from '../targets/targets.ts';

/** A target as measured. */
export interface TargetResult {
  readonly title: string;
  readonly unit: ReportRow['unit'];
  /** The earlier build; `undefined` where it was not measured. */
  readonly today: number | undefined;
  readonly own: number;
  readonly most: number;
}

/** Returns the targets of a run, in order. */
export function targetResults({ rows }: Pick<Results, 'rows'>): readonly TargetResult[] {
  return rows.flatMap(({ title, unit, values }) => {
    const { [columns.today]: today, [columns.own]: own, [mostColumn]: most } = values;
    if (!title.startsWith(targetPrefix) || own === undefined || most === undefined) return [];
    return [{ title: title.slice(targetPrefix.length), unit, today, own, most }];
  });
}

/** Returns the targets as a table of Markdown. */
export function targetTable(results: readonly TargetResult[]): string {
  return markdownTable(
    ['', 'today', 'now', 'target', ''],
    results.map(({ title, today, own, most }) => [
      title,
      today === undefined ? '–' : figure(today),
      figure(own),
      `≤ ${figure(most)}`,
      own <= most ? 'met' : 'missed',
    ]),
  );
}

/** Prints a measured figure with three digits, so that one just above a target does not look like it. */
export function figure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}
