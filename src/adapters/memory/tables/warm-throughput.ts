import type { Capacity } from '../account/billing.ts';

/** The initial warm throughput of on-demand billing. */
export const onDemandWarmThroughput: Capacity = { read: 12_000, write: 4000 };

/**
 * Returns the warm throughput of a table or index: what was asked for, and at least its provisioned capacity or the initial
 * one of on-demand billing.
 *
 * @param capacity - `undefined` for on-demand billing.
 */
export function warmThroughput(capacity: Capacity | undefined, requested: Capacity | undefined): Capacity {
  const least = capacity ?? onDemandWarmThroughput;
  if (requested === undefined) return least;
  return { read: Math.max(least.read, requested.read), write: Math.max(least.write, requested.write) };
}
