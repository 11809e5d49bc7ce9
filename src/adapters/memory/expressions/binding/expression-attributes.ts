import type { AttributeValue, Item } from '../../../../domain/dynamodb.ts';
import { ServiceError } from '../../../../domain/errors.ts';
import { placeholderLimitBytes, substitutionLimitBytes } from '../../../../domain/limits.ts';
import { utf8Bytes } from '../../../../domain/values/size.ts';
import { parseItem, parseValue } from '../../values/parse-attribute-values.ts';
import { attributeNameViolation, isCheckedByOlderLayer } from '../../values/value-violation.ts';
import { type ExpressionAttributesName, expressionAttributeErrors } from '../../wording/expression-errors.ts';
import type { Wording } from '../../wording/validation-errors.ts';
import { emptyValue } from '../../wording/value-errors.ts';

/** What the placeholders of a request's expressions stand for. */
export interface ExpressionAttributes {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Item;
  /** What is wrong with a value. The service tells it after everything that is wrong with the expressions. */
  readonly valueViolation?: ServiceError | undefined;
}

/**
 * Reads `ExpressionAttributeNames` and `ExpressionAttributeValues`, as far as the service does before it reads any
 * expression.
 *
 * @throws ServiceError
 */
export function parseExpressionAttributes(
  names: Record<string, string> | undefined,
  values: Record<string, AttributeValue> | undefined,
  wording: Wording,
): ExpressionAttributes {
  const nameBytes = names === undefined ? 0 : readNames(names, wording);
  if (values === undefined) return { names: names ?? none, values: none };
  checkKeys('ExpressionAttributeValues', values, valueKey, wording);
  const read = readValues(values, wording);
  if (nameBytes + read.sizeBytes > substitutionLimitBytes) {
    throw expressionAttributeErrors.tooLarge('ExpressionAttributeValues', wording);
  }
  return { names: names ?? none, values: read.values, valueViolation: read.problem };
}

const none: Readonly<Record<string, never>> = {};
const nameKey = /^#[A-Za-z0-9_]+$/;
const valueKey = /^:[A-Za-z0-9_]+$/;

function readNames(names: Record<string, string>, wording: Wording): number {
  checkKeys('ExpressionAttributeNames', names, nameKey, wording);
  let bytes = 0;
  for (const key in names) {
    const name = names[key];
    if (name === undefined || name === '') throw expressionAttributeErrors.emptyName(key, wording);
    bytes += key.length + utf8Bytes(name);
  }
  if (bytes > substitutionLimitBytes) throw expressionAttributeErrors.tooLarge('ExpressionAttributeNames', wording);
  return bytes;
}

function checkKeys(member: ExpressionAttributesName, entries: object, pattern: RegExp, wording: Wording): void {
  let count = 0;
  for (const key in entries) {
    if (!pattern.test(key)) throw expressionAttributeErrors.invalidKey(member, key, wording);
    if (key.length > placeholderLimitBytes) throw expressionAttributeErrors.longKey(member, key, wording);
    count += 1;
  }
  if (count === 0) throw expressionAttributeErrors.empty(member, wording);
}

interface ReadValues {
  readonly values: Item;
  readonly sizeBytes: number;
  readonly problem?: ServiceError | undefined;
}

function readValues(input: Record<string, AttributeValue>, wording: Wording): ReadValues {
  try {
    const { attributes, sizeBytes } = parseItem(input, wording);
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
      values[key] = parseValue(raw, wording);
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
  const badName = attributeNameViolation(raw, wording);
  if (badName !== undefined) throw badName;
  if (isCheckedByOlderLayer(raw) || problem.message === emptyValue().message) {
    throw expressionAttributeErrors.invalidValue(key, problem.message);
  }
}
