import type { Contender, Operation } from './contender.ts';
import { type Measurement, measureSlices } from './slices.ts';
import { percentile, spreadOf } from './statistics.ts';

/** What was measured for one contender. */
export interface Measured {
  readonly name: string;
  /** Median of the slices. */
  readonly nsPerOperation: number;
  /** How far the middle half of the slices lies apart, as a fraction of the median. */
  readonly spread: number;
  readonly iterationsPerSlice: number;
}

/** Measures one operation on all contenders. */
export async function measure(
  contenders: readonly Contender[],
  operation: Operation,
  measurement: Measurement,
): Promise<Measured[]> {
  const runners = contenders.map(({ name, run }) => ({ name: `${name}, ${operation}`, run: run[operation] }));
  const measured = await measureSlices(runners, measurement);
  return measured.map(({ name, iterations, nsPerOperation }) => ({
    name,
    nsPerOperation: percentile(nsPerOperation, 0.5),
    spread: spreadOf(nsPerOperation),
    iterationsPerSlice: iterations,
  }));
}
