import { toDecimal } from '../../../domain/values/decimal.ts';

const exponentOffset = 0x1000;
/** Sorts after every digit, so of two negative numbers the one with more digits is less. */
const endOfNegative = '~';

/**
 * Converts a canonical number to text with the same order: a sign, the power of ten, then the digits; for negative
 * numbers, the complement of each.
 */
export function toOrderedNumber(number: string): string {
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
