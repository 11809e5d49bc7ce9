import type { AttributeValue } from '../../../../domain/dynamodb.ts';
import { valuesEqual } from '../../../../domain/values/equality.ts';
import { compareBytes } from '../../../../domain/values/order.ts';

/** Evaluates `begins_with` for two strings or two binary values. */
export function beginsWith(value: AttributeValue | undefined, prefix: AttributeValue | undefined): boolean {
  if (value?.S !== undefined && prefix?.S !== undefined) return value.S.startsWith(prefix.S);
  if (value?.B !== undefined && prefix?.B !== undefined) return hasBytesAt(value.B, prefix.B, 0);
  return false;
}

/** Evaluates `contains`: looks for a part of a string or binary value, a member of a set, or an element of a list. */
export function contains(value: AttributeValue | undefined, element: AttributeValue | undefined): boolean {
  if (value === undefined || element === undefined) return false;
  if (value.L !== undefined) return value.L.some((each) => valuesEqual(each, element));
  if (element.S !== undefined) return (value.S ?? value.SS)?.includes(element.S) ?? false;
  if (element.N !== undefined) return value.NS?.includes(element.N) ?? false;
  const { B: bytes } = element;
  if (bytes === undefined) return false;
  if (value.B !== undefined) return hasBytes(value.B, bytes);
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

function hasBytes(bytes: Uint8Array, part: Uint8Array): boolean {
  for (let start = 0; start + part.length <= bytes.length; start += 1) {
    if (hasBytesAt(bytes, part, start)) return true;
  }
  return false;
}

function hasBytesAt(bytes: Uint8Array, part: Uint8Array, start: number): boolean {
  return start + part.length <= bytes.length && part.every((byte, index) => bytes[start + index] === byte);
}
