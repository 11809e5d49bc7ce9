import type { Capacity } from '../../account/billing.ts';
import { warmThroughputErrors } from '../../wording/throughput-errors.ts';
import { warmThroughput } from '../warm-throughput.ts';
import type { Throughput, ThroughputChange } from './changed-throughput.ts';

/**
 * Returns warm throughput with the values of a request, which can only be higher.
 *
 * @throws ServiceError - ValidationException: a value is lower; of two, the error names that for reads.
 */
export function raisedWarmThroughput(
  { capacity, settings }: Throughput,
  requested: Partial<Capacity>,
  { index }: Pick<ThroughputChange, 'index'>,
): Capacity {
  const current = warmThroughput(capacity, settings.warm);
  const raised = { ...current, ...requested };
  if (raised.read < current.read) throw warmThroughputErrors.decreased('Read', index);
  if (raised.write < current.write) throw warmThroughputErrors.decreased('Write', index);
  return raised;
}
