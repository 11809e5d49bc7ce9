import type { Shape, Structure } from '../domain/api/shape.ts';
import { structureOf } from '../domain/api/structures.ts';
import { excerpt } from '../domain/excerpt.ts';
import { isRecord } from '../domain/is-record.ts';
import { ownProperty } from '../domain/own-property.ts';
import { suggestion } from '../domain/suggestion.ts';

/** Returns a message on the first member that the model of a request lacks; `undefined` if it has all members. */
export function unknownMember(members: Record<string, unknown>, structure: Structure, path = ''): string | undefined {
  const [parent, prefix] = path === '' ? ['CreateTable', ''] : [path, `${path}.`];
  for (const [name, value] of Object.entries(members)) {
    const member = ownProperty(structure, name);
    if (member === undefined) {
      return `${parent} has no member ${excerpt(name)}${suggestion(excerpt(name), Object.keys(structure))}`;
    }
    const inside = unknownInside(value, member.shape, prefix + name);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/** Values of the wrong type are ignored: the engine rejects them. */
function unknownInside(value: unknown, shape: Shape, path: string): string | undefined {
  if (shape.kind === 'structure' && isRecord(value)) return unknownMember(value, structureOf(shape.name), path);
  if (shape.kind !== 'list' || !Array.isArray(value)) return undefined;
  for (const [index, element] of value.entries()) {
    const inside = unknownInside(element, shape.element, `${path}[${index}]`);
    if (inside !== undefined) return inside;
  }
  return undefined;
}
