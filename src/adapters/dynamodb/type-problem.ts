import { attributeValue, attributeValueStructure } from '../../domain/api/member-shapes.ts';
import { operations } from '../../domain/api/operations.ts';
import type { AttributeValueShape, MapShape, Shape, Structure, StructureReference } from '../../domain/api/shape.ts';
import { structureOf } from '../../domain/api/structures.ts';
import type { OperationName } from '../../domain/dynamodb.ts';
import { batchLimitBytes } from '../../domain/limits.ts';

/**
 * What is wrong with the JavaScript types of a request, in the words of the service's SerializationException, or
 * `undefined` where every member has the type of the model.
 *
 * The SDK does not look at them: it writes `{ S: 5 }` as an empty text, a `Set` as an empty list, and the text "false" as
 * `true`. Members that the model does not have are ignored, and `undefined` and `null` are as good as absent.
 */
export function typeProblem(operation: OperationName, input: unknown): string | undefined {
  return isRecord(input) ? structureProblem(operations[operation].input, input, valueTypeProblem) : scalarInside;
}

/** What is wrong with an attribute value, or with one of all that are inside it. */
function valueTypeProblem(value: unknown): string | undefined {
  let level = [value];
  let seen = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    seen += level.length;
    if (depth > deepestReadable || seen > mostReadable)
      return 'The value has no end, or one that is too far to be read';
    const inside: unknown[] = [];
    for (const each of level) {
      const problem = isRecord(each)
        ? structureProblem(attributeValueStructure, each, (inner) => void inside.push(inner))
        : notARecord(attributeValue, each, scalarInside);
      if (problem !== undefined) return problem;
    }
    level = inside;
  }
  return undefined;
}

/** Levels beyond which the service does not read a request at all. */
const deepestReadable = 2000;
/** Values in the largest request, as the least of them takes nine bytes on the wire. */
const mostReadable = batchLimitBytes / 9;

/** Judges an attribute value. */
type ValueJudge = (value: unknown) => string | undefined;

const scalarAsMember = 'Unexpected field type';
const scalarInside = 'Unexpected value type in payload';
const structureFound = 'Start of structure or map found where not expected';

function structureProblem(structure: Structure, input: Values, ofValue: ValueJudge): string | undefined {
  for (const name in structure) {
    const shape = structure[name]?.shape;
    const value = input[name];
    if (shape === undefined || isAbsent(value)) continue;
    const problem = shapeProblem(shape, value, ofValue, scalarAsMember);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** `ifScalar` is what the service says of text, a number or a boolean where it expects something with parts. */
function shapeProblem(shape: Shape, value: unknown, ofValue: ValueJudge, ifScalar: string): string | undefined {
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' ? undefined : notA('String', value);
    case 'integer':
      return isNumber(value) ? undefined : notA('Integer', value);
    case 'long':
      return isNumber(value) ? undefined : notA('Long', value);
    case 'double':
      return isNumber(value) ? undefined : notA('Double', value);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : notA('Boolean', value);
    case 'timestamp':
      return value instanceof Date && isNumber(value.getTime()) ? undefined : notA('Double', value);
    case 'blob':
      return value instanceof Uint8Array ? undefined : 'only base-64-encoded strings are convertible to bytes';
    case 'attribute value':
      return ofValue(value);
    case 'list':
      if (!Array.isArray(value)) return isScalar(value) ? ifScalar : structureFound;
      return firstProblem(value, (element) => shapeProblem(shape.element, element, ofValue, scalarInside));
    case 'map':
      if (!isRecord(value)) return notARecord(shape, value, ifScalar);
      return firstProblem(Object.values(value), (each) => shapeProblem(shape.value, each, ofValue, scalarInside));
    case 'structure':
      if (!isRecord(value)) return notARecord(shape, value, ifScalar);
      return structureProblem(structureOf(shape.name), value, ofValue);
    default:
      return shape satisfies never;
  }
}

function firstProblem(values: readonly unknown[], judge: ValueJudge): string | undefined {
  for (const value of values) {
    const problem = isAbsent(value) ? undefined : judge(value);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function notA(type: 'String' | 'Integer' | 'Long' | 'Double' | 'Boolean', found: unknown): string {
  // Of a list in the place of a truth value the service says nothing at all.
  if (Array.isArray(found)) return type === 'Boolean' ? '' : `Unrecognized collection type class java.lang.${type}`;
  if (!isScalar(found)) return structureFound;
  if (type === 'Boolean' && typeof found === 'string') return 'Unexpected token received from parser';
  return `${tokenOf(found)} cannot be converted to ${type}`;
}

function notARecord(
  shape: MapShape | StructureReference | AttributeValueShape,
  found: unknown,
  ifScalar: string,
): string {
  if (!Array.isArray(found)) return ifScalar;
  return `Unrecognized collection type ${shape.kind === 'map' ? '' : 'class '}${javaType(shape)}`;
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

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

type Values = Readonly<Record<string, unknown>>;

/** An object that means its own members: a `Map`, a `Set`, a `Date` or bytes would be written as an empty one. */
function isRecord(value: unknown): value is Values {
  return Object.prototype.toString.call(value) === '[object Object]';
}
