import { isRecord } from '../is-record.ts';
import { ownProperty } from '../own-property.ts';
import { attributeValueStructure } from './member-shapes.ts';
import type { Shape, Structure } from './shape.ts';
import { structureOf } from './structures.ts';

/**
 * Converts parsed JSON to the types of the port, in place: base64 to bytes, seconds to a `Date`. Values of a type that the
 * model does not allow stay as they are.
 *
 * @param toBytes - decodes base64; an argument, because platforms have different fast ways.
 */
export function decodeMembers(members: unknown, structure: Structure, toBytes: (base64: string) => Uint8Array): void {
  new Decoder(toBytes).decode(members, structure);
}

/** A list, map or structure whose content is still to be decoded. */
interface Part {
  readonly raw: unknown;
  readonly shape: Shape;
}

class Decoder {
  /** A list instead of recursion, because a request may nest deeper than the call stack. */
  readonly #waiting: Part[] = [];
  readonly #toBytes: (base64: string) => Uint8Array;

  constructor(toBytes: (base64: string) => Uint8Array) {
    this.#toBytes = toBytes;
  }

  decode(members: unknown, structure: Structure): void {
    this.#decodeStructure(members, structure);
    for (let part = this.#waiting.pop(); part !== undefined; part = this.#waiting.pop()) this.#decodePart(part);
  }

  #decodePart({ raw, shape }: Part): void {
    if (shape.kind === 'attribute value') this.#decodeStructure(raw, attributeValueStructure);
    else if (shape.kind === 'structure') this.#decodeStructure(raw, structureOf(shape.name));
    else if (shape.kind === 'list' && Array.isArray(raw)) {
      for (const index of raw.keys()) this.#decodeMember(raw, index, shape.element);
    } else if (shape.kind === 'map' && isRecord(raw)) {
      for (const name of Object.keys(raw)) this.#decodeMember(raw, name, shape.value);
    }
  }

  #decodeStructure(raw: unknown, structure: Structure): void {
    if (!isRecord(raw)) return;
    for (const name of Object.keys(raw)) {
      const member = ownProperty(structure, name);
      if (member !== undefined) this.#decodeMember(raw, name, member.shape);
    }
  }

  #decodeMember<Key extends string | number>(holder: Record<Key, unknown>, key: Key, shape: Shape): void {
    const raw = holder[key];
    switch (shape.kind) {
      case 'blob':
        if (typeof raw === 'string') holder[key] = this.#toBytes(raw);
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
      case 'attribute value':
        if (typeof raw === 'object' && raw !== null && mayHoldBytes(raw)) this.#waiting.push({ raw, shape });
        return;
      case 'list':
      case 'map':
      case 'structure':
        if (typeof raw === 'object' && raw !== null && !isOfTexts(shape)) this.#waiting.push({ raw, shape });
        return;
      default:
        return; // the others have the same type in JSON and in the port
    }
  }
}

/** Measured: passing over most values here takes a third of the time of looking at each of their members. */
function mayHoldBytes(value: object): boolean {
  for (const name in value) {
    switch (name) {
      case 'S':
      case 'N':
      case 'BOOL':
      case 'NULL':
      case 'SS':
      case 'NS':
        continue;
      default:
        return true;
    }
  }
  return false;
}

function isOfTexts(shape: Shape): boolean {
  return (
    (shape.kind === 'map' && shape.value.kind === 'string') ||
    (shape.kind === 'list' && shape.element.kind === 'string')
  );
}
