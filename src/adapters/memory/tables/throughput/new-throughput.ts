import type { Capacity, ThroughputSettings } from '../../account/billing.ts';
import { maximumErrors } from '../../wording/throughput-errors.ts';
import type { RequestedThroughput } from './parse-throughput.ts';
import { checkMaximum, plainThroughput, withMaximum } from './throughput-settings.ts';
import { newWarmThroughput } from './warm-throughput.ts';

/** A table or index that is created. */
export interface NewThroughput {
  /** The name of the index; `undefined` for the table. */
  readonly index: string | undefined;
  /** `undefined` for on-demand billing. */
  readonly capacity: Capacity | undefined;
  readonly operation: 'create' | 'update';
}

/**
 * Returns the throughput settings of a new table or index; `undefined` if the request has none.
 *
 * @throws ServiceError - ValidationException.
 */
export function newThroughput(
  { maximum, warm }: Pick<RequestedThroughput, 'maximum' | 'warm'>,
  { index, capacity, operation }: NewThroughput,
): ThroughputSettings | undefined {
  if (maximum !== undefined && capacity !== undefined) throw maximumOfProvisioned(maximum, operation);
  checkMaximum(maximum, index);
  if ((maximum ?? warm) === undefined) return undefined;
  return {
    ...withMaximum(plainThroughput, maximum ?? {}),
    warm: warm && newWarmThroughput(capacity, warm, index),
  };
}

/** The error for on-demand maxima with provisioned billing, which names the first of them. */
export function maximumOfProvisioned({ read }: Partial<Capacity>, operation: NewThroughput['operation']): Error {
  return maximumErrors.provisioned(read === undefined ? 'Write' : 'Read', operation);
}
