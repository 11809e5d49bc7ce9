import type { AttributeValue, Item } from '../../../../domain/dynamodb.ts';
import { ServiceError } from '../../../../domain/errors.ts';
import { placeholderLimitBytes, substitutionLimitBytes } from '../../../../domain/limits.ts';
import { utf8Bytes } from '../../../../domain/values/size.ts';
import { readItem, readValue } from '../../values/attribute-values.ts';
import { attributeNameProblem, isReadByOlderLayer } from '../../values/value-problem.ts';
import { type SubstitutionsName, substitutionErrors } from '../../wording/expressions.ts';
import type { Wording } from '../../wording/refusal.ts';
import { emptyValue } from '../../wording/values.ts';

/** What the placeholders of a request's expressions stand for. */
export interface Substitutions {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Item;
  /** What is wrong with a value. The service tells it after everything that is wrong with the expressions. */
  readonly valueProblem?: ServiceError | undefined;
}

/**
 * Reads `ExpressionAttributeNames` and `ExpressionAttributeValues`, as far as the service does before it reads any
 * expression.
 *
 * @throws ServiceError
 */
export function readSubstitutions(
  names: Record<string, string> | undefined,
  values: Record<string, AttributeValue> | undefined,
  wording: Wording,
): Substitutions {
  const nameBytes = names === undefined ? 0 : readNames(names, wording);
  if (values === undefined) return { names: names ?? none, values: none };
  checkKeys('ExpressionAttributeValues', values, valueKey, wording);
  const read = readValues(values, wording);
  if (nameBytes + read.sizeBytes > substitutionLimitBytes) {
    throw substitutionErrors.tooLarge('ExpressionAttributeValues', wording);
  }
  return { names: names ?? none, values: read.values, valueProblem: read.problem };
}

const none: Readonly<Record<string, never>> = {};
const nameKey = /^#[A-Za-z0-9_]+$/;
const valueKey = /^:[A-Za-z0-9_]+$/;

function readNames(names: Record<string, string>, wording: Wording): number {
  checkKeys('ExpressionAttributeNames', names, nameKey, wording);
  let bytes = 0;
  for (const key in names) {
    const name = names[key];
    if (name === undefined || name === '') throw substitutionErrors.emptyName(key, wording);
    bytes += key.length + utf8Bytes(name);
  }
  if (bytes > substitutionLimitBytes) throw substitutionErrors.tooLarge('ExpressionAttributeNames', wording);
  return bytes;
}

function checkKeys(member: SubstitutionsName, entries: object, pattern: RegExp, wording: Wording): void {
  let count = 0;
  for (const key in entries) {
    if (!pattern.test(key)) throw substitutionErrors.invalidKey(member, key, wording);
    if (key.length > placeholderLimitBytes) throw substitutionErrors.longKey(member, key, wording);
    count += 1;
  }
  if (count === 0) throw substitutionErrors.empty(member, wording);
}

interface ReadValues {
  readonly values: Item;
  readonly sizeBytes: number;
  readonly problem?: ServiceError | undefined;
}

function readValues(input: Record<string, AttributeValue>, wording: Wording): ReadValues {
  try {
    const { attributes, sizeBytes } = readItem(input, wording);
    return { values: attributes, sizeBytes };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return readOneByOne(input, wording);
  }
}

/** Something is wrong with a value: finds the first one, and lets it take part in the checks of operand types. */
function readOneByOne(input: Record<string, AttributeValue>, wording: Wording): ReadValues {
  const values: Item = {};
  let problem: ServiceError | undefined;
  for (const [key, raw] of Object.entries(input)) {
    if (raw === undefined || raw === null) continue;
    try {
      values[key] = readValue(raw, wording);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      throwIfToldFirst(key, raw, error, wording);
      problem ??= error;
      values[key] = raw;
    }
  }
  return { values, sizeBytes: 0, problem };
}

/** Some of what is wrong with values keeps the service from reading the request's expressions at all. */
function throwIfToldFirst(key: string, raw: unknown, problem: ServiceError, wording: Wording): void {
  const badName = attributeNameProblem(raw, wording);
  if (badName !== undefined) throw badName;
  if (isReadByOlderLayer(raw) || problem.message === emptyValue().message) {
    throw substitutionErrors.invalidValue(key, problem.message);
  }
}
