import { tableInArn } from '../../../domain/arn.ts';
import { type Account, type AccountTable, tableOf } from '../account/account.ts';
import { tableErrors } from '../wording/table-errors.ts';
import { servesRequests } from './table-life.ts';

/**
 * Finds a table by name or ARN for an operation that reads or writes items.
 *
 * @throws ServiceError - ResourceNotFoundException: it does not exist, or is being created or deleted.
 */
export function availableTable(account: Account, nameOrArn: string): AccountTable {
  return checkAvailable(servingTable(account, nameOrArn));
}

/**
 * Returns the table that {@link servingTable} found.
 *
 * @throws ServiceError - ResourceNotFoundException: it found none.
 */
export function checkAvailable(table: AccountTable | undefined): AccountTable {
  if (table === undefined) throw tableErrors.noSuchResource();
  return table;
}

/** Finds a table by name or ARN that serves reads and writes of items. */
export function servingTable(account: Account, nameOrArn: string): AccountTable | undefined {
  const table = findTable(account, nameOrArn);
  return table !== undefined && servesRequests(table.details.status) ? table : undefined;
}

/**
 * Returns the table that a control operation names, whatever its status.
 *
 * @throws ServiceError - ResourceNotFoundException with the table's name.
 */
export function namedTable(account: Account, nameOrArn: string): AccountTable {
  const table = findTable(account, nameOrArn);
  if (table === undefined) throw tableErrors.noSuchTable(tableInArn(nameOrArn) ?? nameOrArn);
  return table;
}

/**
 * Checks that no table has a name, whatever the table's status.
 *
 * @throws ServiceError - ResourceInUseException.
 */
export function checkNameIsFree(account: Account, name: string): void {
  const table = tableOf(account, name);
  if (table === undefined) return;
  throw table.details.status === 'CREATING' ? tableErrors.isBeingCreated(name) : tableErrors.exists(name);
}

/** Returns the table with that name or ARN, whatever its status. */
export function findTable(account: Account, nameOrArn: string): AccountTable | undefined {
  const name = nameOrArn.startsWith('arn:') ? (tableInArn(nameOrArn) ?? nameOrArn) : nameOrArn;
  const table = tableOf(account, name);
  return name === nameOrArn || table?.details.arn === nameOrArn ? table : undefined;
}
