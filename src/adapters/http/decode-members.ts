import { attributeValueStructure } from '../../domain/api/member-shapes.ts';
import type { Shape, Structure } from '../../domain/api/shape.ts';
import { structureOf } from '../../domain/api/structures.ts';
import { isRecord } from '../../domain/is-record.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { decodeBase64 } from './base64.ts';

/**
 * Turns what JSON writes as text or numbers, and the port does not, into what the port takes: base64 into bytes, seconds
 * into a `Date`. The members are changed in place, as they were parsed for this and belong to nobody else.
 *
 * Whatever is of another type than the model's is left as it came: to refuse it is part of carrying a request out.
 *
 * @throws ServiceError - SerializationException: text that is no base64 stands for bytes.
 */
export function decodeMembers(members: unknown, structure: Structure): void {
  // What is still to be done is kept in a list, because a request may nest deeper than functions can call each other.
  const waiting: Part[] = [];
  decodeStructure(members, structure, waiting);
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) decodePart(part, waiting);
}

/** A list, map or structure whose inside is not decoded yet. */
interface Part {
  readonly raw: unknown;
  readonly shape: Shape;
}

function decodePart({ raw, shape }: Part, waiting: Part[]): void {
  if (shape.kind === 'attribute value') decodeStructure(raw, attributeValueStructure, waiting);
  else if (shape.kind === 'structure') decodeStructure(raw, structureOf(shape.name), waiting);
  else if (shape.kind === 'list' && Array.isArray(raw)) {
    for (const index of raw.keys()) decodeMember(raw, index, { shape: shape.element, waiting });
  } else if (shape.kind === 'map' && isRecord(raw)) {
    for (const name of Object.keys(raw)) decodeMember(raw, name, { shape: shape.value, waiting });
  }
}

function decodeStructure(raw: unknown, structure: Structure, waiting: Part[]): void {
  if (!isRecord(raw)) return;
  for (const name of Object.keys(raw)) {
    const member = ownProperty(structure, name);
    if (member !== undefined) decodeMember(raw, name, { shape: member.shape, waiting });
  }
}

function decodeMember<Key extends string | number>(
  holder: Record<Key, unknown>,
  key: Key,
  { shape, waiting }: { readonly shape: Shape; readonly waiting: Part[] },
): void {
  const raw = holder[key];
  switch (shape.kind) {
    case 'blob':
      if (typeof raw === 'string') holder[key] = decodeBase64(raw);
      return;
    case 'timestamp':
      if (typeof raw === 'number') holder[key] = new Date(raw * 1000);
      return;
    case 'integer':
    case 'long':
    case 'double':
      // A number in JSON has an end, though JavaScript does not count so far.
      if (raw === Infinity) holder[key] = Number.MAX_VALUE;
      if (raw === -Infinity) holder[key] = -Number.MAX_VALUE;
      return;
    case 'list':
    case 'map':
    case 'structure':
    case 'attribute value':
      if (typeof raw === 'object' && raw !== null) waiting.push({ raw, shape });
      return;
    default:
      return; // JSON writes the others as the port takes them
  }
}
