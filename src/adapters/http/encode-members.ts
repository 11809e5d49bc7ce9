import { attributeValue, attributeValueStructure } from '../../domain/api/member-shapes.ts';
import type { Shape, Structure } from '../../domain/api/shape.ts';
import { structureOf } from '../../domain/api/structures.ts';
import { isBytes, isDate } from '../../domain/brands.ts';
import type { AttributeValue, Item } from '../../domain/dynamodb.ts';
import { setAttribute } from '../../domain/values/attribute-value.ts';

/** Members of a request, an answer or an error by name. */
export type Members = Readonly<Record<string, unknown>>;

/**
 * What JSON can write of members as the port has them: base64 for bytes, seconds for a `Date`. Members that the model does
 * not have are left out. The result may share what needs no change with `members`.
 */
export function encodeMembers(members: object, structure: Structure): Members {
  const encoded: Record<string, unknown> = {};
  for (const name in structure) {
    const value: unknown = Reflect.get(members, name);
    const shape = structure[name]?.shape;
    if (shape !== undefined && value !== undefined && value !== null) encoded[name] = encode(value, shape);
  }
  return encoded;
}

/** What JSON can write of one value. */
export function encode(value: unknown, shape: Shape): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isBytes(value)) return toBase64(value);
  if (Array.isArray(value)) {
    return shape.kind === 'list' ? value.map((element: unknown) => encode(element, shape.element)) : value;
  }
  switch (shape.kind) {
    case 'timestamp':
      return isDate(value) ? value.getTime() / 1000 : value;
    case 'attribute value':
      return encodeValue(value as AttributeValue); // the model says so
    case 'map':
      if (shape.value === attributeValue) return encodeItem(value as Item); // the model says so
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, encode(each, shape.value)]));
    case 'structure':
      return encodeMembers(value, structureOf(shape.name));
    default:
      return value;
  }
}

/** The same object where no bytes are in it, which is what most items are. */
function encodeItem(item: Item): Item | Members {
  let copy: Item | undefined;
  for (const name in item) {
    const value = item[name];
    const encoded = value && encodeValue(value);
    if (encoded === value) continue;
    copy ??= { ...item };
    setAttribute(copy, name, encoded as AttributeValue); // only JSON is made of it, where bytes are text
  }
  return copy ?? item;
}

/** Values of a request may hold members and elements that are null, which is as good as absent. */
function encodeValue(value: AttributeValue): AttributeValue | Members {
  if (typeof value.S === 'string' || typeof value.N === 'string') return value;
  if (value.M) {
    const inside = encodeItem(value.M);
    return inside === value.M ? value : { M: inside };
  }
  if (value.L) return { L: value.L.map((element) => element && encodeValue(element)) };
  return value.B || value.BS ? encodeMembers(value, attributeValueStructure) : value;
}

function toBase64({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString('base64');
}
