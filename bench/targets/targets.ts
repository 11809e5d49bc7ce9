import { callTitle, libraryColumns } from '../comparison/library-rows.ts';
import type { Report, ReportRow } from '../report.ts';
import { count, line } from '../table-text.ts';
import { serverColumns } from '../transports/transport-engines.ts';
import { type TransportRequest, transportRequests } from '../transports/transport-requests.ts';
import { ownTableTitles, transportTitle } from '../transports/transport-rows.ts';
import { columns, engineTitle, smallColumn } from './engine-rows.ts';
import { copyOperations, type EngineTable } from './engines.ts';
import { freshTitles } from './fresh-process.ts';
import { heapTitles } from './heap-rows.ts';

/** A measured value or a quotient of two, and how much it may be. */
export interface Target {
  readonly title: string;
  readonly most: number;
  /** The row that is looked at. */
  readonly row: string;
  /** Divides by another column; it depends on the column that is looked at. */
  readonly toColumn?: (column: string) => string;
  /** Divides by another row. Default: the same. */
  readonly toRow?: string;
}

type PointRequest = 'get' | 'put' | 'update';

const engine = (itemCount: number, indexes: EngineTable['indexes'], operation: Parameters<typeof engineTitle>[1]) =>
  engineTitle({ itemCount, indexes }, operation);

/** Of the other requests: 0.6. */
const toDynoxide: Readonly<Partial<Record<TransportRequest, number>>> = {
  put: 0.25,
  update: 0.35,
  'batch write of 25': 0.2,
};

/** What is aimed at, in the order of the table. */
export const targets: readonly Target[] = [
  ...transportRequests.map((request) => ({
    title: `HTTP ${request}, to Dynoxide`,
    most: toDynoxide[request] ?? 0.6,
    row: transportTitle(request),
    toColumn: () => serverColumns.dynoxide,
  })),
  {
    title: 'HTTP get, to node:http with a canned response',
    most: 1.5,
    row: transportTitle('get'),
    toColumn: () => serverColumns.canned,
  },
  ...clonedTargets(1_000, { get: 0.25, put: 0.6 }),
  ...clonedTargets(100_000, { get: 0.5, put: 0.9 }),
  ...[1_000, 100_000].map((itemCount) => ({
    title: `update to put, ${count(itemCount)} items`,
    most: 0.6,
    row: engine(itemCount, 0, 'update'),
    toRow: engine(itemCount, 0, 'put'),
  })),
  {
    title: 'query of 50 to 50 × structuredClone',
    most: 0.06,
    row: engine(1_000, 0, 'query of 50'),
    toColumn: () => columns.cloned,
  },
  ...(['get', 'put', 'update'] as const).map((operation) => ({
    title: `${operation} at 1,000,000 items to 1,000`,
    most: 2.5,
    row: engine(1_000_000, 0, operation),
    toColumn: smallColumn,
  })),
  ...(['put', 'update'] as const).map((operation) => ({
    title: `${operation} with 5 indexes to none, 100,000 items`,
    most: 1.3,
    row: engine(100_000, 5, operation),
    toRow: engine(100_000, 0, operation),
  })),
  ...todayTargets(0, { get: 1 / 4, put: 1 / 2, update: 1 / 3.5 }),
  ...todayTargets(5, { get: 1 / 5, put: 1 / 5, update: 1 / 5 }),
  { title: `${freshTitles.requests}, to today`, most: 0.35, row: freshTitles.requests, toColumn: () => columns.today },
  { title: `${freshTitles.import}, to today`, most: 0.2, row: freshTitles.import, toColumn: () => columns.today },
  { title: heapTitles.item, most: 1.4, row: heapTitles.item },
  { title: heapTitles.entry, most: 150, row: heapTitles.entry },
  {
    title: 'a test with its own table over HTTP, to Dynoxide',
    most: 1,
    row: ownTableTitles.http,
    toColumn: () => serverColumns.dynoxide,
  },
  {
    title: 'the same test on a fork in process, to Dynoxide',
    most: 1 / 50,
    row: ownTableTitles.fork,
    toRow: ownTableTitles.http,
    toColumn: () => serverColumns.dynoxide,
  },
  {
    title: 'query 50 through a repository, to the bare SDK',
    most: 1.1,
    row: callTitle('query 50 items'),
    toColumn: () => libraryColumns.sdk,
  },
  ...copyOperations.slice(0, 3).map((operation) => ({
    title: `${operation} at 1,000,000 items, in nanoseconds`,
    most: 5_000,
    row: engine(1_000_000, 0, operation),
  })),
];

/** Prints each target whose rows were measured, beside the earlier build, and adds them to the report. */
export function reportTargets(report: Report, { judges = true }: { readonly judges?: boolean } = {}): void {
  const print = (texts: readonly string[]) => report.log(line(texts, [58, 12]));
  const measured = targets.filter((target) => Number.isFinite(quotientOf(report, target, columns.own)));
  if (measured.length === 0) return;
  report.log('\ntargets: values from above and their quotients, for people to compare; nothing fails on them');
  print(['', columns.today, columns.own, 'at most']);
  for (const target of measured) {
    const { title, most } = target;
    const [today, own] = [columns.today, columns.own].map((column) => quotientOf(report, target, column));
    const values = { [columns.today]: today ?? Number.NaN, [columns.own]: own ?? Number.NaN, [mostColumn]: most };
    report.add({ title: `${targetPrefix}${title}`, unit: unitOf(report, target), values });
    const judgement = judges ? ((own ?? 0) > most ? 'missed' : 'met') : 'not judged';
    print([title, quotient(today), quotient(own), quotient(most), judgement]);
  }
}

/** The titles of the report's rows on targets begin with it. */
export const targetPrefix = 'target: ';

/** The column of what is aimed at. */
export const mostColumn = 'at most';

function clonedTargets(itemCount: number, most: Readonly<Record<'get' | 'put', number>>): readonly Target[] {
  return (['get', 'put'] as const).map((operation) => ({
    title: `${operation} to Map + structuredClone, ${count(itemCount)} items`,
    most: most[operation],
    row: engine(itemCount, 0, operation),
    toColumn: () => columns.cloned,
  }));
}

function todayTargets(
  indexes: EngineTable['indexes'],
  most: Readonly<Record<PointRequest, number>>,
): readonly Target[] {
  return (['get', 'put', 'update'] as const).map((operation) => ({
    title: `${operation} to today, 100,000 items, ${indexes} indexes`,
    most: most[operation],
    row: engine(100_000, indexes, operation),
    toColumn: () => columns.today,
  }));
}

function quotientOf(report: Report, { row, toColumn, toRow }: Target, column: string): number {
  const value = report.valueOf(row, column);
  if (toColumn === undefined && toRow === undefined) return value;
  return value / report.valueOf(toRow ?? row, toColumn?.(column) ?? column);
}

function unitOf({ rows }: Report, { row, toColumn, toRow }: Target): ReportRow['unit'] {
  const isQuotient = toColumn !== undefined || toRow !== undefined;
  return (isQuotient ? undefined : rows.find(({ title }) => title === row)?.unit) ?? 'ratio';
}

function quotient(value = Number.NaN): string {
  if (Number.isNaN(value)) return '–';
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size < 0.1 ? 3 : 2);
}
