import type { Input } from '../../../../domain/dynamodb.ts';
import type { Capacity } from '../../account/billing.ts';
import { parseCapacity } from '../billing.ts';
import type { RequestedThroughput } from './requested-update.ts';

type UpdateInput = Input<'UpdateTable'>;

/** The throughput of a table or an index in a request. */
type ThroughputInput = Pick<UpdateInput, 'ProvisionedThroughput' | 'OnDemandThroughput' | 'WarmThroughput'>;

/**
 * Parses the throughput of a table or an index. Empty structures count as absent.
 *
 * @param index - the name of the index.
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
