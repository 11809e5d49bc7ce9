/** How long changes of tables take: a number of milliseconds each, or as long as in the service. */
export type TableDelay = number | 'service';

/** A change of a table that takes time. */
export type TimedChange =
  | 'creation'
  | 'deletion'
  | 'throughput'
  | 'billing mode'
  | 'warm throughput'
  | 'table class'
  | 'encryption'
  | 'stream'
  | 'index allocation'
  | 'index backfill'
  | 'index deletion';

/** Returns how long a change takes, in milliseconds. */
export function changeMs(change: TimedChange, delay: TableDelay): number {
  return delay === 'service' ? servicePaceMs[change] : delay;
}

/**
 * Milliseconds in the service. Observed: October 2026 (control-plane §1), the upper end or the middle of a range. Inferred:
 * creation and deletion ("seconds", behaviour §22), warm throughput and the deletion of an index.
 */
const servicePaceMs: { readonly [Change in TimedChange]: number } = {
  creation: 6000,
  deletion: 6000,
  throughput: 1000,
  'billing mode': 130_000,
  'warm throughput': 1000,
  'table class': 5000,
  encryption: 22_000,
  stream: 5000,
  'index allocation': 40_000,
  'index backfill': 600_000,
  'index deletion': 40_000,
};
