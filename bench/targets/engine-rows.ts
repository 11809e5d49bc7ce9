import type { Build } from '../builds/build.ts';
import { type BenchItem, makeItem } from '../items.ts';
import type { Section, SectionMeasurement } from '../section.ts';
import { measureSlices, type Run, type Runner, workedNs } from '../slices.ts';
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
}

/** From this size on, the same engines of 1,000 items are measured in the place of the floors, which would need gigabytes. */
const largeSize = 1_000_000;
const smallSize = 1_000;

/** Returns the column of an engine of 1,000 items beside a large one. */
export function smallColumn(column: string): string {
  return `${column}, ${count(smallSize)}`;
}

/** Returns the title of a row. */
export function engineTitle({ itemCount, indexes, stream }: EngineSize, operation: EngineOperation): string {
  return `engine, ${count(itemCount)} items, ${indexes} indexes${stream ? ', stream' : ''}: ${operation}`;
}

/** Returns the rows by the size of the engine, beside the earlier build and two floors in the same process. */
export function engineRows(itemCounts: readonly number[], builds: MeasuredBuilds<Build>): Section {
  const sizes = itemCounts.flatMap(sizesOf);
  return {
    titles: sizes.flatMap((size) => operationsOf(size).map((operation) => engineTitle(size, operation))),
    measure: async (chosen, measurement) => {
      const { effort, report } = measurement;
      report.log(
        `\nµs of processor time by the size of the engine: 20th percentile of ${effort.rounds} interleaved slices of about ${effort.sliceMs} ms; this build beside each`,
      );
      for (const [number, size] of sizes.entries()) {
        const operations = operationsOf(size).filter((operation) => chosen.has(engineTitle(size, operation)));
        if (operations.length === 0) continue;
        const isLarge = size.itemCount >= largeSize;
        if (isLarge) report.log(`putting ${count(size.itemCount)} items: some minutes`);
        const engines = await (isLarge ? prepareLarge : prepare)(size, builds);
        const names = isLarge ? largeColumns : Object.values(columns);
        if (isLarge || number === 0) report.log(line(['', ...names], widths));
        for (const operation of operations) await measureRow({ size, operation, engines, names }, measurement);
      }
    },
  };
}

const widths = [56, 22] as const;
const largeColumns = [columns.today, columns.own, smallColumn(columns.today), smallColumn(columns.own)];

function sizesOf(itemCount: number): readonly EngineSize[] {
  if (itemCount >= largeSize) return [{ itemCount, indexes: 0 }];
  const sizes = ([0, 1, 5] as const).map((indexes) => ({ itemCount, indexes }));
  return itemCount === smallSize ? [...sizes, { itemCount, indexes: 0, stream: true }] : sizes;
}

/** Queries of the table and copies do the same work with indexes as without, and copies the same for any number of items. */
function operationsOf({ itemCount, indexes, stream }: EngineSize): readonly EngineOperation[] {
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

interface Engine {
  readonly name: string;
  readonly runs: EngineRuns;
  /** Default: that of the size. */
  readonly itemCount?: number;
}

async function prepare(size: EngineSize, builds: MeasuredBuilds<Build>): Promise<readonly Engine[]> {
  const items = Array.from({ length: size.itemCount }, (_, index) => makeItem(index));
  return [
    ...(await enginesOf(size, builds, items)),
    { name: columns.copied, runs: nestedMap(items, copyFlatItem) },
    { name: columns.cloned, runs: nestedMap(items, cloneItem) },
  ];
}

async function enginesOf(
  { itemCount, ...table }: EngineSize,
  { today, own }: MeasuredBuilds<Build>,
  items: readonly BenchItem[],
): Promise<readonly Engine[]> {
  const source = { length: itemCount, itemAt: (index: number) => items[index] ?? {} };
  // At once, item by item in turn, so that neither lies better in memory than the other.
  const [ownRuns, todayRuns] = await Promise.all([
    engineRuns(own, source, table),
    // The earlier build has no streams.
    today && !table.stream && engineRuns(today, source, table),
  ]);
  return [...(todayRuns ? [{ name: columns.today, runs: todayRuns }] : []), { name: columns.own, runs: ownRuns }];
}

/** Large and small engines in the same run, so that their quotients are of the same moments. */
async function prepareLarge(size: EngineSize, builds: MeasuredBuilds<Build>): Promise<readonly Engine[]> {
  const items = Array.from({ length: size.itemCount }, (_, index) => makeItem(index));
  const small = await enginesOf({ ...size, itemCount: smallSize }, builds, items);
  const large = await enginesOf(size, builds, items);
  return [...large, ...small.map(({ name, runs }) => ({ name: smallColumn(name), runs, itemCount: smallSize }))];
}

interface Row {
  readonly size: EngineSize;
  readonly operation: EngineOperation;
  readonly engines: readonly Engine[];
  /** Of the columns, in order. */
  readonly names: readonly string[];
}

async function measureRow(
  { size, operation, engines, names }: Row,
  { effort, report }: SectionMeasurement,
): Promise<void> {
  const title = engineTitle(size, operation);
  const runners = engines.flatMap(({ name, runs, itemCount }): Runner[] => {
    const run = runs[operation];
    if (run === undefined) return [];
    return [{ name, run: itemCount === undefined ? run : (index) => run(index % itemCount) }];
  });
  const measured = await measureSlices(runners, { itemCount: size.itemCount, effort, clock: workedNs });
  const values = Object.fromEntries(
    measured.map(({ name, nsPerOperation }) => [name, percentile(nsPerOperation, 0.2)]),
  );
  report.add({ title, unit: 'ns', values });
  report.log(line([title, ...cellsOf(names, values)], widths));
}

function cellsOf(names: readonly string[], values: Readonly<Record<string, number>>): string[] {
  const own = values[columns.own];
  return names.map((column) => {
    const ns = values[column];
    if (ns === undefined) return '–';
    return column === columns.own ? microseconds(ns) : `${microseconds(ns)} ${times(own, ns, 2)}`;
  });
}
