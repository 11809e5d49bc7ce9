import type { Input } from '../../../../domain/dynamodb.ts';
import type { Billing, Capacity, ThroughputSettings } from '../../account/billing.ts';
import { billingErrors } from '../../wording/table-errors.ts';
import { newThroughput } from './new-throughput.ts';
import { parseCapacity } from './parse-capacity.ts';
import { parseThroughput } from './parse-throughput.ts';

/** The throughput of a new table and its global indexes. */
export interface TableThroughput {
  readonly billing: Billing;
  readonly throughput: ThroughputSettings | undefined;
  readonly indexThroughput: ReadonlyMap<string, ThroughputSettings> | undefined;
}

/**
 * Parses the throughput of a new table, without its indexes. Default: provisioned capacity.
 *
 * @throws ServiceError - ValidationException.
 */
export function parseTableThroughput(input: Input<'CreateTable'>): TableThroughput {
  const billing = parseBilling(input);
  const throughput = newThroughput(parseThroughput(input), {
    index: undefined,
    capacity: billing.mode === 'PROVISIONED' ? billing.capacity : undefined,
    operation: 'create',
  });
  return { billing, throughput, indexThroughput: undefined };
}

function parseBilling({ BillingMode, ProvisionedThroughput }: Input<'CreateTable'>): Billing {
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
 * Adds the throughput of each global index.
 *
 * @throws ServiceError - ValidationException.
 */
export function withIndexThroughput(
  table: TableThroughput,
  { GlobalSecondaryIndexes = [] }: Input<'CreateTable'>,
): TableThroughput {
  const { billing } = table;
  const indexCapacity = new Map<string, Capacity>();
  const indexThroughput = new Map<string, ThroughputSettings>();
  for (const index of GlobalSecondaryIndexes) {
    const { IndexName: name = '' } = index;
    const { capacity, ...others } = parseThroughput(index, name);
    if (billing.mode === 'PAY_PER_REQUEST' && capacity !== undefined) throw billingErrors.indexCapacityOnDemand(name);
    if (billing.mode === 'PROVISIONED' && capacity === undefined) throw billingErrors.noIndexCapacity(name);
    if (capacity !== undefined) indexCapacity.set(name, capacity);
    const settings = newThroughput(others, { index: name, capacity, operation: 'create' });
    if (settings !== undefined) indexThroughput.set(name, settings);
  }
  return {
    ...table,
    billing: billing.mode === 'PROVISIONED' ? { ...billing, indexCapacity } : billing,
    indexThroughput: indexThroughput.size === 0 ? undefined : indexThroughput,
  };
}
