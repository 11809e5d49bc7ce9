import type { Table } from '../../domain/entity/table.ts';
import { TableMismatchError, TableNotFoundError } from '../../domain/errors.ts';
import type { CallOptions } from '../call-options.ts';
import type { Connection } from '../connection.ts';
import { findTable } from '../table-wait.ts';
import { planTable } from './plan-table.ts';
import { describeDifference, throwUnreadable } from './table-plan.ts';

/** Options of `verify()`. */
export interface VerifyOptions extends CallOptions {
  /** Whether what the definition lacks is a difference, such as an additional index. Default: `false`. */
  readonly exact?: boolean | undefined;
}

/**
 * Checks that a table has what its definition has.
 *
 * @throws TableMismatchError - it does not.
 * @throws TableNotFoundError - it does not exist, or is being deleted.
 */
export async function verifyTable(connection: Connection, table: Table, options: VerifyOptions): Promise<void> {
  const { exact = false } = options;
  const found = await findTable(connection, table.name, options);
  if (found === undefined || found.TableStatus === 'DELETING') throw new TableNotFoundError(table.name);
  const plan = await planTable(connection, table, found, { ...options, readsAll: exact });
  throwUnreadable(plan);
  const differences = plan.changes.filter(({ kind }) => exact || kind !== 'delete');
  if (differences.length > 0) throw new TableMismatchError(table.name, differences.map(describeDifference));
}
