import type { ServiceError } from '../../../domain/errors.ts';
import { nestingLimit } from '../../../domain/limits.ts';
import { readNumber } from '../../../domain/values/decimal.ts';
import { compareBytes } from '../../../domain/values/order.ts';
import { serializationError, type Wording } from '../wording/refusal.ts';
import {
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

/**
 * What the service would name of all that is wrong with a value: types first, as they keep the request from being read
 * at all, then empty names, then depth, then the values themselves in document order.
 */
export function valueProblem(input: unknown, wording: Wording): ServiceError {
  const depth = depthOf(input);
  if (depth > deepestReadable) return serializationError('Unexpected nesting');
  return (
    first(input, typeProblem) ??
    first(input, nameProblem(wording)) ??
    (depth > nestingLimit + 1 ? nestedTooDeeply(wording) : undefined) ??
    first(input, contentProblem(wording)) ??
    emptyValue()
  );
}

type Finder = (value: Readonly<Record<string, unknown>>, raw: unknown) => ServiceError | undefined;

/** Beyond this many levels the service does not read a request at all. */
const deepestReadable = 1000;

/** The first problem that a finder has with the value or, in document order, one inside it. */
function first(input: unknown, find: Finder): ServiceError | undefined {
  const value = isRecord(input) ? input : {};
  const own = find(value, input);
  if (own !== undefined) return own;
  for (const inner of [...elementsOf(value.L), ...Object.values(isRecord(value.M) ? value.M : {})]) {
    if (inner === undefined || inner === null) continue;
    const found = first(inner, find);
    if (found !== undefined) return found;
  }
  return undefined;
}

function depthOf(input: unknown): number {
  let level: unknown[] = [input];
  let depth = -1;
  // A value that holds itself never ends, so the count stops where nothing deeper matters.
  while (level.length > 0 && depth <= deepestReadable) {
    depth += 1;
    level = level.flatMap((each) => {
      const value = isRecord(each) ? each : {};
      return [...elementsOf(value.L), ...Object.values(isRecord(value.M) ? value.M : {})];
    });
  }
  return depth;
}

const typeProblem: Finder = (value, raw) => {
  if (!isRecord(raw)) return serializationError('Unexpected value type in payload');
  for (const member of ['S', 'N'] as const) {
    if (isPresent(value[member]) && typeof value[member] !== 'string') return notA('String', value[member]);
  }
  if (isPresent(value.B) && !(value.B instanceof Uint8Array)) return notBytes();
  for (const member of ['BOOL', 'NULL'] as const) {
    if (isPresent(value[member]) && typeof value[member] !== 'boolean') return notA('Boolean', value[member]);
  }
  for (const member of ['SS', 'NS', 'BS', 'L'] as const) {
    if (isPresent(value[member]) && !Array.isArray(value[member])) return serializationError('Unexpected field type');
  }
  for (const member of [...elementsOf(value.SS), ...elementsOf(value.NS)]) {
    if (typeof member !== 'string') return notA('String', member);
  }
  if (elementsOf(value.BS).some((member) => !(member instanceof Uint8Array))) return notBytes();
  if (isPresent(value.M) && !isRecord(value.M)) return serializationError('Unexpected field type');
  return undefined;
};

function nameProblem(wording: Wording): Finder {
  return (value) => (isRecord(value.M) && isPresent(value.M['']) ? emptyAttributeName(wording) : undefined);
}

function contentProblem(wording: Wording): Finder {
  return (value) => {
    const present = members.filter((member) => isPresent(value[member]));
    for (const type of ['SS', 'NS', 'BS'] as const) {
      if (isPresent(value[type]) && elementsOf(value[type]).length === 0) return emptySet(type, wording);
    }
    for (const number of [...(isPresent(value.N) ? [value.N] : []), ...elementsOf(value.NS)]) {
      const { problem } = readNumber(String(number));
      if (problem !== undefined) return badNumber(problem, String(number), wording);
    }
    const repeated = repeatProblem(value, wording);
    if (repeated !== undefined) return repeated;
    if (isPresent(value.NULL) && value.NULL !== true) return falseNull(wording);
    if (present.length === 0) return emptyValue();
    return present.length > 1 ? severalTypes() : undefined;
  };
}

function repeatProblem(value: Readonly<Record<string, unknown>>, wording: Wording): ServiceError | undefined {
  const strings = elementsOf(value.SS).map(String);
  if (new Set(strings).size < strings.length) return duplicateStrings(strings, wording);
  const numbers = elementsOf(value.NS).map((member) => readNumber(String(member)).text);
  if (new Set(numbers).size < numbers.length) return duplicateNumbers(wording);
  const binaries = elementsOf(value.BS).filter((member) => member instanceof Uint8Array);
  const sorted = binaries.toSorted(compareBytes);
  const repeats = sorted.some((member, index) => index > 0 && compareBytes(sorted[index - 1] ?? member, member) === 0);
  return repeats ? duplicateBinaries(binaries, wording) : undefined;
}

const members = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'] as const;

function notA(type: 'String' | 'Boolean', found: unknown): ServiceError {
  if (Array.isArray(found)) return serializationError(`Unrecognized collection type class java.lang.${type}`);
  if (typeof found === 'object') return serializationError('Start of structure or map found where not expected');
  if (typeof found === 'string') return serializationError('Unexpected token received from parser');
  const kind =
    typeof found === 'boolean'
      ? `${String(found).toUpperCase()}_VALUE`
      : Number.isInteger(found)
        ? 'NUMBER_VALUE'
        : 'DECIMAL_VALUE';
  return serializationError(`${kind} cannot be converted to ${type}`);
}

function notBytes(): ServiceError {
  return serializationError('only base-64-encoded strings are convertible to bytes');
}

function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isRecord(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null && !Array.isArray(input) && !(input instanceof Uint8Array);
}
