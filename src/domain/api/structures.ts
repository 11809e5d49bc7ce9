import { assert } from '../assert.ts';
import { ownProperty } from '../own-property.ts';
import { autoScaling } from './auto-scaling.ts';
import { backups } from './backups.ts';
import { batches } from './batches.ts';
import { bulk } from './bulk.ts';
import { capacityStructures } from './capacity.ts';
import { errorStructures } from './errors.ts';
import { exportsAndImports } from './exports-and-imports.ts';
import { globalTables } from './global-tables.ts';
import { items } from './items.ts';
import { monitoring } from './monitoring.ts';
import { partiql } from './partiql.ts';
import { queries } from './queries.ts';
import { replicaStructures } from './replicas.ts';
import type { Structure, Structures } from './shape.ts';
import { streams } from './streams.ts';
import { tableSettings } from './table-settings.ts';
import { tables } from './tables.ts';
import { transactions } from './transactions.ts';
import { vectors } from './vectors.ts';

/** Every structure that requests, answers and errors are made of, beside those of the operations themselves. */
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

/** The structure that a shape refers to by its name. */
export function structureOf(name: string): Structure {
  const found = ownProperty(structures, name);
  assert(found !== undefined, `the model has no structure ${name}`);
  return found;
}
