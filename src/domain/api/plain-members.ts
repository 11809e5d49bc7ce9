import { isBytes, isDate } from '../brands.ts';
import { ServiceError } from '../errors.ts';
import { isPresent } from '../is-present.ts';
import { isRecord } from '../is-record.ts';
import { batchLimitBytes } from '../limits.ts';
import { ownProperty, setOwnProperty } from '../own-property.ts';
import { elementsOf } from './elements-of.ts';
import { attributeValueStructure } from './member-shapes.ts';
import type { Shape, Structure } from './shape.ts';
import { structureOf } from './structures.ts';

/**
 * Copies what the model knows of a request, at any depth, to plain objects, arrays and bytes; it reads every property once.
 * Values of a wrong type become plain values of that type, which the model rejects for the same reason.
 *
 * @throws ServiceError - the request is too large or nested too deeply.
 * @throws unknown - what a getter or proxy in the request throws.
 */
export function plainMembers(input: unknown, structure: Structure): unknown {
  return isRecord(input) ? membersOf(input, structure, 0) : standInFor(input);
}

/** Levels of attribute values that are copied: far more than an item can have, and far less than the call stack. */
const deepestCopied = 500;

function membersOf(given: Readonly<Record<string, unknown>>, structure: Structure, depth: number): object {
  const members: Record<string, unknown> = {};
  for (const name in given) {
    const member = ownProperty(structure, name);
    const value = member && given[name];
    if (member !== undefined && isPresent(value)) setOwnProperty(members, name, plain(value, member.shape, depth));
  }
  return members;
}

function plain(value: unknown, shape: Shape, depth: number): unknown {
  // The service gives no message for a request that it does not read at all.
  if (depth > deepestCopied) throw new ServiceError('SerializationException', '');
  switch (shape.kind) {
    case 'list':
      if (!Array.isArray(value)) break;
      return elementsOf(value, batchLimitBytes).map((element) => plain(element, shape.element, depth));
    case 'map':
      if (!isRecord(value)) break;
      return entriesOf(value, shape.value, depth);
    case 'structure':
      if (!isRecord(value)) break;
      return membersOf(value, structureOf(shape.name), depth);
    case 'attribute value':
      if (!isRecord(value)) break;
      return membersOf(value, attributeValueStructure, depth + 1);
    case 'blob':
      if (!isBytes(value)) break;
      return new Uint8Array(value);
    case 'timestamp':
      if (!isDate(value)) break;
      return new Date(Date.prototype.getTime.call(value));
    case 'string':
    case 'boolean':
    case 'integer':
    case 'long':
    case 'double':
      break;
    default:
      shape satisfies never;
  }
  return standInFor(value);
}

function entriesOf(given: Readonly<Record<string, unknown>>, shape: Shape, depth: number): object {
  const entries: Record<string, unknown> = {};
  for (const name of Object.keys(given)) {
    const value = given[name];
    if (isPresent(value)) setOwnProperty(entries, name, plain(value, shape, depth));
  }
  return entries;
}

/** Returns a value that is wrong in the same way: a scalar itself, for objects an empty one of the same kind. */
function standInFor(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return [];
  return isRecord(value) ? {} : new Map();
}
