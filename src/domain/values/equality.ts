import type { AttributeValue, Item } from '../dynamodb.ts';
import { attributeOf } from './attribute-value.ts';
import { comparisonCount } from './comparison-count.ts';
import { compareBytes } from './order.ts';
import { type ReadableItem, readAttribute } from './readable-item.ts';

/**
 * Returns whether two values are equal as in DynamoDB: same type, numbers by value, lists in order, sets and maps in any
 * order. An absent value is not equal to any value, absent or not. Numbers must be canonical texts.
 */
export function valuesEqual(left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  comparisonCount.value += 1;
  if (left === undefined || right === undefined) return false;
  if (left.S !== undefined) return left.S === right.S;
  if (left.N !== undefined) return left.N === right.N;
  if (left.BOOL !== undefined) return left.BOOL === right.BOOL;
  if (left.NULL !== undefined) return right.NULL !== undefined;
  if (left.B !== undefined) return right.B !== undefined && compareBytes(left.B, right.B) === 0;
  if (left.SS !== undefined) return right.SS !== undefined && sameMembers(left.SS, right.SS);
  if (left.NS !== undefined) return right.NS !== undefined && sameMembers(left.NS, right.NS);
  if (left.BS !== undefined) return right.BS !== undefined && sameBinaries(left.BS, right.BS);
  if (left.L !== undefined) return right.L !== undefined && sameElements(left.L, right.L);
  if (left.M !== undefined) return right.M !== undefined && itemsEqual(left.M, right.M);
  return false;
}

/** Returns whether two items, or two maps, have equal values under the same names. */
export function itemsEqual(left: Item, right: Item): boolean {
  let names = 0;
  for (const name in left) {
    if (!valuesEqual(left[name], attributeOf(right, name))) return false;
    names += 1;
  }
  return names === Object.keys(right).length;
}

/** Returns whether an attribute is equal in two items, or absent from both. */
export function isAttributeEqual(name: string, left: ReadableItem, right: ReadableItem): boolean {
  const [a, b] = [readAttribute(left, name), readAttribute(right, name)];
  return a === b || valuesEqual(a, b);
}

function sameMembers(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  const members = new Set(left);
  return right.every((member) => members.has(member));
}

function sameBinaries(left: readonly Uint8Array[], right: readonly Uint8Array[]): boolean {
  if (left.length !== right.length) return false;
  const [a, b] = [left.toSorted(compareBytes), right.toSorted(compareBytes)];
  return a.every((member, index) => compareBytes(member, b[index] ?? new Uint8Array()) === 0);
}

function sameElements(left: readonly AttributeValue[], right: readonly AttributeValue[]): boolean {
  if (left.length !== right.length) return false;
  return left.every((element, index) => valuesEqual(element, right[index]));
}
