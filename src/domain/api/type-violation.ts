import { isBytes, isDate } from '../brands.ts';
import { isPresent } from '../is-present.ts';
import { isRecord } from '../is-record.ts';
import { batchLimitBytes } from '../limits.ts';
import { ownProperty } from '../own-property.ts';
import { elementsOf } from './elements-of.ts';
import { attributeValueStructure } from './member-shapes.ts';
import { requestTooLarge } from './request-too-large.ts';
import type { AttributeValueShape, MapShape, Shape, Structure, StructureReference } from './shape.ts';
import { structureOf } from './structures.ts';

/**
 * Returns the SerializationException message for the first value in a request whose JavaScript type differs from the
 * model; `undefined` if all types match. "First" is the order of the members in the objects, as DynamoDB reads JSON.
 * Unknown members are ignored; `undefined` and `null` count as absent.
 *
 * @param isBoolean - whether a value is accepted as a boolean: DynamoDB also accepts some strings, which the SDK cannot
 * send.
 * @throws ServiceError - RequestEntityTooLarge: the input has more values than fit into any request.
 */
export function typeViolation(
  input: unknown,
  structure: Structure,
  isBoolean: (value: unknown) => boolean,
): string | undefined {
  if (!isRecord(input)) return notARequest;
  // A list of pending values instead of recursion, because values can nest deeper than the call stack.
  const waiting = membersOf(input, structure, 0).reverse();
  let found = waiting.length;
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const inside = checkPart(part, isBoolean);
    if (typeof inside === 'string') return inside;
    found += inside.length;
    if (found > mostReadable) throw requestTooLarge();
    for (const each of inside.reverse()) waiting.push(each);
  }
  return undefined;
}

/** Levels of attribute values; DynamoDB does not parse a deeper request. */
const deepestReadable = 2000;
/** Values in the largest request: each takes at least three bytes on the wire. */
const mostReadable = batchLimitBytes / 3;

/** A value of a request and its expected shape. */
interface Part {
  readonly value: unknown;
  readonly shape: Shape;
  /** Number of attribute values around it. */
  readonly depth: number;
  /** The message for a string, number or boolean where a list, map or structure is expected. */
  readonly ifScalar: string;
}

// For these, DynamoDB's exception has no message.
const notARequest = '';
const tooDeep = '';
const scalarAsMember = 'Unexpected field type';
const scalarInside = 'Unexpected value type in payload';
// Of a scalar in a list or map whose elements are lists or maps themselves (behaviour §23).
const scalarAsCollection =
  "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class (sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of loader 'bootstrap')";
const structureFound = 'Start of structure or map found where not expected';
const notBytes = 'only base-64-encoded strings are convertible to bytes';

/** Returns the violation of a value, or the values inside it. */
function checkPart({ value, shape, depth, ifScalar }: Part, isBoolean: (value: unknown) => boolean): string | Part[] {
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
      return isDate(value) && isNumber(value.getTime()) ? [] : notA('Double', value);
    case 'blob':
      return isBytes(value) ? [] : notABlob(value);
    case 'list':
      if (!Array.isArray(value)) return isScalar(value) ? ifScalar : structureFound;
      return partsOf(elementsOf(value, mostReadable), shape.element, depth);
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

/** Returns the members of a structure that are present. */
function membersOf(given: Record<string, unknown>, structure: Structure, depth: number): Part[] {
  const parts: Part[] = [];
  // Inherited members count too, because execution reads them as well.
  for (const name in given) {
    const member = ownProperty(structure, name);
    const value = member && given[name];
    if (member === undefined || !isPresent(value)) continue;
    parts.push({ value, shape: member.shape, depth, ifScalar: scalarAsMember });
  }
  return parts;
}

/** Returns the values in a list or map. */
function partsOf(values: readonly unknown[], shape: Shape, depth: number): Part[] {
  const ifScalar = shape.kind === 'list' || shape.kind === 'map' ? scalarAsCollection : scalarInside;
  const parts: Part[] = [];
  for (const value of values) {
    if (isPresent(value)) parts.push({ value, shape, depth, ifScalar });
  }
  return parts;
}

function notA(type: 'String' | 'Integer' | 'Long' | 'Double' | 'Boolean', found: unknown): string {
  // For a list instead of a boolean, DynamoDB's exception has no message.
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

/** Returns the message for a list where another type is expected. */
function unrecognized(type: string): string {
  return `Unrecognized collection type ${type}`;
}

/** Returns the name of a type as in DynamoDB's messages. */
function javaType(shape: Shape): string {
  if (shape.kind === 'map') return `java.util.Map<java.lang.String, ${javaType(shape.value)}>`;
  if (shape.kind === 'list') return `java.util.List<${javaType(shape.element)}>`;
  if (shape.kind === 'structure') return `com.amazonaws.dynamodb.v20120810.${shape.name}`;
  return shape.kind === 'attribute value' ? 'com.amazonaws.dynamodb.v20120810.AttributeValue' : 'java.lang.String';
}

type Scalar = string | number | bigint | boolean;

/** Returns the name of a scalar in DynamoDB's messages. The SDK writes numbers that are not finite as strings. */
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
