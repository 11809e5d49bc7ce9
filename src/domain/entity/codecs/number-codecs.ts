import type { AttributeValue } from '../../dynamodb.ts';
import { type NumberViolation, parseNumber } from '../../values/decimal.ts';
import type { ValueCodec } from '../value-codec.ts';
import { badInput, badStoredValue, type ValueLocation, wrongType } from '../value-location.ts';
import { refuseType } from './scalar-codecs.ts';

/** JavaScript numbers, where both sides hold exactly the same: never rounded. */
export const numberCodec: ValueCodec = {
  type: 'N',
  encode: (value, location) => ({ N: numberText(value, location) }),
  decode: (stored, location) => toNumber(storedNumber(stored, location), location),
};

/** Whole numbers of up to 38 significant digits. */
export const bigintCodec: ValueCodec = {
  type: 'N',
  encode(value, location) {
    if (typeof value !== 'bigint') throw wrongType(location, 'a bigint', value);
    return { N: canonicalText(String(value), location) };
  },
  decode(stored, location) {
    const text = storedNumber(stored, location);
    if (text.includes('.')) throw badStoredValue(location, `holds ${text}, which is not a whole number`);
    return BigInt(text);
  },
};

/** Decimal numbers of up to 38 significant digits, as canonical text: `1.50` is kept as `1.5`. */
export const decimalCodec: ValueCodec = {
  type: 'N',
  encode(value, location) {
    if (typeof value !== 'string') throw wrongType(location, 'the text of a number', value);
    return { N: canonicalText(value, location) };
  },
  decode: storedNumber,
};

/** Versions: whole numbers from 0, which stands for an item that has none yet. */
export const versionCodec: ValueCodec = {
  type: 'N',
  encode(value, location) {
    if (typeof value !== 'number') throw wrongType(location, 'a number', value);
    if (!isVersion(value)) throw badInput(location, `is ${value}, which is no version`);
    return { N: String(value) };
  },
  decode(stored, location) {
    const text = storedNumber(stored, location);
    if (!isVersion(Number(text))) throw badStoredValue(location, `holds ${text}, which is no version`);
    return Number(text);
  },
};

/** The text of a JavaScript number that DynamoDB can hold as it is. */
export function numberText(value: unknown, location: ValueLocation): string {
  if (typeof value !== 'number') throw wrongType(location, 'a number', value);
  if (!Number.isFinite(value)) throw badInput(location, `is ${value}, which DynamoDB cannot store`);
  if (!isExact(value)) {
    throw badInput(
      location,
      `is ${value}: integers beyond 2^53 are not exact in JavaScript, use bigint() or decimal()`,
    );
  }
  return canonicalText(String(value), location);
}

/** The JavaScript number of a canonical text, where it can hold it as it is. */
export function toNumber(text: string, location: ValueLocation): number {
  const value = Number(text);
  if (!isExact(value) || parseNumber(String(value)).text !== text) {
    throw badStoredValue(location, `holds ${text}, which a JavaScript number cannot hold: use bigint() or decimal()`);
  }
  return value;
}

/** The canonical text of a value stored as N. */
export function storedNumber(stored: AttributeValue, location: ValueLocation): string {
  const written = stored.N ?? refuseType('N', stored, location);
  const { text } = parseNumber(written);
  if (text === undefined) throw badStoredValue(location, `holds ${written}, which is not a number`);
  return text;
}

function canonicalText(written: string, location: ValueLocation): string {
  const { text, problem } = parseNumber(written);
  if (text === undefined) throw badInput(location, `is ${JSON.stringify(written)}, which ${problemWords[problem]}`);
  return text;
}

function isExact(value: number): boolean {
  return !Number.isInteger(value) || Number.isSafeInteger(value);
}

function isVersion(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

const problemWords: Readonly<Record<NumberViolation, string>> = {
  'not a number': 'is not a number',
  overflow: 'is larger than what DynamoDB can store',
  underflow: 'is closer to 0 than what DynamoDB can store',
  'too many digits': 'has more than the 38 significant digits that DynamoDB can store',
};
