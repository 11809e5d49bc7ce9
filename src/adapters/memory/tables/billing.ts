import type { Input } from '../../../domain/dynamodb.ts';
import type { Billing, Capacity } from '../account/billing.ts';
import { billingErrors } from '../wording/table-errors.ts';

/** The maximum number of capacity units in a request. */
const capacityLimit = 1_000_000_000_000;

/**
 * Parses the billing of a new table. Default: provisioned capacity.
 *
 * @throws ServiceError - ValidationException.
 */
export function parseBilling({ BillingMode, ProvisionedThroughput }: Input<'CreateTable'>): Billing {
  if (BillingMode === 'PAY_PER_REQUEST') {
    if (ProvisionedThroughput !== undefined) throw billingErrors.capacityOnDemand();
    return { mode: 'PAY_PER_REQUEST', onDemandAtMs: undefined };
  }
  if (ProvisionedThroughput === undefined) throw billingErrors.noCapacity();
  return {
    mode: 'PROVISIONED',
    capacity: parseCapacity(ProvisionedThroughput),
    indexCapacity: new Map(),
    onDemandAtMs: undefined,
  };
}

/**
 * Adds the capacity of each global index.
 *
 * @throws ServiceError - ValidationException.
 */
export function withIndexCapacity(billing: Billing, { GlobalSecondaryIndexes = [] }: Input<'CreateTable'>): Billing {
  const indexCapacity = new Map<string, Capacity>();
  for (const { IndexName: name = '', ProvisionedThroughput } of GlobalSecondaryIndexes) {
    if (billing.mode === 'PAY_PER_REQUEST') {
      if (ProvisionedThroughput !== undefined) throw billingErrors.indexCapacityOnDemand(name);
    } else {
      if (ProvisionedThroughput === undefined) throw billingErrors.noIndexCapacity(name);
      indexCapacity.set(name, parseCapacity(ProvisionedThroughput, name));
    }
  }
  return billing.mode === 'PROVISIONED' ? { ...billing, indexCapacity } : billing;
}

/**
 * Parses provisioned throughput.
 *
 * @param index - the name of the index that it is for; `undefined` for the table.
 * @throws ServiceError - ValidationException: a number is out of bounds.
 */
export function parseCapacity(
  {
    ReadCapacityUnits: read = 0,
    WriteCapacityUnits: write = 0,
  }: NonNullable<Input<'CreateTable'>['ProvisionedThroughput']>,
  index?: string,
): Capacity {
  if (read > capacityLimit) throw billingErrors.outOfBounds(read, 'ReadCapacityUnits', index);
  if (write > capacityLimit) throw billingErrors.outOfBounds(write, 'WriteCapacityUnits', index);
  return { read, write };
}
