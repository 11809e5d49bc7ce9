import type { Input } from '../../../../domain/dynamodb.ts';
import type { Capacity } from '../../account/billing.ts';
import { billingErrors } from '../../wording/table-errors.ts';

/** The maximum number of capacity units in a request; quotas are lower. */
const capacityLimit = 1_000_000_000_000;

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
