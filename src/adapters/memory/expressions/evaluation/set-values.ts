import type { AttributeValue } from '../../../../domain/dynamodb.ts';
import { compareNumbers } from '../../../../domain/values/decimal.ts';
import { compareBytes, compareStrings } from '../../../../domain/values/order.ts';

/** Returns the sorted union of two sets; `undefined` if the values are not two sets of the same type. */
export function union(left: AttributeValue, right: AttributeValue): AttributeValue | undefined {
  if (left.SS && right.SS) return { SS: [...new Set([...left.SS, ...right.SS])].sort(compareStrings) };
  if (left.NS && right.NS) return { NS: [...new Set([...left.NS, ...right.NS])].sort(compareNumbers) };
  if (left.BS && right.BS) {
    return { BS: [...left.BS, ...withoutBytes(right.BS, left.BS)].sort(compareBytes) };
  }
  return undefined;
}

/**
 * Returns the members of the first set that are not in the second; `undefined` if the values are not two sets of the
 * same type. The result can be empty, although a stored set never is.
 */
export function difference(left: AttributeValue, right: AttributeValue): AttributeValue | undefined {
  if (left.SS && right.SS) return { SS: without(left.SS, right.SS) };
  if (left.NS && right.NS) return { NS: without(left.NS, right.NS) };
  if (left.BS && right.BS) return { BS: withoutBytes(left.BS, right.BS) };
  return undefined;
}

/** Returns whether a value is a set without members. */
export function isEmptySet(value: AttributeValue): boolean {
  return (value.SS ?? value.NS ?? value.BS)?.length === 0;
}

function without(members: readonly string[], removed: readonly string[]): string[] {
  const removedSet = new Set(removed);
  return members.filter((member) => !removedSet.has(member));
}

function withoutBytes(members: readonly Uint8Array[], removed: readonly Uint8Array[]): Uint8Array[] {
  return members.filter((member) => !removed.some((other) => compareBytes(member, other) === 0));
}
