import type { Shape, Structure } from '../../domain/api/shape.ts';
import { structureOf } from '../../domain/api/structures.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { type Properties, Unresolved } from './unresolved.ts';

/**
 * Converts the scalars of a template to the types of an operation's input, as CloudFormation does: `"5"` to a number, `"true"`
 * to a boolean, `123` to a text. Other values stay as they are.
 */
export function toModelTypes(properties: Properties, structure: Structure): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => {
      const member = ownProperty(structure, name);
      return [name, member === undefined ? value : toShape(value, member.shape)];
    }),
  );
}

function toShape(value: unknown, shape: Shape): unknown {
  if (value instanceof Unresolved || value === null) return value;
  switch (shape.kind) {
    case 'string':
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    case 'integer':
    case 'long':
    case 'double':
      return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
    case 'boolean':
      return value === 'true' ? true : value === 'false' ? false : value;
    case 'list':
      return Array.isArray(value) ? value.map((element: unknown) => toShape(element, shape.element)) : value;
    case 'structure':
      return typeof value === 'object' && !Array.isArray(value)
        ? toModelTypes({ ...value }, structureOf(shape.name))
        : value;
    default:
      return value;
  }
}
