import type { Shape, Structure } from '../domain/api/shape.ts';
import { structureOf } from '../domain/api/structures.ts';
import { isRecord } from '../domain/is-record.ts';
import { ownProperty } from '../domain/own-property.ts';
import { suggestion } from '../domain/suggestion.ts';

/** What to say of the first member that the model of a request does not have; `undefined` where it has them all. */
export function unknownMember(members: Record<string, unknown>, structure: Structure, path = ''): string | undefined {
  const [where, prefix] = path === '' ? ['CreateTable', ''] : [path, `${path}.`];
  for (const [name, value] of Object.entries(members)) {
    const member = ownProperty(structure, name);
    if (member === undefined) return `${where} has no member ${name}${suggestion(name, Object.keys(structure))}`;
    const inside = unknownInside(value, member.shape, prefix + name);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/** Values of a wrong type are left to those who carry the request out. */
function unknownInside(value: unknown, shape: Shape, path: string): string | undefined {
  if (shape.kind === 'structure' && isRecord(value)) return unknownMember(value, structureOf(shape.name), path);
  if (shape.kind !== 'list' || !Array.isArray(value)) return undefined;
  for (const [index, element] of value.entries()) {
    const inside = unknownInside(element, shape.element, `${path}[${index}]`);
    if (inside !== undefined) return inside;
  }
  return undefined;
}
