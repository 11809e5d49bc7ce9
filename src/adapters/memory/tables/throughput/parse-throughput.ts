import type { Input } from '../../../../domain/dynamodb.ts';
import type { Capacity } from '../../account/billing.ts';
import { parseCapacity } from './parse-capacity.ts';

/** The throughput of a table or a global secondary index in a request. */
export interface RequestedThroughput {
  readonly capacity: Capacity | undefined;
  /** On-demand maxima: only those that the request has; -1 removes a maximum. */
  readonly maximum: Partial<Capacity> | undefined;
  /** Warm throughput: only the members that the request has. */
  readonly warm: Partial<Capacity> | undefined;
}

type ThroughputInput = Pick<Input<'CreateTable'>, 'ProvisionedThroughput' | 'OnDemandThroughput' | 'WarmThroughput'>;

/**
 * Parses the throughput of a table or an index. Empty structures count as absent (control-plane §1).
 *
 * @param index - the name of the index; `undefined` for the table.
 * @throws ServiceError - ValidationException: a number is out of bounds.
 */
export function parseThroughput(input: ThroughputInput, index?: string): RequestedThroughput {
  const { ProvisionedThroughput: provisioned, OnDemandThroughput: onDemand, WarmThroughput: warm } = input;
  return {
    capacity: provisioned && parseCapacity(provisioned, index),
    maximum: sent(onDemand?.MaxReadRequestUnits, onDemand?.MaxWriteRequestUnits),
    warm: sent(warm?.ReadUnitsPerSecond, warm?.WriteUnitsPerSecond),
  };
}

function sent(read: number | undefined, write: number | undefined): Partial<Capacity> | undefined {
  if (read === undefined && write === undefined) return undefined;
  return { ...(read !== undefined && { read }), ...(write !== undefined && { write }) };
}
