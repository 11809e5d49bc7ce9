import { numberMaxExponent, numberMinExponent, numberPrecision } from '../limits.ts';
import { comparisonCount } from './comparison-count.ts';

/**
 * DynamoDB's numbers: exact decimals with up to 38 significant digits, from 1E-130 to 9.99…E+125 and their negatives.
 *
 * All code uses *canonical* texts, as DynamoDB returns them: no exponent, no leading or trailing zero, no plus sign, `0`
 * for every zero. Equal numbers have equal texts.
 */

/** Why DynamoDB cannot store a text as a number. */
export type NumberViolation = 'not a number' | 'overflow' | 'underflow' | 'too many digits';

/** A parsed number: its canonical text, or the violation. */
export type ParsedNumber =
  | { readonly text: string; readonly violation?: never }
  | { readonly text?: never; readonly violation: NumberViolation };

const canonicalInteger = /^(?:0|-?[1-9][0-9]{0,14})$/;
const canonicalNumber = /^(?:0|-?(?:[1-9][0-9]*(?:\.[0-9]*[1-9])?|0\.[0-9]*[1-9]))$/;
const numeral = /^([+-]?)(?:([0-9]+)(?:\.([0-9]*))?|\.([0-9]+))(?:[eE]([+-]?)([0-9]+))?$/;
const greatestInt64 = 9_223_372_036_854_775_807n;

/** Parses a number as it occurs in requests, such as `-0042.50` or `1e5`. */
export function parseNumber(text: string): ParsedNumber {
  // A text this short is always in range and never has too many digits.
  if (text.length <= 16 && (isWhole(text) || canonicalNumber.test(text))) return { text };
  const match = numeral.exec(text);
  if (match === null) return { violation: 'not a number' };
  const [, sign, whole = '', fractionAfterWhole, fractionAlone, exponentSign, exponentDigits = '0'] = match;
  const fraction = fractionAfterWhole ?? fractionAlone ?? '';
  const exponent = parseExponent(exponentSign === '-', exponentDigits);
  if (exponent === undefined) return { violation: 'not a number' };
  return fitDecimal({ negative: sign === '-', digits: whole + fraction, lastExponent: exponent - fraction.length });
}

/** Returns whether a text is a canonical number of digits alone; quicker than an expression, and most numbers are. */
function isWhole(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9) || (digit === 0 && index === 0)) return text === '0';
  }
  return text !== '';
}

/** Returns the exact sum of two canonical numbers. */
export function addNumbers(left: string, right: string): ParsedNumber {
  if (isShortInteger(left) && isShortInteger(right)) return { text: String(Number(left) + Number(right)) };
  return sum(toDecimal(left), toDecimal(right));
}

/** Returns the exact difference of two canonical numbers. */
export function subtractNumbers(left: string, right: string): ParsedNumber {
  return addNumbers(left, right.startsWith('-') ? right.slice(1) : right === '0' ? right : `-${right}`);
}

/** Compares two canonical numbers: negative if `left` is less than `right`, 0 if equal, positive if greater. */
export function compareNumbers(left: string, right: string): number {
  comparisonCount.value += 1;
  // With up to 15 significant digits, different decimals are different doubles.
  if (left.length <= 15 && right.length <= 15) return Number(left) - Number(right);
  if (left === right) return 0;
  const [a, b] = [toDecimal(left), toDecimal(right)];
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const magnitude = compareMagnitudes(a, b);
  return a.negative ? -magnitude : magnitude;
}

/**
 * Returns the bytes that a canonical number takes in an item: one, plus half a byte for each digit (rounded up on each
 * side of the decimal point), plus one for a minus sign. Zeros at either end do not count.
 */
export function numberSizeBytes(text: string): number {
  if (isShortWhole(text)) return 1 + Math.ceil(significantDigits(text) / 2);
  if (text === '0') return 1;
  const { digits, negative, lastExponent } = toDecimal(text);
  const wholeDigits = Math.max(0, digits.length + Math.min(lastExponent, 0));
  const fractionDigits = digits.length - wholeDigits;
  return 1 + Math.ceil(wholeDigits / 2) + Math.ceil(fractionDigits / 2) + (negative ? 1 : 0);
}

