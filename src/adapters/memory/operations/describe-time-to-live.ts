import type { Operation } from '../operation.ts';
import { namedTable } from '../tables/find-table.ts';
import { timeToLiveErrors } from '../wording/table-errors.ts';

/**
 * Describes whether expired items of a table are deleted, and by which attribute. A table whose time to live was disabled
 * looks like one where it was never enabled.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html
 */
export const describeTimeToLive: Operation<'DescribeTimeToLive'> = (account, { TableName = '' }) => {
  // Pass 1 (control plane §2): the table exists.
  const { status, timeToLive } = namedTable(account, TableName).details;
  // Pass 2 (control plane §2): its status allows it.
  if (status === 'CREATING' || status === 'DELETING') throw timeToLiveErrors.notDescribed(status);
  const { status: TimeToLiveStatus = 'DISABLED', attributeName } = timeToLive ?? {};
  const AttributeName = TimeToLiveStatus === 'DISABLED' ? undefined : attributeName;
  return {
    account,
    output: { TimeToLiveDescription: { TimeToLiveStatus, ...(AttributeName !== undefined && { AttributeName }) } },
  };
};
