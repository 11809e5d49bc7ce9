import type { OperationName } from '../dynamodb.ts';
import { autoScaling } from './auto-scaling-structures.ts';
import { backups } from './backup-operations.ts';
import { batches } from './batch-operations.ts';
import { bulk } from './bulk-operations.ts';
import { capacityStructures } from './capacity-structures.ts';
import { errorStructures } from './error-structures.ts';
import { exportsAndImports } from './export-and-import-operations.ts';
import { globalTables } from './global-table-operations.ts';
import { items } from './item-operations.ts';
import { monitoring } from './monitoring-operations.ts';
import { partiql } from './partiql-operations.ts';
import { queries } from './query-operations.ts';
import { replicaStructures } from './replica-structures.ts';
import type { Family, OperationModel } from './shape.ts';
import { streams } from './stream-operations.ts';
import { tables } from './table-operations.ts';
import { tableSettings } from './table-setting-operations.ts';
import { transactions } from './transaction-operations.ts';
import { vectors } from './vector-operations.ts';

const operations: Readonly<Record<OperationName, OperationModel>> = {
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

/**
 * All families joined. In `dist` it is text that is parsed as it is used (`model-text.ts`), because most programs use a
 * few of the operations: evaluated as code it was a fifth of the import of `dynarepo/memory`.
 */
export const serviceModel: Family<OperationName> = {
  operations,
  structures: {
    ...capacityStructures,
    ...items.structures,
    ...queries.structures,
    ...batches.structures,
    ...transactions.structures,
    ...partiql.structures,
    ...vectors.structures,
    ...replicaStructures,
    ...tables.structures,
    ...tableSettings.structures,
    ...monitoring.structures,
    ...backups.structures,
    ...exportsAndImports.structures,
    ...bulk.structures,
    ...globalTables.structures,
    ...autoScaling.structures,
    ...streams.structures,
    ...errorStructures,
  },
};