/** Returns whether a text has digits only; canonical, it is a whole number from 0 to 9,999,999,999,999,999. */
function isShortWhole(text: string): boolean {
  if (text.length > 16) return false;
  for (let index = 0; index < text.length; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return false;
  }
  return true;
}

/** Returns the number of digits without the zeros at the end. */
function significantDigits(digits: string): number {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 48) end -= 1;
  return end;
}

/** `± digits × 10^lastExponent`; the digits of a non-zero number neither begin nor end with 0. */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  /** The power of ten of the last digit. */
  readonly lastExponent: number;
}

/** Splits a canonical number into its parts. Zero has no digits. */
export function toDecimal(text: string): Decimal {
  const negative = text.startsWith('-');
  const unsigned = negative ? text.slice(1) : text;
  const point = unsigned.indexOf('.');
  if (point >= 0) {
    const digits = unsigned.slice(0, point) + unsigned.slice(point + 1);
    return trim({ negative, digits, lastExponent: point + 1 - unsigned.length });
  }
  return trim({ negative, digits: unsigned, lastExponent: 0 });
}

/** Parses an exponent; DynamoDB accepts 64-bit integers. */
function parseExponent(negative: boolean, digits: string): number | undefined {
  const significant = digits.replace(/^0+(?=[0-9])/, '');
  if (significant.length > 19) return undefined;
  const magnitude = BigInt(significant);
  if (magnitude > (negative ? greatestInt64 + 1n : greatestInt64)) return undefined;
  return negative ? -Number(magnitude) : Number(magnitude);
}

function fitDecimal(written: Decimal): ParsedNumber {
  const decimal = trim(written);
  // DynamoDB checks the range of a zero as if its last written digit were a one.
  const measured = decimal.digits === '' ? { ...written, digits: '1' } : decimal;
  const firstExponent = measured.lastExponent + measured.digits.length - 1;
  if (firstExponent > numberMaxExponent) return { violation: 'overflow' };
  if (firstExponent < numberMinExponent) return { violation: 'underflow' };
  if (decimal.digits.length > numberPrecision) return { violation: 'too many digits' };
  return { text: toText(decimal) };
}

function trim({ negative, digits, lastExponent }: Decimal): Decimal {
  let start = 0;
  while (start < digits.length && digits.charCodeAt(start) === 48) start += 1;
  let end = digits.length;
  while (end > start && digits.charCodeAt(end - 1) === 48) end -= 1;
  if (start === end) return { negative: false, digits: '', lastExponent: 0 };
  return { negative, digits: digits.slice(start, end), lastExponent: lastExponent + digits.length - end };
}

function toText({ negative, digits, lastExponent }: Decimal): string {
  if (digits === '') return '0';
  const sign = negative ? '-' : '';
  if (lastExponent >= 0) return sign + digits + '0'.repeat(lastExponent);
  const point = digits.length + lastExponent;
  if (point > 0) return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
  return `${sign}0.${'0'.repeat(-point)}${digits}`;
}

function isShortInteger(text: string): boolean {
  return text.length <= 15 && canonicalInteger.test(text);
}

function sum(left: Decimal, right: Decimal): ParsedNumber {
  const lastExponent = Math.min(left.lastExponent, right.lastExponent);
  const total = scaled(left, lastExponent) + scaled(right, lastExponent);
  const negative = total < 0n;
  return fitDecimal({ negative, digits: String(negative ? -total : total), lastExponent });
}

function scaled({ negative, digits, lastExponent }: Decimal, toExponent: number): bigint {
  if (digits === '') return 0n;
  const magnitude = BigInt(digits) * 10n ** BigInt(lastExponent - toExponent);
  return negative ? -magnitude : magnitude;
}

function compareMagnitudes(a: Decimal, b: Decimal): number {
  if (a.digits === '' || b.digits === '') return a.digits.length - b.digits.length;
  const byExponent = a.lastExponent + a.digits.length - (b.lastExponent + b.digits.length);
  if (byExponent !== 0) return byExponent;
  // With the same power of ten, digits compare as text, and a prefix is the smaller number.
  return a.digits < b.digits ? -1 : a.digits > b.digits ? 1 : 0;
}
