import { attributeValueStructure } from '../../../domain/api/member-shapes.ts';
import { typeProblem } from '../../../domain/api/type-problem.ts';
import { assert } from '../../../domain/assert.ts';
import { isBytes } from '../../../domain/brands.ts';
import type { ServiceError } from '../../../domain/errors.ts';
import { isRecord } from '../../../domain/is-record.ts';
import { attributeNameLimitBytes, nestingLimit } from '../../../domain/limits.ts';
import { readNumber } from '../../../domain/values/decimal.ts';
import { compareBytes } from '../../../domain/values/order.ts';
import { utf8Bytes } from '../../../domain/values/size.ts';
import type { Wording } from '../wording/refusal.ts';
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
  severalTypes,
} from '../wording/values.ts';
import { numberProblem } from './number-problem.ts';
import { isBoolean, readBoolean } from './read-boolean.ts';
import { UnreadableRequest } from './unreadable-request.ts';

/**
 * What the service would name of all that is wrong with a value: attribute names, then depth, then the values themselves
 * in document order.
 *
 * @param wrappers - levels of maps around the value that are no part of it, such as one that an item was put into.
 * @throws UnreadableRequest
 */
export function valueProblem(input: unknown, wording: Wording, wrappers = 0): ServiceError {
  const problem =
    attributeNameProblem(input, wording) ??
    depthProblem(depthOf(input) - wrappers, wording) ??
    first(input, contentProblem(isReadByOlderLayer(input) ? olderLayerWording : wording));
  assert(problem, 'a value was refused that nothing is wrong with');
  return problem;
}

/**
 * What is wrong with a name in a value or item, which the service tells before anything else in the request, expressions
 * included.
 *
 * @throws UnreadableRequest - a type is wrong, so that the service gets no further; nothing else looks at types.
 */
export function attributeNameProblem(input: unknown, wording: Wording): ServiceError | undefined {
  if (typeProblem(input, attributeValueStructure, isBoolean) !== undefined) throw new UnreadableRequest();
  return first(input, nameProblem(wording));
}

/** Whether the service leaves a value that it cannot accept to its older layer, which puts nothing around its words. */
export function isReadByOlderLayer(input: unknown): boolean {
  return depthOf(input) >= olderLayerNesting || isOddInside(input);
}

type Finder = (value: Readonly<Record<string, unknown>>) => ServiceError | undefined;

/** From this depth on it is the older layer that refuses a value. */
const olderLayerNesting = 63;
const olderLayerWording: Wording = { envelope: '', layer: 'older' };

/** The first problem that a finder has with the value or, in document order, one inside it. */
function first(input: unknown, find: Finder): ServiceError | undefined {
  const value = isRecord(input) ? input : {};
  const own = find(value);
  if (own !== undefined) return own;
  for (const inner of valuesInside(value)) {
    const found = first(inner, find);
    if (found !== undefined) return found;
  }
  return undefined;
}

function valuesInside(value: Readonly<Record<string, unknown>>): readonly unknown[] {
  const elements = elementsOf(value.L);
  return isRecord(value.M) ? [...elements, ...Object.values(value.M).filter(isPresent)] : elements;
}

/** Levels of lists and maps around the deepest value inside. */
function depthOf(input: unknown): number {
  let level: readonly unknown[] = [input];
  let depth = -1;
  while (level.length > 0) {
    depth += 1;
    level = level.flatMap((each) => (isRecord(each) ? valuesInside(each) : []));
  }
  return depth;
}

function depthProblem(levels: number, wording: Wording): ServiceError | undefined {
  if (levels <= nestingLimit) return undefined;
  return nestedTooDeeply(levels < olderLayerNesting ? wording : { ...wording, envelope: '' });
}

function nameProblem(wording: Wording): Finder {
  return ({ M }) => {
    for (const [name, value] of Object.entries(isRecord(M) ? M : {})) {
      if (!isPresent(value)) continue;
      if (name === '') return emptyAttributeName(wording);
      if (utf8Bytes(name) > attributeNameLimitBytes) return attributeNameTooLong();
    }
    return undefined;
  };
}

function contentProblem(wording: Wording): Finder {
  return (value) => {
    for (const type of ['SS', 'NS', 'BS'] as const) {
      if (isPresent(value[type]) && elementsOf(value[type]).length === 0) return emptySet(type, wording);
    }
    for (const number of [...(isPresent(value.N) ? [value.N] : []), ...elementsOf(value.NS)]) {
      const problem = numberProblem(String(number), wording);
      if (problem !== undefined) return badNumber(problem, String(number), wording);
    }
    return repeatProblem(value, wording) ?? nullProblem(value.NULL, wording) ?? countProblem(membersOf(value).length);
  };
}

function nullProblem(raw: unknown, wording: Wording): ServiceError | undefined {
  return isPresent(raw) && readBoolean(raw) !== true ? falseNull(wording) : undefined;
}

function countProblem(memberCount: number): ServiceError | undefined {
  if (memberCount === 0) return emptyValue();
  return memberCount > 1 ? severalTypes() : undefined;
}

function repeatProblem(value: Readonly<Record<string, unknown>>, wording: Wording): ServiceError | undefined {
  const strings = elementsOf(value.SS).map(String);
  if (new Set(strings).size < strings.length) return duplicateStrings(strings, wording);
  const numbers = elementsOf(value.NS).map((member) => readNumber(String(member)).text);
  if (new Set(numbers).size < numbers.length) return duplicateNumbers(wording);
  const binaries = elementsOf(value.BS).filter(isBytes);
  const sorted = binaries.toSorted(compareBytes);
  const repeats = sorted.some((member, index) => index > 0 && compareBytes(sorted[index - 1] ?? member, member) === 0);
  return repeats ? duplicateBinaries(binaries, wording) : undefined;
}

/** Whether a value inside has several members, or is a truth value written as a word. */
function isOddInside(input: unknown): boolean {
  const value = isRecord(input) ? input : {};
  if (membersOf(value).length > 1 || typeof value.BOOL === 'string' || typeof value.NULL === 'string') return true;
  return valuesInside(value).some(isOddInside);
}

function membersOf(value: Readonly<Record<string, unknown>>): readonly string[] {
  return members.filter((member) => isPresent(value[member]));
}

const members = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'] as const;

/** The elements of a list or set; none where there is no list. */
function elementsOf(raw: unknown): readonly unknown[] {
  return Array.isArray(raw) ? raw.filter(isPresent) : [];
}

function isPresent(raw: unknown): boolean {
  return raw !== undefined && raw !== null;
}
