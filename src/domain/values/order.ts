import type { AttributeValue } from '../dynamodb.ts';
import { compareNumbers } from './decimal.ts';

/** Orders strings as DynamoDB does, by their UTF-8 bytes. */
export function compareStrings(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return utf8Rank(a) - utf8Rank(b);
  }
  return left.length - right.length;
}

/**
 * A string whose UTF-16 code units stand in UTF-8 order, so that the language's own `<` orders it as DynamoDB does.
 * Prefixes stay prefixes.
 */
export function toOrderedText(text: string): string {
  if (!/[\ud800-\uffff]/.test(text)) return text;
  let ordered = '';
  for (let index = 0; index < text.length; index += 1) ordered += String.fromCharCode(utf8Rank(text.charCodeAt(index)));
  return ordered;
}

/** Orders binary values by their unsigned bytes. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Orders two values of one of the ordered types, S, N and B; `undefined` where the two cannot be ordered. */
export function compareValues(left: AttributeValue, right: AttributeValue): number | undefined {
  if (left.N !== undefined) return right.N === undefined ? undefined : compareNumbers(left.N, right.N);
  if (left.S !== undefined) return right.S === undefined ? undefined : compareStrings(left.S, right.S);
  if (left.B !== undefined) return right.B === undefined ? undefined : compareBytes(left.B, right.B);
  return undefined;
}

/**
 * UTF-8 puts every character above U+FFFF after all others; UTF-16 writes those as surrogates, which lie below U+E000.
 * Moving the surrogates to the end, and what is above them down, makes the two orders one.
 */
function utf8Rank(codeUnit: number): number {
  if (codeUnit < 0xd800) return codeUnit;
  return codeUnit < 0xe000 ? codeUnit + 0x2000 : codeUnit - 0x800;
}
