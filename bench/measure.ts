import type { Contender, Operation } from './contender.ts';

/** What was measured for one contender. */
export interface Measured {
  readonly name: string;
  /** Median of the rounds. */
  readonly nsPerOperation: number;
  readonly iterationsPerRound: number;
}

/** How long to measure. */
export interface Effort {
  readonly rounds: number;
  /** How long a round of one contender lasts, about. */
  readonly roundMs: number;
}

/**
 * Measures one operation on all contenders: round after round, each contender once a round, so that a slow moment of
 * the machine hits all alike. The items are visited in the same scattered order by all.
 */
export async function measure(
  contenders: readonly Contender[],
  operation: Operation,
  { itemCount, effort }: { readonly itemCount: number; readonly effort: Effort },
): Promise<Measured[]> {
  const iterations = new Map<Contender, number>();
  const samples = new Map<Contender, number[]>(contenders.map((contender) => [contender, []]));
  for (const contender of contenders) {
    iterations.set(contender, await iterationsFor(contender, operation, { itemCount, roundMs: effort.roundMs }));
  }
  for (let round = 0; round < effort.rounds; round++) {
    for (const contender of contenders) {
      const count = iterations.get(contender) ?? 1;
      samples.get(contender)?.push((await time(contender, operation, { itemCount, count })) / count);
    }
  }
  return contenders.map((contender) => ({
    name: contender.name,
    nsPerOperation: median(samples.get(contender) ?? []),
    iterationsPerRound: iterations.get(contender) ?? 0,
  }));
}

/** How many iterations fill a round; the runs that find out also warm the code up. */
async function iterationsFor(
  contender: Contender,
  operation: Operation,
  { itemCount, roundMs }: { readonly itemCount: number; readonly roundMs: number },
): Promise<number> {
  let count = 1;
  for (;;) {
    const ns = await time(contender, operation, { itemCount, count });
    if (ns >= roundMs * 1e6) return count;
    count = Math.ceil(count * Math.min(10, Math.max(1.5, (roundMs * 1.1e6) / ns)));
  }
}

async function time(
  contender: Contender,
  operation: Operation,
  { itemCount, count }: { readonly itemCount: number; readonly count: number },
): Promise<number> {
  const run = contender.run[operation];
  // A step that shares no factor with the count visits every item before it comes back to one.
  const step = Math.floor(itemCount * 0.618) | 1;
  let index = 0;
  let sink = 0;
  const started = process.hrtime.bigint();
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
  const ns = Number(process.hrtime.bigint() - started);
  if (sink !== count - 1) throw new Error(`${contender.name}: ${operation} came back empty`);
  return ns;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}
