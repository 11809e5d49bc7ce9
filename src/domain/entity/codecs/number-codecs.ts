import type { AttributeValue } from '../../dynamodb.ts';
import { type NumberViolation, parseNumber } from '../../values/decimal.ts';
import type { ValueCodec } from '../value-codec.ts';
import { badInput, badStoredValue, type ValueLocation, wrongType } from '../value-location.ts';
import { hasOneMember, storedMember } from './stored-member.ts';

/** JavaScript numbers. Writes them exactly; reads a stored number as the nearest JavaScript number. */
export const numberCodec: ValueCodec = {
  type: 'N',
  encode: (value, location) => ({ N: numberText(value, location) }),
  decode: (stored, location) => toNumber(storedNumber(stored, location), location),
};

/** Whole numbers with up to 38 significant digits, as bigint. */
export const bigintCodec: ValueCodec = {
  type: 'N',
  jsonForm: 'bigint',
  encode(value, location) {
    if (typeof value !== 'bigint') throw wrongType(location, 'a bigint', value);
    return { N: canonicalText(String(value), location) };
  },
  decode(stored, location) {
    const text = storedNumber(stored, location);
    if (text.includes('.')) throw badStoredValue(location, `is stored as ${text}, which is not a whole number`);
    return BigInt(text);
  },
};

/** Decimal numbers with up to 38 significant digits, as canonical text: `1.50` becomes `1.5`. */
export const decimalCodec: ValueCodec = {
  type: 'N',
  encode(value, location) {
    if (typeof value !== 'string') throw wrongType(location, 'the text of a number', value);
    return { N: canonicalText(value, location) };
  },
  decode: storedNumber,
};

/** Versions: whole numbers from 0; 0 is the version of an item stored without one. */
export const versionCodec: ValueCodec = {
  type: 'N',
  encode(value, location) {
    if (typeof value !== 'number') throw wrongType(location, 'a number', value);
    if (!isVersion(value)) throw badInput(location, `is ${value}, but a version must be a whole number from 0`);
    return { N: String(value) };
  },
  decode(stored, location) {
    const text = storedNumber(stored, location);
    if (text.includes('.') || !isVersion(Number(text)))
      throw badStoredValue(location, `is stored as ${text}, but a version must be a whole number from 0`);
    return Number(text);
  },
};

/** Formats a JavaScript number that DynamoDB can store exactly. */
export function numberText(value: unknown, location: ValueLocation): string {
  if (typeof value !== 'number') throw wrongType(location, 'a number', value);
  if (!Number.isFinite(value)) throw badInput(location, `is ${value}, which DynamoDB cannot store`);
  if (!isExact(value)) {
    throw badInput(
      location,
      `is ${value}, but integers beyond 2^53 are not exact in JavaScript: use bigint() or decimal()`,
    );
  }
  return canonicalText(String(value), location);
}

/** Converts a canonical text to the nearest JavaScript number; rejects integers that are not exact. */
function toNumber(text: string, location: ValueLocation): number {
  const value = Number(text);
  if (isExact(value)) return value;
  throw badStoredValue(
    location,
    `is stored as ${text}, but integers beyond 2^53 are not exact in JavaScript: use bigint() or decimal()`,
  );
}

/** Returns the canonical text of a value stored as N. */
export function storedNumber(stored: AttributeValue, location: ValueLocation): string {
  const quick = stored?.N;
  const written = typeof quick === 'string' && hasOneMember(stored) ? quick : storedMember('N', stored, location);
  const { text } = parseNumber(written);
  if (text === undefined) throw badStoredValue(location, `is stored as ${written}, which is not a number`);
  return text;
}

function canonicalText(written: string, location: ValueLocation): string {
  const { text, violation } = parseNumber(written);
  if (text === undefined) throw badInput(location, `is ${JSON.stringify(written)}, which ${violationTexts[violation]}`);
  return text;
}

function isExact(value: number): boolean {
  return !Number.isInteger(value) || Number.isSafeInteger(value);
}

function isVersion(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

const violationTexts: Readonly<Record<NumberViolation, string>> = {
  'not a number': 'is not a number',
  overflow: 'is larger than DynamoDB can store',
  underflow: 'is closer to 0 than DynamoDB can store',
  'too many digits': 'has more than 38 significant digits, the limit of DynamoDB',
};
