import type { Build } from '../builds/build.ts';
import { type BenchItem, makeItem, withShape } from '../items.ts';
import type { ReportRow } from '../report.ts';
import type { Section } from '../section.ts';
import { measureSlices, type Run, type Runner, type Slices, workedNs } from '../slices.ts';
import { percentile } from '../statistics.ts';
import { count, line, microseconds, times } from '../table-text.ts';
import {
  copyOperations,
  type EngineOperation,
  type EngineRuns,
  type EngineTable,
  engineRuns,
  requestOperations,
} from './engines.ts';
import { cloneItem, copyFlatItem, nestedMap } from './floors.ts';

/** The columns: builds by their names, then the floors. */
export const columns = {
  today: 'today',
  own: 'this build',
  copied: 'Map, one copy',
  cloned: 'Map, structuredClone',
} as const;

/** The builds that are measured; the earlier one is missing where the history does not have it. */
export interface MeasuredBuilds<B> {
  readonly today?: B | undefined;
  readonly own: B;
}

/** An engine of the grid. */
export interface EngineSize extends EngineTable {
  readonly itemCount: number;
  /** How many lists of attribute names the items have, as those of several entities in one table. Default: 1. */
  readonly shapes?: 4;
}

/** From this size on, the same engines of 1,000 items are measured in the place of the floors, which would need gigabytes. */
const largeSize = 1_000_000;
const smallSize = 1_000;

/** Returns the column of an engine of 1,000 items beside a large one. */
export function smallColumn(column: string): string {
  return `${column}, ${count(smallSize)}`;
}

/** Returns the title of a row. */
export function engineTitle({ itemCount, indexes, stream, shapes }: EngineSize, operation: EngineOperation): string {
  const special = `${stream ? ', stream' : ''}${shapes ? `, ${shapes} shapes` : ''}`;
  return `engine, ${count(itemCount)} items, ${indexes} indexes${special}: ${operation}`;
}

/**
 * Returns the rows by the size of the engine, beside the earlier build and two floors in the same process. All requests
 * on engines with as many items take turns, slice by slice, because targets compare them with each other; so do, apart
 * from them, the copies, after which the first write of each item costs more.
 */
export function engineRows(itemCounts: readonly number[], builds: MeasuredBuilds<Build>): Section {
  const rowsOf = (itemCount: number) =>
    sizesOf(itemCount).flatMap((size) => operationsOf(size).map((operation) => engineTitle(size, operation)));
  return {
    titles: itemCounts.flatMap(rowsOf),
    measure: async (chosen, { effort, report }) => {
      report.log(
        `\nµs of processor time by the size of the engine: 20th percentile of ${effort.rounds} interleaved slices of about ${effort.sliceMs} ms; this build beside each`,
      );
      for (const itemCount of itemCounts) {
        if (!rowsOf(itemCount).some((title) => chosen.has(title))) continue;
        const isLarge = itemCount >= largeSize;
        if (isLarge) report.log(`putting ${count(itemCount)} items: some minutes`);
        const names = isLarge ? largeColumns : Object.values(columns);
        report.log(line(['', ...names], widths));
        const engines = await (isLarge ? prepareLarge : prepare)(itemCount, builds);
        for (const operations of [requestOperations, copyOperations]) {
          const runners = runnersOf(engines, operations).filter(({ title }) => chosen.has(title));
          const measured = await measureSlices(runners, { itemCount, effort, clock: workedNs });
          for (const row of rowsFrom(runners, measured)) {
            report.add(row);
            report.log(line([row.title, ...cellsOf(names, row.values)], widths));
          }
        }
      }
    },
  };
}

const widths = [56, 22] as const;
const largeColumns = [columns.today, columns.own, smallColumn(columns.today), smallColumn(columns.own)];

function sizesOf(itemCount: number): readonly EngineSize[] {
  if (itemCount >= largeSize) return [{ itemCount, indexes: 0 }];
  const sizes = ([0, 1, 5] as const).map((indexes) => ({ itemCount, indexes }));
  if (itemCount !== smallSize) return sizes;
  return [...sizes, { itemCount, indexes: 0, stream: true }, { itemCount, indexes: 0, shapes: 4 }];
}

/** Queries of the table and copies do the same work with indexes as without, and copies the same for any number of items. */
function operationsOf({ itemCount, indexes, stream, shapes }: EngineSize): readonly EngineOperation[] {
  if (shapes) return ['get', 'put', 'query of 50'];
  if (indexes > 0 || stream) return ['get', 'put', 'update'];
  return itemCount === smallSize ? requestOperations : [...requestOperations, ...copyOperations];
}

