import type { Capacity } from '../../account/billing.ts';
import { warmThroughputErrors } from '../../wording/throughput-errors.ts';

/** The initial warm throughput of on-demand billing. */
const onDemandWarmThroughput: Capacity = { read: 12_000, write: 4000 };

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

/**
 * Returns warm throughput with the values of a request, which can only be higher.
 *
 * @throws ServiceError - ValidationException: a value is lower; of two, the error names that for reads.
 */
export function raisedWarmThroughput(
  current: Capacity,
  requested: Partial<Capacity>,
  tooLow: (direction: 'Read' | 'Write') => Error,
): Capacity {
  const raised = { ...current, ...requested };
  if (raised.read < current.read) throw tooLow('Read');
  if (raised.write < current.write) throw tooLow('Write');
  return raised;
}

/**
 * Returns the warm throughput that a new table or index asks for.
 *
 * @param capacity - `undefined` for on-demand billing.
 * @param index - the name of the index; `undefined` for the table.
 * @throws ServiceError - ValidationException: it is lower than what the table or index would have anyway.
 */
export function newWarmThroughput(
  capacity: Capacity | undefined,
  requested: Partial<Capacity>,
  index?: string,
): Capacity {
  const { belowInitial, belowCapacity } = warmThroughputErrors;
  const error = capacity === undefined ? belowInitial : belowCapacity;
  return raisedWarmThroughput(warmThroughput(capacity, undefined), requested, (direction) => error(direction, index));
}
