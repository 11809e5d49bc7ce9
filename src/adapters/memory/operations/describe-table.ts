import { namedTable } from '../account/find-table.ts';
import type { Operation } from '../operation.ts';
import { tableDescription } from '../tables/table-description.ts';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
export const describeTable: Operation<'DescribeTable'> = (database, { TableName = '' }) => ({
  database,
  output: { Table: tableDescription(namedTable(database, TableName)) },
});
