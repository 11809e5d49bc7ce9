import type { ThroughputSettings } from '../../account/billing.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Returns how often the provisioned capacity of a table or index was decreased on the current UTC day.
 *
 * @param nowMs - milliseconds since 1970-01-01 UTC.
 */
export function decreasesToday(settings: ThroughputSettings | undefined, nowMs: number): number {
  const { decreasedAtMs, decreasesThatDay } = settings ?? {};
  if (decreasedAtMs === undefined || decreasesThatDay === undefined) return 0;
  return Math.floor(decreasedAtMs / dayMs) === Math.floor(nowMs / dayMs) ? decreasesThatDay : 0;
}
