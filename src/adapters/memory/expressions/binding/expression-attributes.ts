import type { AttributeValue, Item } from '../../../../domain/dynamodb.ts';
import { ServiceError } from '../../../../domain/errors.ts';
import { placeholderLimitBytes, substitutionLimitBytes } from '../../../../domain/limits.ts';
import { utf8Bytes } from '../../../../domain/values/size.ts';
import { parseItem, parseValue } from '../../values/parse-attribute-values.ts';
import { attributeNameViolation, isCheckedByOlderLayer } from '../../values/value-violation.ts';
import { type ExpressionAttributesName, expressionAttributeErrors } from '../../wording/expression-errors.ts';
import type { Wording } from '../../wording/validation-errors.ts';
import { emptyValue, nullElement } from '../../wording/value-errors.ts';

/** The expression attribute names and values of a request. */
export interface ExpressionAttributes {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Item;
  /** Bytes of the placeholders and values. */
  readonly sizeBytes: number;
  /** The first violation in a value. The service reports it after all violations in expressions. */
  readonly valueViolation?: ServiceError | undefined;
}

/** The members of a request that define placeholders. */
export interface PlaceholderParameters {
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue> | undefined;
}

/**
 * Parses `ExpressionAttributeNames` and `ExpressionAttributeValues`, with the checks that the service makes before it
 * parses expressions.
 *
 * @param sure - the values, if they are parsed already, and all of them are valid.
 * @throws ServiceError
 */
export function parseExpressionAttributes(
  parameters: PlaceholderParameters,
  wording: Wording,
  sure?: Pick<ExpressionAttributes, 'values' | 'sizeBytes'>,
): ExpressionAttributes {
  const names = parameters.ExpressionAttributeNames ?? undefined;
  const values = parameters.ExpressionAttributeValues ?? undefined;
  const nameBytes = names === undefined ? 0 : checkNames(names, wording);
  if (values === undefined) return { names: names ?? none, values: none, sizeBytes: 0 };
  checkKeys('ExpressionAttributeValues', sure?.values ?? values, valueKey, wording);
  const parsed: ParsedValues = sure ?? parseValues(values, wording);
  if (nameBytes + parsed.sizeBytes > substitutionLimitBytes) {
    throw expressionAttributeErrors.tooLarge('ExpressionAttributeValues', wording);
  }
  return { names: names ?? none, values: parsed.values, sizeBytes: parsed.sizeBytes, valueViolation: parsed.violation };
}

const none: Readonly<Record<string, never>> = {};
const nameKey = /^#[A-Za-z0-9_]+$/;
const valueKey = /^:[A-Za-z0-9_]+$/;

function checkNames(names: Record<string, string>, wording: Wording): number {
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

/** Behaviour §4: the older layer accepts one level more in a value, so that it can be compared. */
const extraLevels = 1;

interface ParsedValues {
  readonly values: Item;
  readonly sizeBytes: number;
  readonly violation?: ServiceError | undefined;
}

function parseValues(input: Record<string, AttributeValue>, wording: Wording): ParsedValues {
  try {
    const { attributes, sizeBytes } = parseItem(input, wording);
    return { values: attributes, sizeBytes };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return parseOneByOne(input, wording);
  }
}

/**
 * Parses values one by one to find the first violation. An invalid value stays as it is, for the checks of operand
 * types.
 */
function parseOneByOne(input: Record<string, AttributeValue>, wording: Wording): ParsedValues {
  const values: Item = {};
  let violation: ServiceError | undefined;
  for (const [key, raw] of Object.entries(input)) {
    if (raw === undefined || raw === null) continue;
    try {
      values[key] = parseValue(raw, wording, wording.layer === 'older' ? extraLevels : 0);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      throwIfReportedFirst(key, raw, error, wording);
      violation ??= error;
      values[key] = raw;
    }
  }
  return { values, sizeBytes: 0, violation };
}

/** Throws for violations that the service reports before it parses expressions. */
function throwIfReportedFirst(key: string, raw: unknown, violation: ServiceError, wording: Wording): void {
  // The older layer reports every violation of a value before expressions, with its placeholder (behaviour §0, §3).
  const isOlder = wording.layer === 'older';
  const badName = isOlder ? undefined : attributeNameViolation(raw, wording);
  if (badName !== undefined) throw badName;
  const isNoValue = [emptyValue(), nullElement()].some(({ message }) => message === violation.message);
  if (isOlder || isCheckedByOlderLayer(raw) || isNoValue) {
    throw expressionAttributeErrors.invalidValue(key, violation.message);
  }
}
