import type { Operation } from '../operation.ts';
import { entryPage } from '../storage/entry-page.ts';

/** Names per page. Source: API_ListTables. */
const defaultLimit = 100;

/**
 * Lists the names of tables in order, one page at a time. Only the members are validated.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html
 */
export const listTables: Operation<'ListTables'> = (account, { ExclusiveStartTableName, Limit = defaultLimit }) => {
  const { values, lastKey } = entryPage(account.tables, { after: ExclusiveStartTableName, limit: Limit });
  const TableNames = values.map(({ schema }) => schema.name);
  return { account, output: { TableNames, ...(lastKey !== undefined && { LastEvaluatedTableName: lastKey }) } };
};
