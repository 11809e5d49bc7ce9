import { type Build, exportsOf } from '../builds/build.ts';
import { makeItem } from '../items.ts';
import type { Section } from '../section.ts';
import { measureSlices, workedNs } from '../slices.ts';
import { percentile } from '../statistics.ts';
import { count, line, microseconds, times } from '../table-text.ts';
import { type EngineOperation, engineOperations, engineRuns } from './engines.ts';
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

interface Size {
  readonly itemCount: number;
  readonly indexes: 0 | 5;
}

/** Returns the title of a row. */
export function engineTitle({ itemCount, indexes }: Size, operation: EngineOperation): string {
  return `engine, ${count(itemCount)} items, ${indexes} indexes: ${operation}`;
}

/** Returns the rows by the size of the engine, beside the earlier build and two floors in the same process. */
export function engineRows(itemCounts: readonly number[], builds: MeasuredBuilds<Build>): Section {
  // A million items with five indexes, twice, would need tens of gigabytes.
  const sizes = itemCounts.flatMap((itemCount): readonly Size[] =>
    itemCount < 1_000_000
      ? [
          { itemCount, indexes: 0 },
          { itemCount, indexes: 5 },
        ]
      : [{ itemCount, indexes: 0 }],
  );
  return {
    titles: sizes.flatMap((size) => operationsOf(size).map((operation) => engineTitle(size, operation))),
    measure: async (chosen, { effort, report }) => {
      const print = (texts: readonly string[]) => report.log(line(texts, [48, 22]));
      report.log(
        `\nµs of processor time by the size of the engine: 20th percentile of ${effort.rounds} interleaved slices of about ${effort.sliceMs} ms; this build beside each`,
      );
      print(['', ...Object.values(columns)]);
      for (const size of sizes) {
        const operations = operationsOf(size).filter((operation) => chosen.has(engineTitle(size, operation)));
        if (operations.length === 0) continue;
        const engines = await prepare(size, builds);
        for (const operation of operations) {
          const title = engineTitle(size, operation);
          const runners = engines.flatMap(({ name, runs }) => {
            const run = runs[operation];
            return run === undefined ? [] : [{ name, run }];
          });
          const measured = await measureSlices(runners, { itemCount: size.itemCount, effort, clock: workedNs });
          const values = Object.fromEntries(
            measured.map(({ name, nsPerOperation }) => [name, percentile(nsPerOperation, 0.2)]),
          );
          report.add({ title, unit: 'ns', values });
          print([title, ...cellsOf(values)]);
        }
      }
    },
  };
}

/** Queries of the table and forks do the same work with indexes as without. */
function operationsOf({ indexes }: Size): readonly EngineOperation[] {
  return indexes === 0 ? engineOperations : ['get', 'put', 'update'];
}

async function prepare({ itemCount, indexes }: Size, { today, own }: MeasuredBuilds<Build>) {
  const items = Array.from({ length: itemCount }, (_, index) => makeItem(index));
  const runsOf = (build: Build) => {
    const { MemoryDynamoDb } = exportsOf(build, 'memory', 'MemoryDynamoDb');
    return engineRuns(new MemoryDynamoDb(), { length: itemCount, itemAt: (index) => items[index] ?? {} }, indexes);
  };
  // At once, item by item in turn, so that neither lies better in memory than the other.
  const [ownRuns, todayRuns] = await Promise.all([runsOf(own), today && runsOf(today)]);
  return [
    ...(todayRuns ? [{ name: columns.today, runs: todayRuns }] : []),
    { name: columns.own, runs: ownRuns },
    { name: columns.copied, runs: nestedMap(items, copyFlatItem) },
    { name: columns.cloned, runs: nestedMap(items, cloneItem) },
  ];
}

function cellsOf(values: Readonly<Record<string, number>>): string[] {
  const own = values[columns.own];
  return Object.values(columns).map((column) => {
    const ns = values[column];
    if (ns === undefined) return '–';
    return column === columns.own ? microseconds(ns) : `${microseconds(ns)} ${times(own, ns, 2)}`;
  });
}
