import { attributeValueStructure } from '../../domain/api/member-shapes.ts';
import type { Shape, Structure } from '../../domain/api/shape.ts';
import { structureOf } from '../../domain/api/structures.ts';
import { isBytes, isDate } from '../../domain/brands.ts';
import type { AttributeValue, Item } from '../../domain/dynamodb.ts';
import { setAttribute } from '../../domain/values/attribute-value.ts';
import { encodeBase64 } from './base64.ts';

/** Members of an input, an output or an error by name. */
export type Members = Readonly<Record<string, unknown>>;

/**
 * Converts members from the types of the port to those of JSON: bytes to base64, a `Date` to seconds. Drops members that
 * the model does not have. The result may share unchanged values with `members`.
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

/** Converts one value to the types of JSON. */
export function encode(value: unknown, shape: Shape): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isBytes(value)) return encodeBase64(value);
  if (isDate(value)) return value.getTime() / 1000;
  if (Array.isArray(value)) {
    return shape.kind === 'list' ? value.map((element: unknown) => encode(element, shape.element)) : value;
  }
  switch (shape.kind) {
    case 'timestamp':
      return isDate(value) ? value.getTime() / 1000 : value;
    case 'attribute value':
      return encodeValue(value as AttributeValue); // the model says so
    case 'map':
      if (shape.value.kind === 'attribute value') return encodeItem(value as Item); // the model says so
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, encode(each, shape.value)]));
    case 'structure':
      return encodeMembers(value, structureOf(shape.name));
    default:
      return value;
  }
}

/** Returns the same object if it holds no bytes, as most items do. */
function encodeItem(item: Item): Item | Members {
  let copy: Item | undefined;
  for (const name in item) {
    const value = item[name];
    const encoded = value && encodeValue(value);
    if (encoded === value) continue;
    copy ??= { ...item };
    setAttribute(copy, name, encoded as AttributeValue); // only encoded as JSON, where bytes are text
  }
  return copy ?? item;
}

/** Members and elements may be null, which means absent. */
function encodeValue(value: AttributeValue): AttributeValue | Members {
  if (typeof value.S === 'string' || typeof value.N === 'string') return value;
  if (value.M) {
    const inside = encodeItem(value.M);
    return inside === value.M ? value : { M: inside };
  }
  if (value.L) return { L: value.L.map((element) => element && encodeValue(element)) };
  return value.B || value.BS ? encodeMembers(value, attributeValueStructure) : value;
}
