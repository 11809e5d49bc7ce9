import { assert } from '../assert.ts';
import { ownProperty } from '../own-property.ts';
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
import type { Structure, Structures } from './shape.ts';
import { streams } from './stream-operations.ts';
import { tables } from './table-operations.ts';
import { tableSettings } from './table-setting-operations.ts';
import { transactions } from './transaction-operations.ts';
import { vectors } from './vector-operations.ts';

/** All structures in inputs, outputs and errors, except the inputs and outputs of the operations. */
export const structures: Structures = {
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
};

/** Returns the structure with a name. */
export function structureOf(name: string): Structure {
  const found = ownProperty(structures, name);
  assert(found !== undefined, `the model has no structure ${name}`);
  return found;
}
