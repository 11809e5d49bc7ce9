import type { Contender, Operation } from './contender.ts';

/** What was measured for one contender. */
export interface Measured {
  readonly name: string;
  /** Median of the rounds. */
  readonly nsPerOperation: number;
  /** How far the middle half of the rounds lies apart, as a part of the median. */
  readonly spread: number;
  readonly iterationsPerRound: number;
}

/** How long to measure. */
export interface Effort {
  readonly rounds: number;
  /** How long a round of one contender lasts, about. */
  readonly roundMs: number;
}

/** How to measure. */
export interface Measurement {
  readonly itemCount: number;
  readonly effort: Effort;
  /** What is measured: {@link elapsedNs} unless told otherwise. */
  readonly clock?: Stopwatch;
}

/** Nanoseconds since some moment. */
export type Stopwatch = () => number;

/** The time that has passed, whoever used it. */
export const elapsedNs: Stopwatch = () => Number(process.hrtime.bigint());

/** The time that the processors worked for this process, garbage collection included; what else runs does not count. */
export const workedNs: Stopwatch = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
};

/**
 * Measures one operation on all contenders: round after round, each contender once a round, so that a slow moment of
 * the machine hits all alike. The items are visited in the same scattered order by all.
 */
export async function measure(
  contenders: readonly Contender[],
  operation: Operation,
  { itemCount, effort, clock = elapsedNs }: Measurement,
): Promise<Measured[]> {
  const iterations = new Map<Contender, number>();
  const samples = new Map<Contender, number[]>(contenders.map((contender) => [contender, []]));
  for (const contender of contenders) {
    const { roundMs } = effort;
    iterations.set(contender, await iterationsFor(contender, operation, { itemCount, clock, roundMs }));
  }
  for (let round = 0; round < effort.rounds; round++) {
    for (const contender of contenders) {
      const count = iterations.get(contender) ?? 1;
      samples.get(contender)?.push((await time(contender, operation, { itemCount, clock, count })) / count);
    }
  }
  return contenders.map((contender) => {
    const sorted = (samples.get(contender) ?? []).sort((a, b) => a - b);
    const median = quantile(sorted, 0.5);
    return {
      name: contender.name,
      nsPerOperation: median,
      spread: (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / median,
      iterationsPerRound: iterations.get(contender) ?? 0,
    };
  });
}

/** How many iterations fill a round. Finding out takes some rounds' time, which also warms the code up. */
async function iterationsFor(
  contender: Contender,
  operation: Operation,
  { itemCount, clock, roundMs }: { readonly itemCount: number; readonly clock: Stopwatch; readonly roundMs: number },
): Promise<number> {
  const roundNs = roundMs * 1e6;
  for (let count = 1; ; count *= 2) {
    const ns = await time(contender, operation, { itemCount, clock, count });
    if (ns >= 4 * roundNs) return Math.ceil((count * roundNs) / ns);
  }
}

async function time(
  contender: Contender,
  operation: Operation,
  { itemCount, clock, count }: { readonly itemCount: number; readonly clock: Stopwatch; readonly count: number },
): Promise<number> {
  const run = contender.run[operation];
  // A step that shares no factor with the count visits every item before it comes back to one.
  const step = Math.floor(itemCount * 0.618) | 1;
  let index = 0;
  let sink = 0;
  const started = clock();
  const first = run(index);
  if (first instanceof Promise) {
    await first;
    for (let done = 1; done < count; done++) {
      index = (index + step) % itemCount;
      if ((await run(index)) !== undefined) sink++;
    }
  } else {
    for (let done = 1; done < count; done++) {
      index = (index + step) % itemCount;
      if (run(index) !== undefined) sink++;
    }
  }
  const ns = clock() - started;
  if (sink !== count - 1) throw new Error(`${contender.name}: ${operation} came back empty`);
  return ns;
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.round((sorted.length - 1) * part)] ?? Number.NaN;
}
