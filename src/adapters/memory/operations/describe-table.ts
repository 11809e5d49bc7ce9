import type { Operation } from '../operation.ts';
import { namedTable } from '../tables/find-table.ts';
import { tableDescription } from '../tables/table-description.ts';

/**
 * Describes a table, whatever its status.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html
 */
export const describeTable: Operation<'DescribeTable'> = (account, { TableName = '' }, { nowMs, settings }) => ({
  account,
  // Pass 1 (behaviour §11): the table exists.
  output: { Table: tableDescription(namedTable(account, TableName), { nowMs, ...settings }) },
});
