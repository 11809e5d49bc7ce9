import type { Operation } from '../operation.ts';
import { namedTable } from '../tables/find-table.ts';
import { checkTimeToLiveChange, withTimeToLiveChange } from '../tables/time-to-live.ts';
import { tableErrors } from '../wording/table-errors.ts';

/**
 * Enables or disables the deletion of expired items of a table, even of one that is being deleted (control plane §2).
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html
 */
export const updateTimeToLive: Operation<'UpdateTimeToLive'> = (
  account,
  { TableName = '', TimeToLiveSpecification: specification },
  environment,
) => {
  const { Enabled = false, AttributeName = '' } = specification ?? {}; // the members are required
  // Pass 1 (control plane §2): the table exists, and is not being created.
  const table = namedTable(account, TableName);
  if (table.details.status === 'CREATING') throw tableErrors.noSuchTable(table.schema.name);
  // Pass 2 (control plane §2): something changes; the last change is long enough ago.
  const change = { isEnabled: Enabled, attributeName: AttributeName };
  checkTimeToLiveChange(table.details.timeToLive, change, environment.nowMs);
  return {
    account: withTimeToLiveChange(account, table, { change, moment: environment }),
    output: { TimeToLiveSpecification: { Enabled, AttributeName } },
  };
};
