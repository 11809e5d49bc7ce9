import { elementsOf } from '../../../domain/api/elements-of.ts';
import { attributeValueStructure } from '../../../domain/api/member-shapes.ts';
import { typeViolation } from '../../../domain/api/type-violation.ts';
import { assert } from '../../../domain/assert.ts';
import { isBytes } from '../../../domain/brands.ts';
import type { ServiceError } from '../../../domain/errors.ts';
import { isPresent } from '../../../domain/is-present.ts';
import { isRecord } from '../../../domain/is-record.ts';
import { attributeNameLimitBytes, nestingLimit } from '../../../domain/limits.ts';
import { parseNumber } from '../../../domain/values/decimal.ts';
import { compareBytes } from '../../../domain/values/order.ts';
import { utf8Bytes } from '../../../domain/values/size.ts';
import { olderWording, type Wording } from '../wording/validation-errors.ts';
import {
  attributeNameTooLong,
  badNumber,
  duplicateBinaries,
  duplicateNumbers,
  duplicateStrings,
  emptyAttributeName,
  emptySet,
  emptyValue,
  falseNull,
  nestedTooDeeply,
  nullElement,
  severalTypes,
} from '../wording/value-errors.ts';
import { numberViolation } from './number-violation.ts';
import { isBoolean, parseBoolean } from './parse-boolean.ts';
import { UnreadableRequest } from './unreadable-request.ts';
import { maxValues } from './value-limits.ts';

/**
 * Returns the violation in a value that the service reports first: of attribute names, then of depth, then of the
 * values themselves in document order.
 *
 * @param wrappers - number of levels around the value that do not count, such as a map that holds an item.
 * @throws UnreadableRequest
 */
export function valueViolation(input: unknown, wording: Wording, wrappers = 0): ServiceError {
  if (!isPresent(input)) return nullElement();
  const violation =
    attributeNameViolation(input, wording) ??
    depthViolation(depthOf(input) - wrappers, wording) ??
    firstIn(input, contentViolation(isCheckedByOlderLayer(input) ? olderWording : wording));
  assert(violation, 'an invalid value has a violation');
  return violation;
}

/**
 * Returns the first violation of an attribute name in a value. The service reports it before any other violation in
 * the request, including those in expressions.
 *
 * @throws UnreadableRequest - a value has a wrong type, which the service reports before anything else.
 */
export function attributeNameViolation(input: unknown, wording: Wording): ServiceError | undefined {
  if (typeViolation(input, attributeValueStructure, isBoolean) !== undefined) throw new UnreadableRequest();
  return firstIn(input, nameViolation(wording));
}

/**
 * Returns the first empty set or repeated member of a set in a value. Transactions report it before most other violations.
 */
export function setViolation(input: unknown, wording: Wording): ServiceError | undefined {
  return firstIn(input, (value) => emptySetViolation(value, wording) ?? repeatViolation(value, wording));
}

/** Returns whether the older layer reports the violation in a value; it adds no envelope. */
export function isCheckedByOlderLayer(input: unknown): boolean {
  return depthOf(input) >= olderLayerNesting || isOddInside(input);
}

type Check = (value: Readonly<Record<string, unknown>>) => ServiceError | undefined;

/** From this depth on, the older layer rejects a value. */
const olderLayerNesting = 63;

/** Returns the first violation that a check finds in the value or, in document order, in a value inside it. */
function firstIn(input: unknown, check: Check): ServiceError | undefined {
  const value = isRecord(input) ? input : {};
  const own = check(value);
  if (own !== undefined) return own;
  for (const inner of valuesInside(value)) {
    const found = firstIn(inner, check);
    if (found !== undefined) return found;
  }
  return undefined;
}

function valuesInside(value: Readonly<Record<string, unknown>>): readonly unknown[] {
  const elements = elementsIn(value.L);
  return isRecord(value.M) ? [...elements, ...Object.values(value.M).filter(isPresent)] : elements;
}

/** Returns the number of levels of lists and maps around the deepest value inside. */
function depthOf(input: unknown): number {
  let level: readonly unknown[] = [input];
  let depth = -1;
  while (level.length > 0) {
    depth += 1;
    level = level.flatMap((each) => (isRecord(each) ? valuesInside(each) : []));
  }
  return depth;
}

function depthViolation(levels: number, wording: Wording): ServiceError | undefined {
  if (levels <= nestingLimit) return undefined;
  return nestedTooDeeply(levels < olderLayerNesting ? wording : { ...wording, envelope: '' });
}

function nameViolation(wording: Wording): Check {
  return ({ M }) => {
    for (const [name, value] of Object.entries(isRecord(M) ? M : {})) {
      if (!isPresent(value)) continue;
      if (name === '') return emptyAttributeName(wording);
      if (utf8Bytes(name) > attributeNameLimitBytes) return attributeNameTooLong();
    }
    return undefined;
  };
}

function contentViolation(wording: Wording): Check {
  return (value) => {
    if (Array.isArray(value.L) && !elementsOf(value.L, maxValues).every(isPresent)) return nullElement();
    const empty = emptySetViolation(value, wording);
    if (empty !== undefined) return empty;
    for (const number of [...(isPresent(value.N) ? [value.N] : []), ...elementsIn(value.NS)]) {
      const violation = numberViolation(String(number), wording);
      if (violation !== undefined) return badNumber(violation, String(number), wording);
    }
    return (
      repeatViolation(value, wording) ?? nullViolation(value.NULL, wording) ?? countViolation(membersOf(value).length)
    );
  };
}

function emptySetViolation(value: Readonly<Record<string, unknown>>, wording: Wording): ServiceError | undefined {
  const empty = setTypes.find((type) => isPresent(value[type]) && elementsIn(value[type]).length === 0);
  return empty && emptySet(empty, wording);
}

function nullViolation(raw: unknown, wording: Wording): ServiceError | undefined {
  return isPresent(raw) && parseBoolean(raw) !== true ? falseNull(wording) : undefined;
}

function countViolation(memberCount: number): ServiceError | undefined {
  if (memberCount === 0) return emptyValue();
  return memberCount > 1 ? severalTypes() : undefined;
}

function repeatViolation(value: Readonly<Record<string, unknown>>, wording: Wording): ServiceError | undefined {
  const strings = elementsIn(value.SS).map(String);
  if (new Set(strings).size < strings.length) return duplicateStrings(strings, wording);
  const numbers = elementsIn(value.NS).map((member) => parseNumber(String(member)).text);
  if (new Set(numbers).size < numbers.length) return duplicateNumbers(wording);
  const binaries = elementsIn(value.BS).filter(isBytes);
  const sorted = binaries.toSorted(compareBytes);
  const repeats = sorted.some((member, index) => index > 0 && compareBytes(sorted[index - 1] ?? member, member) === 0);
  return repeats ? duplicateBinaries(binaries, wording) : undefined;
}

/** Returns whether the value or one inside it has several types, or has a boolean written as a word. */
function isOddInside(input: unknown): boolean {
  const value = isRecord(input) ? input : {};
  if (membersOf(value).length > 1 || typeof value.BOOL === 'string' || typeof value.NULL === 'string') return true;
  return valuesInside(value).some(isOddInside);
}

function membersOf(value: Readonly<Record<string, unknown>>): readonly string[] {
  return members.filter((member) => isPresent(value[member]));
}

const setTypes = ['SS', 'NS', 'BS'] as const;
const members = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'] as const;

/** Returns the present elements of an array; none if the input is not an array. */
function elementsIn(raw: unknown): readonly unknown[] {
  return Array.isArray(raw) ? elementsOf(raw, maxValues).filter(isPresent) : [];
}
