import { makeItem } from '../items.ts';
import { type Effort, measureSlices, type Run, type Slices, workedNs } from '../slices.ts';
import { type Comparison, compareLoads, type Loads } from '../statistics.ts';
import { type Build, MissingExport } from './build.ts';
import { type RowGroup, titleOf } from './row-group.ts';

/** The builds to compare, each loaded twice: how far the two loads differ is the noise. */
export interface Builds {
  readonly other: readonly [Build, Build];
  readonly own: readonly [Build, Build];
}

/** What came of a row: times, or why the other build has none. */
export type RowResult =
  | { readonly kind: 'measured'; readonly title: string; readonly comparison: Comparison }
  | { readonly kind: 'unavailable'; readonly title: string; readonly reason: string };

/** Which rows of a group to measure, by their titles, and how long. */
export interface GroupMeasurement {
  readonly chosen: ReadonlySet<string>;
  readonly effort: Effort;
}

type Runs = Readonly<Record<string, Run>>;

/** Measures rows of a group in all loads of the builds at once. */
export async function* measureGroup(
  builds: Builds,
  group: RowGroup,
  { chosen, effort }: GroupMeasurement,
): AsyncGenerator<RowResult> {
  const rows = group.rows.filter((row) => chosen.has(titleOf(group, row)));
  if (rows.length === 0) return;
  const items = Array.from({ length: group.itemCount }, (_, index) => makeItem(index));
  const prepare = ([first, second]: readonly [Build, Build]): Promise<readonly [Runs, Runs]> =>
    Promise.all([group.prepare(first, items), group.prepare(second, items)]);
  // All at once, item by item in turn, so that none of the databases lies better in memory than the others.
  const [other, own] = await Promise.all([prepare(builds.other).catch(reasonFor), prepare(builds.own)]);
  for (const row of rows) {
    const title = titleOf(group, row);
    const reason = typeof other === 'string' ? other : await reasonAgainst(runOf(other[0], row));
    if (typeof other === 'string' || reason !== undefined) {
      yield { kind: 'unavailable', title, reason: reason ?? '' };
      continue;
    }
    // In turn, so that neither build is always measured after the other.
    const runners = [other[0], own[0], other[1], own[1]].map((runs) => ({ name: title, run: runOf(runs, row) }));
    const slices = await measureSlices(runners, {
      itemCount: group.itemCount,
      effort,
      clock: workedNs,
      isEqualWork: true,
    });
    yield { kind: 'measured', title, comparison: compareLoads(loadsIn(slices, [0, 2]), loadsIn(slices, [1, 3])) };
  }
}

/** Returns why a row cannot be executed; `undefined` when it can. */
async function reasonAgainst(run: Run): Promise<string | undefined> {
  try {
    await run(0);
    return undefined;
  } catch (error) {
    return reasonFor(error);
  }
}

/** Returns what to print in place of times: that the other build lacks something, or how it fails. */
export function reasonFor(error: unknown): string {
  const isMissing =
    error instanceof MissingExport ||
    Reflect.get(Object(error), 'code') === 'NOT_IMPLEMENTED' ||
    (error instanceof TypeError && error.message.endsWith('is not a function'));
  return isMissing ? 'not in the other build' : `fails in the other build: ${String(error)}`;
}

function runOf(runs: Runs, row: string): Run {
  const run = runs[row];
  if (run === undefined) throw new RangeError(`the row "${row}" does not exist`);
  return run;
}

function loadsIn(slices: readonly Slices[], [first, second]: readonly [number, number]): Loads {
  return [slices[first]?.nsPerOperation ?? [], slices[second]?.nsPerOperation ?? []];
}
