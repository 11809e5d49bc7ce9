import { toDecimal } from '../../../domain/values/decimal.ts';

const exponentOffset = 0x1000;
/** Comes after every digit, so that of two negative numbers the one with more digits is the smaller. */
const endOfNegative = '~';

/**
 * A canonical number as a text whose order is the number's: a sign, the power of ten, then the digits; for negative
 * numbers each of these the other way round.
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

/** Bytes as a text of one character each. */
export function toOrderedBytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
