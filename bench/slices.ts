import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Executes an operation on item number `index`, and returns something that depends on it; a promise is awaited. */
export type Run = (index: number) => unknown;

/** One side of a comparison: a named way to execute an operation. */
export interface Runner {
  readonly name: string;
  readonly run: Run;
  /** Default: that of the measurement. */
  readonly clock?: Stopwatch;
}

/** The measured slices of one runner. */
export interface Slices {
  readonly name: string;
  readonly iterations: number;
  /** Nanoseconds per operation, one value for each slice. */
  readonly nsPerOperation: readonly number[];
}

/** How long to measure. */
export interface Effort {
  /** Rounds; each has one slice of every runner. */
  readonly rounds: number;
  /** How long a slice lasts, about. */
  readonly sliceMs: number;
}

/** How to measure. */
export interface Measurement {
  readonly itemCount: number;
  readonly effort: Effort;
  /** Default: {@link elapsedNs}. */
  readonly clock?: Stopwatch;
  /** How many slices each runner executes before it is measured, so that its code is compiled. Default: 10. */
  readonly warmUpSlices?: number;
  /** The runners execute the same operation, so that their slices have the same number of iterations. */
  readonly isEqualWork?: boolean;
}

/** Nanoseconds since some moment. */
export type Stopwatch = () => number;

/** The time that has passed, including that of other processes. */
export const elapsedNs: Stopwatch = () => Number(process.hrtime.bigint());

/** The processor time of this process, garbage collection included; other processes do not count. */
export const workedNs: Stopwatch = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
};

/**
 * Measures all runners round after round, so that a slow moment of the machine affects all alike. All visit the items
 * in the same scattered order.
 */
export async function measureSlices(
  runners: readonly Runner[],
  { itemCount, effort, clock = elapsedNs, warmUpSlices = 10, isEqualWork = false }: Measurement,
): Promise<Slices[]> {
  const slices: (Runner & { iterations: number; nsPerOperation: number[] })[] = [];
  for (const runner of runners) {
    const { sliceMs } = effort;
    const iterations = await warmUp(runner, { itemCount, clock: runner.clock ?? clock, sliceMs, warmUpSlices });
    slices.push({ ...runner, iterations, nsPerOperation: [] });
  }
  collectGarbage();
  const most = Math.max(...slices.map(({ iterations }) => iterations));
  if (isEqualWork) for (const slice of slices) slice.iterations = most;
  for (let round = 0; round < effort.rounds; round++) {
    for (const slice of orderIn(round, slices)) {
      const ns = await time(slice, { itemCount, clock: slice.clock ?? clock, count: slice.iterations });
      slice.nsPerOperation.push(ns / slice.iterations);
    }
  }
  return slices;
}

/**
 * Returns the order of a round: every other one goes the other way round, from the same start. So each runner follows
 * both its neighbours, and none follows itself, which would find the processor's caches filled with its own data.
 */
export function orderIn<T>(round: number, [first, ...others]: readonly T[]): T[] {
  if (first === undefined) return [];
  return [first, ...(round % 2 === 0 ? others : others.toReversed())];
}

interface WarmUp {
  readonly itemCount: number;
  readonly clock: Stopwatch;
  readonly sliceMs: number;
  readonly warmUpSlices: number;
}

/**
 * Executes a runner for some slices, and returns how many iterations fill one when its code is compiled. What takes less than half a
 * slice says nothing about that: clocks of processor time move in steps, and the time of few iterations can be nothing at all.
 */
async function warmUp(runner: Runner, { itemCount, clock, sliceMs, warmUpSlices }: WarmUp): Promise<number> {
  const sliceNs = sliceMs * 1e6;
  let count = 1;
  let lowestNs = Number.POSITIVE_INFINITY;
  for (let slicesDone = 0; slicesDone < warmUpSlices; ) {
    const ns = await time(runner, { itemCount, clock, count });
    slicesDone += ns / sliceNs;
    const isMeaningful = ns >= sliceNs / 2;
    if (isMeaningful) lowestNs = Math.min(lowestNs, ns / count);
    count = isMeaningful ? Math.ceil(sliceNs / lowestNs) : count * 2;
  }
  return count;
}

async function time(
  { name, run }: Runner,
  { itemCount, clock, count }: { readonly itemCount: number; readonly clock: Stopwatch; readonly count: number },
): Promise<number> {
  // A step that shares no factor with the count visits every item before it comes back to one.
  const step = Math.floor(itemCount * 0.618) | 1;
  let index = 0;
  let sink = 0;
  const started = clock();
  const first = run(index);
  if (first instanceof Promise) {
    if ((await first) !== undefined) sink++;
    for (let done = 1; done < count; done++) {
      index = (index + step) % itemCount;
      if ((await run(index)) !== undefined) sink++;
    }
  } else {
    if (first !== undefined) sink++;
    for (let done = 1; done < count; done++) {
      index = (index + step) % itemCount;
      if (run(index) !== undefined) sink++;
    }
  }
  const ns = clock() - started;
  if (sink !== count) throw new Error(`${name}: an operation came back empty`);
  return ns;
}

/** Collects all garbage, so that what follows begins without that of what was done before. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}
