import { toDecimal } from '../../../domain/values/decimal.ts';

const exponentOffset = 0x1000;
/** Sorts after every digit, so of two negative numbers the one with more digits is less. */
const endOfNegative = '~';

/**
 * Converts a canonical number to text with the same order: a sign, the power of ten, then the digits; for negative
 * numbers, the complement of each.
 */
export function toOrderedNumber(number: string): string {
  let text = knownNumbers.get(number);
  if (text === undefined) {
    text = orderedNumber(number);
    if (knownNumbers.size >= maxKnownNumbers) knownNumbers.clear();
    knownNumbers.set(number, text);
  }
  return text;
}

/**
 * The texts of recent numbers: a number is in several keys of its item and often in those of others, which share the text
 * then. It also takes a tenth of the time.
 */
const knownNumbers = new Map<string, string>();
const maxKnownNumbers = 10_000;

function orderedNumber(number: string): string {
  const { negative, digits, lastExponent } = toDecimal(number);
  if (digits === '') return '1';
  const exponent = lastExponent + digits.length;
  if (!negative) return `2${String.fromCharCode(exponentOffset + exponent)}${digits}`;
  let complement = '';
  for (let index = 0; index < digits.length; index += 1) complement += 57 - digits.charCodeAt(index);
  return `0${String.fromCharCode(exponentOffset - exponent)}${complement}${endOfNegative}`;
}

/** Converts bytes to text with one character per byte. */
export function toOrderedBytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
