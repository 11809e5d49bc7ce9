import type { Report, ReportRow } from '../report.ts';
import { line } from '../table-text.ts';
import { columns, engineTitle } from './engine-rows.ts';
import { freshTitles } from './fresh-process.ts';
import { heapTitles } from './heap-rows.ts';

/** A measured value or a quotient of two, and how much it may be. */
interface Target {
  readonly title: string;
  readonly most: number;
  /** The row that is looked at. */
  readonly row: string;
  /** Divides by another column of the same row. */
  readonly toColumn?: string;
  /** Divides by the same column of another row. */
  readonly toRow?: string;
}

/** Returns what is aimed at, in the order of the table. */
export const targets: readonly Target[] = [
  ...clonedTarget(1_000, { get: 0.25, put: 0.6 }),
  ...clonedTarget(100_000, { get: 0.5, put: 0.9 }),
  ...[1_000, 100_000].map((itemCount) => ({
    title: `update to put, ${itemCount.toLocaleString('en-US')} items`,
    most: 0.6,
    row: engineTitle({ itemCount, indexes: 0 }, 'update'),
    toRow: engineTitle({ itemCount, indexes: 0 }, 'put'),
  })),
  {
    title: 'query of 50 to 50 × structuredClone',
    most: 0.06,
    row: engineTitle({ itemCount: 1_000, indexes: 0 }, 'query of 50'),
    toColumn: columns.cloned,
  },
  ...(['get', 'put', 'update'] as const).map((operation) => ({
    title: `${operation} at 1,000,000 items to 1,000`,
    most: 2.5,
    row: engineTitle({ itemCount: 1_000_000, indexes: 0 }, operation),
    toRow: engineTitle({ itemCount: 1_000, indexes: 0 }, operation),
  })),
  ...(['put', 'update'] as const).map((operation) => ({
    title: `${operation} with 5 indexes to none, 100,000 items`,
    most: 1.3,
    row: engineTitle({ itemCount: 100_000, indexes: 5 }, operation),
    toRow: engineTitle({ itemCount: 100_000, indexes: 0 }, operation),
  })),
  ...todayTargets(0, { get: 1 / 4, put: 1 / 2, update: 1 / 3.5 }),
  ...todayTargets(5, { put: 1 / 5, update: 1 / 5 }),
  { title: `${freshTitles.requests}, to today`, most: 0.35, row: freshTitles.requests, toColumn: columns.today },
  { title: `${freshTitles.import}, to today`, most: 0.2, row: freshTitles.import, toColumn: columns.today },
  {
    title: 'fork at 1,000,000 items, in nanoseconds',
    most: 5_000,
    row: engineTitle({ itemCount: 1_000_000, indexes: 0 }, 'fork'),
  },
  { title: heapTitles.item, most: 1.4, row: heapTitles.item },
  { title: heapTitles.entry, most: 150, row: heapTitles.entry },
];

/** Prints each target whose rows were measured, beside the earlier build, and adds them to the report. */
export function reportTargets(report: Report): void {
  const print = (texts: readonly string[]) => report.log(line(texts, [58, 12]));
  const measured = targets.filter((target) => Number.isFinite(quotientOf(report, target, columns.own)));
  if (measured.length === 0) return;
  report.log('\ntargets: values from above and their quotients, for people to compare; nothing fails on them');
  print(['', columns.today, columns.own, 'at most']);
  for (const target of measured) {
    const [today, own] = [columns.today, columns.own].map((column) => quotientOf(report, target, column));
    const values = { [columns.today]: today ?? Number.NaN, [columns.own]: own ?? Number.NaN, 'at most': target.most };
    report.add({ title: `target: ${target.title}`, unit: unitOf(report, target), values });
    print([
      target.title,
      quotient(today),
      quotient(own),
      quotient(target.most),
      ...((own ?? 0) > target.most ? ['missed'] : ['met']),
    ]);
  }
}

function clonedTarget(itemCount: number, most: Readonly<Record<'get' | 'put', number>>): readonly Target[] {
  return (['get', 'put'] as const).map((operation) => ({
    title: `${operation} to Map + structuredClone, ${itemCount.toLocaleString('en-US')} items`,
    most: most[operation],
    row: engineTitle({ itemCount, indexes: 0 }, operation),
    toColumn: columns.cloned,
  }));
}

function todayTargets(
  indexes: 0 | 5,
  most: Readonly<Partial<Record<'get' | 'put' | 'update', number>>>,
): readonly Target[] {
  return (['get', 'put', 'update'] as const).flatMap((operation) => {
    const limit = most[operation];
    if (limit === undefined) return [];
    const title = `${operation} to today, 100,000 items, ${indexes} indexes`;
    const row = engineTitle({ itemCount: 100_000, indexes }, operation);
    return [{ title, most: limit, row, toColumn: columns.today }];
  });
}

function quotientOf(report: Report, { row, toColumn, toRow }: Target, column: string): number {
  const value = report.valueOf(row, column);
  if (toColumn !== undefined) return value / report.valueOf(row, toColumn);
  return toRow === undefined ? value : value / report.valueOf(toRow, column);
}

function unitOf({ rows }: Report, { row, toColumn, toRow }: Target): ReportRow['unit'] {
  const isQuotient = toColumn !== undefined || toRow !== undefined;
  return (isQuotient ? undefined : rows.find(({ title }) => title === row)?.unit) ?? 'ratio';
}

function quotient(value = Number.NaN): string {
  if (Number.isNaN(value)) return '–';
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
