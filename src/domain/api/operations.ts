import type { OperationName } from '../dynamodb.ts';
import { autoScaling } from './auto-scaling.ts';
import { backups } from './backups.ts';
import { batches } from './batches.ts';
import { bulk } from './bulk.ts';
import { exportsAndImports } from './exports-and-imports.ts';
import { globalTables } from './global-tables.ts';
import { items } from './items.ts';
import { monitoring } from './monitoring.ts';
import { partiql } from './partiql.ts';
import { queries } from './queries.ts';
import type { OperationModel } from './shape.ts';
import { streams } from './streams.ts';
import { tableSettings } from './table-settings.ts';
import { tables } from './tables.ts';
import { transactions } from './transactions.ts';
import { vectors } from './vectors.ts';

/**
 * The service model: what every operation takes, gives and throws.
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

// The cast: the type of `operations` says what its keys are, while `Object.keys` only speaks of strings.
/** The names of all operations. */
export const operationNames: readonly OperationName[] = Object.keys(operations) as OperationName[];

/** Whether that text, such as the target of a request, names an operation. */
export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}