/** A row on this build's engine, prepared when it is needed. */
export interface EngineRow {
  readonly title: string;
  readonly itemCount: number;
  readonly prepare: () => Promise<Run | undefined>;
}

/** Returns the rows on the engines of one build. */
export function engineRowsOf(itemCounts: readonly number[], own: Build): readonly EngineRow[] {
  return itemCounts.flatMap(sizesOf).flatMap((size) =>
    operationsOf(size).map((operation) => ({
      title: engineTitle(size, operation),
      itemCount: size.itemCount,
      prepare: async () => {
        const items = Array.from({ length: size.itemCount }, (_, index) => makeItem(index));
        const [engine] = await enginesOf(size, { own }, items);
        return engine?.runs[operation];
      },
    })),
  );
}

/** An engine of a row, or a floor beside it. */
interface Engine {
  /** The rows that it is in. */
  readonly size: EngineSize;
  /** Its column. */
  readonly name: string;
  readonly runs: EngineRuns;
  /** Default: that of the size. */
  readonly itemCount?: number;
}

/** Floors are beside the table without indexes alone: they have none. */
async function prepare(itemCount: number, builds: MeasuredBuilds<Build>): Promise<readonly Engine[]> {
  const items = Array.from({ length: itemCount }, (_, index) => makeItem(index));
  const engines: Engine[] = [];
  for (const size of sizesOf(itemCount)) engines.push(...(await enginesOf(size, builds, items)));
  const size = { itemCount, indexes: 0 } as const;
  return [
    ...engines,
    { size, name: columns.copied, runs: nestedMap(items, copyFlatItem) },
    { size, name: columns.cloned, runs: nestedMap(items, cloneItem) },
  ];
}

async function enginesOf(
  size: EngineSize,
  { today, own }: MeasuredBuilds<Build>,
  items: readonly BenchItem[],
): Promise<readonly Engine[]> {
  const shaped = size.shapes ? items.map((item, index) => withShape(item, index % (size.shapes ?? 1))) : items;
  const source = { length: size.itemCount, itemAt: (index: number) => shaped[index] ?? {} };
  // At once, item by item in turn, so that neither lies better in memory than the other.
  const [ownRuns, todayRuns] = await Promise.all([
    engineRuns(own, source, size),
    // The earlier build has no streams.
    today && !size.stream && engineRuns(today, source, size),
  ]);
  const ownEngine = { size, name: columns.own, runs: ownRuns };
  return todayRuns ? [{ size, name: columns.today, runs: todayRuns }, ownEngine] : [ownEngine];
}

/** Large and small engines in the same run, so that their quotients are of the same moments. */
async function prepareLarge(itemCount: number, builds: MeasuredBuilds<Build>): Promise<readonly Engine[]> {
  const items = Array.from({ length: itemCount }, (_, index) => makeItem(index));
  const size = { itemCount, indexes: 0 } as const;
  const small = await enginesOf({ ...size, itemCount: smallSize }, builds, items);
  const large = await enginesOf(size, builds, items);
  return [...large, ...small.map(({ name, runs }) => ({ size, name: smallColumn(name), runs, itemCount: smallSize }))];
}

/** A way to execute the operation of a row; its name is that of the column. */
interface RowRunner extends Runner {
  readonly title: string;
}

function runnersOf(engines: readonly Engine[], operations: readonly EngineOperation[]): readonly RowRunner[] {
  return engines.flatMap(({ size, name, runs, itemCount }) =>
    operationsOf(size).flatMap((operation): RowRunner[] => {
      const run = operations.includes(operation) ? runs[operation] : undefined;
      if (run === undefined) return [];
      const within = itemCount === undefined ? run : (index: number) => run(index % itemCount);
      return [{ title: engineTitle(size, operation), name, run: within }];
    }),
  );
}

/** Returns the rows of what was measured, in the order of the runners. */
function rowsFrom(runners: readonly RowRunner[], measured: readonly Slices[]): readonly ReportRow[] {
  const rows = new Map<string, ReportRow & { values: Record<string, number> }>();
  for (const [number, { title, name }] of runners.entries()) {
    const row = rows.get(title) ?? { title, unit: 'ns', values: {} };
    row.values[name] = percentile(measured[number]?.nsPerOperation ?? [], 0.2);
    rows.set(title, row);
  }
  return [...rows.values()];
}

function cellsOf(names: readonly string[], values: Readonly<Record<string, number>>): string[] {
  const own = values[columns.own];
  return names.map((column) => {
    const ns = values[column];
    if (ns === undefined) return '–';
    return column === columns.own ? microseconds(ns) : `${microseconds(ns)} ${times(own, ns, 2)}`;
  });
}
