import type { AttributeValue } from '../../dynamodb.ts';
import { type NumberProblem, readNumber } from '../../values/decimal.ts';
import { badInput, badStoredValue, type Place, wrongType } from '../place.ts';
import type { ValueCodec } from '../value-codec.ts';
import { refuseType } from './scalar-codecs.ts';

/** JavaScript numbers, where both sides hold exactly the same: never rounded. */
export const numberCodec: ValueCodec = {
  type: 'N',
  encode: (value, place) => ({ N: numberText(value, place) }),
  decode: (stored, place) => toNumber(storedNumber(stored, place), place),
};

/** Whole numbers of up to 38 significant digits. */
export const bigintCodec: ValueCodec = {
  type: 'N',
  encode(value, place) {
    if (typeof value !== 'bigint') throw wrongType(place, 'a bigint', value);
    return { N: canonicalText(String(value), place) };
  },
  decode(stored, place) {
    const text = storedNumber(stored, place);
    if (text.includes('.')) throw badStoredValue(place, `holds ${text}, which is not a whole number`);
    return BigInt(text);
  },
};

/** Decimal numbers of up to 38 significant digits, as canonical text: `1.50` is kept as `1.5`. */
export const decimalCodec: ValueCodec = {
  type: 'N',
  encode(value, place) {
    if (typeof value !== 'string') throw wrongType(place, 'the text of a number', value);
    return { N: canonicalText(value, place) };
  },
  decode: storedNumber,
};

/** Versions: whole numbers from 0, which stands for an item that has none yet. */
export const versionCodec: ValueCodec = {
  type: 'N',
  encode(value, place) {
    if (typeof value !== 'number') throw wrongType(place, 'a number', value);
    if (!isVersion(value)) throw badInput(place, `is ${value}, which is no version`);
    return { N: String(value) };
  },
  decode(stored, place) {
    const text = storedNumber(stored, place);
    if (!isVersion(Number(text))) throw badStoredValue(place, `holds ${text}, which is no version`);
    return Number(text);
  },
};

/** The text of a JavaScript number that DynamoDB can hold as it is. */
export function numberText(value: unknown, place: Place): string {
  if (typeof value !== 'number') throw wrongType(place, 'a number', value);
  if (!Number.isFinite(value)) throw badInput(place, `is ${value}, which DynamoDB cannot store`);
  if (!isExact(value)) {
    throw badInput(place, `is ${value}: integers beyond 2^53 are not exact in JavaScript, use bigint() or decimal()`);
  }
  return canonicalText(String(value), place);
}

/** The JavaScript number of a canonical text, where it can hold it as it is. */
export function toNumber(text: string, place: Place): number {
  const value = Number(text);
  if (!isExact(value) || readNumber(String(value)).text !== text) {
    throw badStoredValue(place, `holds ${text}, which a JavaScript number cannot hold: use bigint() or decimal()`);
  }
  return value;
}

/** The canonical text of a value stored as N. */
export function storedNumber(stored: AttributeValue, place: Place): string {
  const written = stored.N ?? refuseType('N', stored, place);
  const { text } = readNumber(written);
  if (text === undefined) throw badStoredValue(place, `holds ${written}, which is not a number`);
  return text;
}

function canonicalText(written: string, place: Place): string {
  const { text, problem } = readNumber(written);
  if (text === undefined) throw badInput(place, `is ${JSON.stringify(written)}, which ${problemWords[problem]}`);
  return text;
}

function isExact(value: number): boolean {
  return !Number.isInteger(value) || Number.isSafeInteger(value);
}

function isVersion(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

const problemWords: Readonly<Record<NumberProblem, string>> = {
  'not a number': 'is not a number',
  overflow: 'is larger than what DynamoDB can store',
  underflow: 'is closer to 0 than what DynamoDB can store',
  'too many digits': 'has more than the 38 significant digits that DynamoDB can store',
};
