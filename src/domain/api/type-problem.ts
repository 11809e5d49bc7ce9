import { isPresent } from '../is-present.ts';
import { isRecord } from '../is-record.ts';
import { batchLimitBytes } from '../limits.ts';
import { ownProperty } from '../own-property.ts';
import { attributeValueStructure } from './member-shapes.ts';
import { requestTooLarge } from './request-too-large.ts';
import type { AttributeValueShape, MapShape, Shape, Structure, StructureReference } from './shape.ts';
import { structureOf } from './structures.ts';

/**
 * What the service says, in a SerializationException, of the first value in a request whose JavaScript type is not that of
 * the model, or `undefined` where there is none. First is what comes first in the objects given, as the service reads JSON
 * as it comes. Members that the model does not have are ignored, and `undefined` and `null` are as good as absent.
 *
 * @param isBoolean - what may stand for true or false: the service takes some words as well, which the SDK cannot send.
 * @throws ServiceError - RequestEntityTooLarge: there is more to judge than fits into any request.
 */
export function typeViolation(
  input: unknown,
  structure: Structure,
  isBoolean: (value: unknown) => boolean,
): string | undefined {
  if (!isRecord(input)) return notARequest;
  // What is still to be judged is kept in a list, because values can nest deeper than functions can call each other.
  const waiting = membersOf(input, structure, 0).reverse();
  let found = waiting.length;
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const inside = judge(part, isBoolean);
    if (typeof inside === 'string') return inside;
    found += inside.length;
    if (found > mostReadable) throw requestTooLarge();
    for (const each of inside.reverse()) waiting.push(each);
  }
  return undefined;
}

/** Levels of attribute values beyond which the service does not read a request at all. */
const deepestReadable = 2000;
/** Values in the largest request, as the least of them takes three bytes on the wire. */
const mostReadable = batchLimitBytes / 3;

/** A value of a request, and what it should be. */
interface Part {
  readonly value: unknown;
  readonly shape: Shape;
  /** Attribute values around it. */
  readonly depth: number;
  /** What the service says of text, a number or a boolean where it expects something with parts. */
  readonly ifScalar: string;
}

// Of these the service says no more than that it cannot read them.
const notARequest = '';
const tooDeep = '';
const scalarAsMember = 'Unexpected field type';
const scalarInside = 'Unexpected value type in payload';
// Of a scalar in a list or map whose elements are lists or maps themselves (behaviour §23).
const scalarAsCollection =
  "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class (sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of loader 'bootstrap')";
const structureFound = 'Start of structure or map found where not expected';
const notBytes = 'only base-64-encoded strings are convertible to bytes';

/** What is wrong with a value itself, or else what is inside it. */
function judge({ value, shape, depth, ifScalar }: Part, isBoolean: (value: unknown) => boolean): string | Part[] {
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' ? [] : notA('String', value);
    case 'integer':
      return isNumber(value) ? [] : notA('Integer', value);
    case 'long':
      return isNumber(value) ? [] : notA('Long', value);
    case 'double':
      return isNumber(value) ? [] : notA('Double', value);
    case 'boolean':
      return isBoolean(value) ? [] : notA('Boolean', value);
    case 'timestamp':
      return value instanceof Date && isNumber(value.getTime()) ? [] : notA('Double', value);
    case 'blob':
      return value instanceof Uint8Array ? [] : notABlob(value);
    case 'list':
      if (!Array.isArray(value)) return isScalar(value) ? ifScalar : structureFound;
      if (value.length > mostReadable) throw requestTooLarge();
      return partsOf(value, shape.element, depth);
    case 'map':
      return isRecord(value) ? partsOf(Object.values(value), shape.value, depth) : notARecord(shape, value, ifScalar);
    case 'structure':
      return isRecord(value) ? membersOf(value, structureOf(shape.name), depth) : notARecord(shape, value, ifScalar);
    case 'attribute value':
      if (depth > deepestReadable) return tooDeep;
      return isRecord(value)
        ? membersOf(value, attributeValueStructure, depth + 1)
        : notARecord(shape, value, scalarInside);
    default:
      return shape satisfies never;
  }
}

/** The members of a structure that are there. */
function membersOf(given: Record<string, unknown>, structure: Structure, depth: number): Part[] {
  const parts: Part[] = [];
  // Not only own ones, as those who carry the request out read inherited ones as well.
  for (const name in given) {
    const member = ownProperty(structure, name);
    const value = member && given[name];
    if (member === undefined || !isPresent(value)) continue;
    parts.push({ value, shape: member.shape, depth, ifScalar: scalarAsMember });
  }
  return parts;
}

/** What is in a list or map. */
function partsOf(values: readonly unknown[], shape: Shape, depth: number): Part[] {
  const ifScalar = shape.kind === 'list' || shape.kind === 'map' ? scalarAsCollection : scalarInside;
  const parts: Part[] = [];
  for (const value of values) {
    if (isPresent(value)) parts.push({ value, shape, depth, ifScalar });
  }
  return parts;
}

function notA(type: 'String' | 'Integer' | 'Long' | 'Double' | 'Boolean', found: unknown): string {
  // Of a list in the place of a truth value the service says nothing at all.
  if (Array.isArray(found)) return type === 'Boolean' ? '' : unrecognized(`class java.lang.${type}`);
  if (!isScalar(found)) return structureFound;
  if (type === 'Boolean' && typeof found === 'string') return 'Unexpected token received from parser';
  return `${tokenOf(found)} cannot be converted to ${type}`;
}

function notABlob(found: unknown): string {
  if (Array.isArray(found)) return unrecognized('class java.nio.ByteBuffer');
  return isRecord(found) ? structureFound : notBytes;
}

function notARecord(
  shape: MapShape | StructureReference | AttributeValueShape,
  found: unknown,
  ifScalar: string,
): string {
  if (!Array.isArray(found)) return ifScalar;
  return unrecognized(shape.kind === 'map' ? javaType(shape) : `class ${javaType(shape)}`);
}

/** A list in the place of something else. */
function unrecognized(type: string): string {
  return `Unrecognized collection type ${type}`;
}

/** The service's own name of a type, as its messages show it. */
function javaType(shape: Shape): string {
  if (shape.kind === 'map') return `java.util.Map<java.lang.String, ${javaType(shape.value)}>`;
  if (shape.kind === 'list') return `java.util.List<${javaType(shape.element)}>`;
  if (shape.kind === 'structure') return `com.amazonaws.dynamodb.v20120810.${shape.name}`;
  return shape.kind === 'attribute value' ? 'com.amazonaws.dynamodb.v20120810.AttributeValue' : 'java.lang.String';
}

type Scalar = string | number | bigint | boolean;

/** What the service's parser calls a scalar. JSON has no numbers that are not finite: the SDK writes them as text. */
function tokenOf(scalar: Scalar): string {
  if (typeof scalar === 'boolean') return scalar ? 'TRUE_VALUE' : 'FALSE_VALUE';
  if (typeof scalar === 'number' && isNumber(scalar))
    return Number.isInteger(scalar) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
  return typeof scalar === 'bigint' ? 'NUMBER_VALUE' : 'STRING_VALUE';
}

function isNumber(value: unknown): boolean {
  return Number.isFinite(value);
}

function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}
