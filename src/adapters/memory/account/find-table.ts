import { tableInArn } from '../../../domain/arn.ts';
import { tableOf } from '../storage/database.ts';
import { tableErrors } from '../wording/tables.ts';
import type { Account, AccountTable } from './account.ts';

/**
 * The table that a data operation works on, by its name or ARN.
 *
 * @throws ServiceError - ResourceNotFoundException: there is none, or it is being created or deleted.
 */
export function activeTable(database: Account, nameOrArn: string): AccountTable {
  const table = findTable(database, nameOrArn);
  if (table === undefined || table.details.status !== 'ACTIVE') throw tableErrors.noSuchResource();
  return table;
}

/**
 * The table that a control operation is about, whatever its status.
 *
 * @throws ServiceError - ResourceNotFoundException, which names the table.
 */
export function namedTable(database: Account, nameOrArn: string): AccountTable {
  const table = findTable(database, nameOrArn);
  if (table === undefined) throw tableErrors.noSuchTable(tableInArn(nameOrArn) ?? nameOrArn);
  return table;
}

/** The table of that name or ARN, whatever its status. */
export function findTable(database: Account, nameOrArn: string): AccountTable | undefined {
  const name = tableInArn(nameOrArn) ?? nameOrArn;
  const table = tableOf(database, name);
  return name === nameOrArn || table?.details.arn === nameOrArn ? table : undefined;
}
