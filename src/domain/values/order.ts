import type { AttributeValue } from '../dynamodb.ts';
import { comparisonCount } from './comparison-count.ts';
import { compareNumbers } from './decimal.ts';

/** Compares strings as DynamoDB does, by their UTF-8 bytes. */
export function compareStrings(left: string, right: string): number {
  comparisonCount.value += 1;
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return utf8Rank(a) - utf8Rank(b);
  }
  return left.length - right.length;
}

/**
 * Maps a string to one that JavaScript's `<` orders as DynamoDB orders the original, by UTF-8 bytes. A prefix maps to a
 * prefix.
 */
export function toOrderedText(text: string): string {
  if (!/[\ud800-\uffff]/.test(text)) return text;
  let ordered = '';
  for (let index = 0; index < text.length; index += 1) ordered += String.fromCharCode(utf8Rank(text.charCodeAt(index)));
  return ordered;
}

/** Compares binary values by their unsigned bytes. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  comparisonCount.value += 1;
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Compares two values of the same ordered type, S, N or B; `undefined` if they cannot be compared. */
export function compareValues(left: AttributeValue, right: AttributeValue): number | undefined {
  if (left.N !== undefined) return right.N === undefined ? undefined : compareNumbers(left.N, right.N);
  if (left.S !== undefined) return right.S === undefined ? undefined : compareStrings(left.S, right.S);
  if (left.B !== undefined) return right.B === undefined ? undefined : compareBytes(left.B, right.B);
  return undefined;
}

/**
 * Returns the rank of a UTF-16 code unit in UTF-8 order. UTF-8 orders characters above U+FFFF last; UTF-16 encodes them
 * as surrogates, below U+E000. So surrogates move to the end, and the code units above them move down.
 */
function utf8Rank(codeUnit: number): number {
  if (codeUnit < 0xd800) return codeUnit;
  return codeUnit < 0xe000 ? codeUnit + 0x2000 : codeUnit - 0x800;
}
