import { compareLoads, type Loads } from '../statistics.ts';
import { type FreshSamples, measureFresh } from '../targets/fresh-process.ts';
import { freshSamples } from '../targets/fresh-rows.ts';
import type { GroupMeasurement, RowResult } from './measure-group.ts';

/** Compares fresh processes of two checkouts' builds: the import, and the first requests. */
export function compareFresh(
  [other, own]: readonly [other: string, own: string],
  { chosen, effort }: GroupMeasurement,
): readonly RowResult[] {
  const rows = freshSamples.filter(([title]) => chosen.has(title));
  if (rows.length === 0) return [];
  const [first, second] = measureFresh([other, own], effort.rounds);
  return rows.map(([title, samplesOf]) => {
    const loadsOf = (samples: FreshSamples | undefined) => loads(samples === undefined ? [] : samplesOf(samples));
    return { kind: 'measured', title, comparison: compareLoads(loadsOf(first), loadsOf(second)) };
  });
}

/** Each process loads the build anew; the first half of them counts as one load, the others as the second. */
function loads(samples: readonly number[]): Loads {
  const middle = Math.ceil(samples.length / 2);
  return [samples.slice(0, middle), samples.slice(middle)];
}
