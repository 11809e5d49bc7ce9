import type { AccountTable } from '../account/account.ts';
import { namedTable } from '../account/find-table.ts';
import type { Operation } from '../operation.ts';
import { tableDescription } from '../tables/table-description.ts';
import { withTableChanging } from '../tables/table-status.ts';
import { tableErrors } from '../wording/tables.ts';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html */
export const deleteTable: Operation<'DeleteTable'> = (database, { TableName = '' }, environment) => {
  const table = namedTable(database, TableName);
  const { status, deletionProtection } = table.details;
  if (status === 'DELETING') return { database, output: { TableDescription: tableDescription(table) } };
  if (status === 'CREATING') throw tableErrors.isBeingCreated(table.schema.name);
  if (deletionProtection) throw tableErrors.isProtected();
  const deleted: AccountTable = { ...table, details: { ...table.details, status: 'DELETING' } };
  return {
    database: withTableChanging(database, deleted, environment),
    output: { TableDescription: tableDescription(deleted) },
  };
};
