import { attributeValueStructure } from '../../domain/api/member-shapes.ts';
import type { Shape, Structure } from '../../domain/api/shape.ts';
import { structureOf } from '../../domain/api/structures.ts';
import { isRecord } from '../../domain/is-record.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { decodeBase64 } from './base64.ts';

/**
 * Converts parsed JSON to the types of the port, in place: base64 to bytes, seconds to a `Date`. Values of a type that the
 * model does not allow stay as they are; the port rejects them.
 *
 * @throws ServiceError - SerializationException: text in the place of bytes is not base64.
 */
export function decodeMembers(members: unknown, structure: Structure): void {
  // A list instead of recursion, because a request may nest deeper than the call stack.
  const waiting: Part[] = [];
  decodeStructure(members, structure, waiting);
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) decodePart(part, waiting);
}

/** A list, map or structure whose content is still to be decoded. */
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
      // JSON numbers are finite, but `JSON.parse` returns Infinity for one beyond a double.
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
      return; // the others have the same type in JSON and in the port
  }
}
