import type { AttributeValue } from '../dynamodb.ts';
import { valuesEqual } from '../values/equality.ts';
import { includesBytes, includesText } from '../values/includes-part.ts';
import { compareBytes } from '../values/order.ts';

/** Evaluates `begins_with` for two strings or two binary values. */
export function beginsWith(value: AttributeValue | undefined, prefix: AttributeValue | undefined): boolean {
  if (value?.S !== undefined && prefix?.S !== undefined) return value.S.startsWith(prefix.S);
  if (value?.B !== undefined && prefix?.B !== undefined) return startsWithBytes(value.B, prefix.B);
  return false;
}

/** Evaluates `contains`: looks for a part of a string or binary value, a member of a set, or an element of a list. */
export function contains(value: AttributeValue | undefined, element: AttributeValue | undefined): boolean {
  if (value === undefined || element === undefined) return false;
  if (value.L !== undefined) return value.L.some((each) => valuesEqual(each, element));
  if (element.S !== undefined) {
    return value.S === undefined ? (value.SS?.includes(element.S) ?? false) : includesText(value.S, element.S);
  }
  if (element.N !== undefined) return value.NS?.includes(element.N) ?? false;
  const { B: bytes } = element;
  if (bytes === undefined) return false;
  if (value.B !== undefined) return includesBytes(value.B, bytes);
  return value.BS?.some((member) => compareBytes(member, bytes) === 0) ?? false;
}

/**
 * Evaluates `size`: UTF-16 code units of a string, bytes of a binary value, or the number of members, elements or
 * entries of a set, list or map. Other types have no size.
 */
export function size(value: AttributeValue | undefined): AttributeValue | undefined {
  const counted = value?.S ?? value?.B ?? value?.L ?? value?.SS ?? value?.NS ?? value?.BS;
  const count = value?.M === undefined ? counted?.length : Object.keys(value.M).length;
  return count === undefined ? undefined : { N: String(count) };
}

function startsWithBytes(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return prefix.length <= bytes.length && prefix.every((byte, index) => bytes[index] === byte);
}
