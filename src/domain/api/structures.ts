import { assert } from '../assert.ts';
import { ownProperty } from '../own-property.ts';
import { serviceModel } from './service-model.ts';
import type { Structure, Structures } from './shape.ts';

/** All structures in inputs, outputs and errors, except the inputs and outputs of the operations. */
export const structures: Structures = serviceModel.structures;

/** Returns the structure with a name. */
export function structureOf(name: string): Structure {
  const found = ownProperty(structures, name);
  assert(found !== undefined, `the model has no structure ${name}`);
  return found;
}
