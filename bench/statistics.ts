/** Returns the sample below which `part` of the samples lie, 0.2 for the 20th percentile; NaN without samples. */
export function percentile(samples: readonly number[], part: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.round((sorted.length - 1) * part)] ?? Number.NaN;
}

/** Returns the mean; NaN without samples. */
export function mean(samples: readonly number[]): number {
  return samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
}

/** Returns how far the middle half of the samples lies apart, as a fraction of their median. */
export function spreadOf(samples: readonly number[]): number {
  return (percentile(samples, 0.75) - percentile(samples, 0.25)) / percentile(samples, 0.5);
}

/** The slices of a build that is loaded twice, in nanoseconds per operation. */
export type Loads = readonly [first: readonly number[], second: readonly number[]];

/** How two builds compare in one row. */
export interface Comparison {
  /** Nanoseconds per operation of the other build: the mean of its loads' 20th percentiles. */
  readonly otherNs: number;
  /** The same of this build. */
  readonly ownNs: number;
  /** `ownNs` divided by `otherNs`: below 1, this build is faster. */
  readonly ratio: number;
  /** By which fraction a build differs from itself, for the build where it is more. */
  readonly noise: number;
  /** The ratio exceeds 1 by more than the noise and by more than {@link tolerance}. */
  readonly isSlower: boolean;
}

/** The fraction by which a build may be slower without a mark, however low the noise. */
export const tolerance = 0.05;

/** Compares the slices of two builds. */
export function compareLoads(other: Loads, own: Loads): Comparison {
  const otherNs = timeOf(other);
  const ownNs = timeOf(own);
  const ratio = ownNs / otherNs;
  const noise = Math.max(noiseOf(other), noiseOf(own));
  return { otherNs, ownNs, ratio, noise, isSlower: ratio > 1 + Math.max(noise, tolerance) };
}

/** A build is compared with itself in two ways: one load with the other, and every other slice with those between. */
function noiseOf(loads: Loads): number {
  const [first, second] = loads.map((slices) => timeOf([slices]));
  const [even, odd] = [0, 1].map((rest) => timeOf(loads.map((slices) => slices.filter((_, i) => i % 2 === rest))));
  return Math.max(difference(first, second), difference(even, odd));
}

function timeOf(loads: readonly (readonly number[])[]): number {
  return loads.reduce((sum, slices) => sum + percentile(slices, 0.2), 0) / loads.length;
}

function difference(first = Number.NaN, second = Number.NaN): number {
  return Math.max(first, second) / Math.min(first, second) - 1;
}
