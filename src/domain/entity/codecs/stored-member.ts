import type { AttributeValue } from '../../dynamodb.ts';
import { isRecord } from '../../is-record.ts';
import type { DataType } from '../../values/attribute-value.ts';
import { readableJson } from '../../values/readable-value.ts';
import { badStoredValue, type ValueLocation } from '../value-location.ts';

/** The JavaScript types of attribute values, by data type. */
interface Members {
  readonly S: string;
  readonly N: string;
  readonly B: Uint8Array;
  readonly BOOL: boolean;
  readonly NULL: true;
  readonly SS: readonly string[];
  readonly NS: readonly string[];
  readonly BS: readonly Uint8Array[];
  readonly L: readonly AttributeValue[];
  readonly M: Readonly<Record<string, AttributeValue>>;
}

/**
 * Returns the content of a stored value, which comes from the engine and can have any form.
 *
 * @throws DynarepoError - `BAD_STORED_VALUE`: it has another data type, or is not an attribute value.
 */
export function storedMember<T extends DataType>(type: T, stored: unknown, location: ValueLocation): Members[T] {
  const members: Readonly<Record<string, unknown>> = Object(stored);
  const actual = onlyMember(members);
  const member = members[type];
  if (actual === type && checks[type](member)) return member as Members[T]; // checked
  if (actual !== undefined && actual !== type && Object.hasOwn(checks, actual)) {
    throw badStoredValue(location, `is stored with type ${actual}, but type ${type} is expected`);
  }
  throw badStoredValue(location, `is stored as ${readableJson(stored)}, which is not an attribute value`);
}

/** Returns whether a stored value has one member and no other, as quickly as possible: every value of every item is checked. */
export function hasOneMember(stored: AttributeValue): boolean {
  let count = 0;
  for (const _ in stored) count += 1;
  return count === 1;
}

/** Returns whether a stored value is NULL. */
export function isStoredNull(stored: unknown): boolean {
  // The member first, which few values have: whether a value is a record takes longer to find out. A cast, because any value may be asked.
  return (stored as { readonly NULL?: unknown } | null | undefined)?.NULL === true && isRecord(stored);
}

/** Returns the name of an object's member; `undefined` if it has none or several. */
function onlyMember(stored: Readonly<Record<string, unknown>>): string | undefined {
  let only: string | undefined;
  for (const name in stored) {
    if (stored[name] === undefined) continue;
    if (only !== undefined) return undefined;
    only = name;
  }
  return only;
}

const isString = (member: unknown) => typeof member === 'string';
const isBinary = (member: unknown) => ArrayBuffer.isView(member);
const isArrayOf = (isElement: (element: unknown) => boolean) => (member: unknown) =>
  Array.isArray(member) && member.every(isElement);

const checks: Readonly<Record<DataType, (member: unknown) => boolean>> = {
  S: isString,
  N: isString,
  B: isBinary,
  BOOL: (member) => typeof member === 'boolean',
  NULL: (member) => member === true,
  SS: isArrayOf(isString),
  NS: isArrayOf(isString),
  BS: isArrayOf(isBinary),
  L: Array.isArray,
  M: isRecord,
};
