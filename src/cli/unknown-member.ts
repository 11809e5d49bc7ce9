import type { Shape, Structure } from '../domain/api/shape.ts';
import { structureOf } from '../domain/api/structures.ts';
import { isRecord } from '../domain/is-record.ts';
import { ownProperty } from '../domain/own-property.ts';

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

function suggestion(name: string, known: readonly string[]): string {
  const distances = known.map((candidate) => ({ candidate, distance: distance(name, candidate) }));
  const [closest] = distances.toSorted((a, b) => a.distance - b.distance);
  const isClose = closest !== undefined && closest.distance <= Math.max(1, name.length / 3);
  return isClose ? `; did you mean "${closest.candidate}"?` : '';
}

/** How many letters have to be put in, taken out or changed to make one name of another, whatever their case. */
function distance(from: string, to: string): number {
  const [source, target] = [from.toLowerCase(), to.toLowerCase()];
  let row = Array.from({ length: target.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...source].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...target].entries()) {
      const changed = (row[column] ?? 0) + Number(letter !== other);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
