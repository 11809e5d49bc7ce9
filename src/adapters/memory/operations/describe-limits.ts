import { accountCapacityLimit, tableCapacityLimit } from '../../../domain/limits.ts';
import type { Operation } from '../operation.ts';

/**
 * Returns the quotas of provisioned capacity, which are the default ones.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html
 */
export const describeLimits: Operation<'DescribeLimits'> = (account) => ({
  account,
  output: {
    AccountMaxReadCapacityUnits: accountCapacityLimit,
    AccountMaxWriteCapacityUnits: accountCapacityLimit,
    TableMaxReadCapacityUnits: tableCapacityLimit,
    TableMaxWriteCapacityUnits: tableCapacityLimit,
  },
});
