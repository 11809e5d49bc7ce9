import type { OperationName } from '../dynamodb.ts';
import { autoScaling } from './auto-scaling-structures.ts';
import { backups } from './backup-operations.ts';
import { batches } from './batch-operations.ts';
import { bulk } from './bulk-operations.ts';
import { exportsAndImports } from './export-and-import-operations.ts';
import { globalTables } from './global-table-operations.ts';
import { items } from './item-operations.ts';
import { monitoring } from './monitoring-operations.ts';
import { partiql } from './partiql-operations.ts';
import { queries } from './query-operations.ts';
import type { OperationModel } from './shape.ts';
import { streams } from './stream-operations.ts';
import { tables } from './table-operations.ts';
import { tableSettings } from './table-setting-operations.ts';
import { transactions } from './transaction-operations.ts';
import { vectors } from './vector-operations.ts';

/**
 * The service model: input, output and errors of every operation.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations.html
 */
export const operations: Readonly<Record<OperationName, OperationModel>> = {
  ...items.operations,
  ...queries.operations,
  ...batches.operations,
  ...transactions.operations,
  ...partiql.operations,
  ...vectors.operations,
  ...tables.operations,
  ...tableSettings.operations,
  ...monitoring.operations,
  ...backups.operations,
  ...exportsAndImports.operations,
  ...bulk.operations,
  ...globalTables.operations,
  ...autoScaling.operations,
  ...streams.operations,
};

// The cast: `Object.keys` returns strings, and the type of `operations` restricts its keys.
/** The names of all operations. */
export const operationNames: readonly OperationName[] = Object.keys(operations) as OperationName[];

/** Returns whether a text is the name of an operation. */
export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}
