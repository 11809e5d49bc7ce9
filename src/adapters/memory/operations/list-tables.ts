import { tableNames } from '../account/account.ts';
import type { Operation } from '../operation.ts';

/** Names per page. Source: API_ListTables. */
const defaultLimit = 100;

/**
 * Lists the names of tables in order, one page at a time. Only the members are validated.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html
 */
export const listTables: Operation<'ListTables'> = (account, { ExclusiveStartTableName, Limit = defaultLimit }) => {
  const names = tableNames(account, Limit + 1, ExclusiveStartTableName);
  const TableNames = names.slice(0, Limit);
  const last = TableNames.at(-1);
  return {
    account,
    output: { TableNames, ...(names.length > Limit && last !== undefined && { LastEvaluatedTableName: last }) },
  };
};
