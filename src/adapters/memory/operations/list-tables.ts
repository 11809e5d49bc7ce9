import type { Operation } from '../operation.ts';
import { tableNames } from '../storage/database.ts';

const defaultLimit = 100;

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html */
export const listTables: Operation<'ListTables'> = (database, { ExclusiveStartTableName, Limit = defaultLimit }) => {
  const names = tableNames(database, Limit + 1, ExclusiveStartTableName);
  const TableNames = names.slice(0, Limit);
  const last = TableNames.at(-1);
  return {
    database,
    output: { TableNames, ...(names.length > Limit && last !== undefined && { LastEvaluatedTableName: last }) },
  };
};
