import type { AttributeValue } from '../../../../domain/dynamodb.ts';
import { compareNumbers } from '../../../../domain/values/decimal.ts';
import { compareBytes, compareStrings } from '../../../../domain/values/order.ts';

/** The members of two sets of one type in their order; `undefined` where the values are not two such sets. */
export function union(left: AttributeValue, right: AttributeValue): AttributeValue | undefined {
  if (left.SS && right.SS) return { SS: [...new Set([...left.SS, ...right.SS])].sort(compareStrings) };
  if (left.NS && right.NS) return { NS: [...new Set([...left.NS, ...right.NS])].sort(compareNumbers) };
  if (left.BS && right.BS) {
    return { BS: [...left.BS, ...withoutBytes(right.BS, left.BS)].sort(compareBytes) };
  }
  return undefined;
}

/**
 * The members of a set that are not in another of its type; `undefined` where the values are not two such sets. It may
 * be empty, which no stored set is.
 */
export function difference(left: AttributeValue, right: AttributeValue): AttributeValue | undefined {
  if (left.SS && right.SS) return { SS: without(left.SS, right.SS) };
  if (left.NS && right.NS) return { NS: without(left.NS, right.NS) };
  if (left.BS && right.BS) return { BS: withoutBytes(left.BS, right.BS) };
  return undefined;
}

/** Whether a value is a set without members. */
export function isEmptySet(value: AttributeValue): boolean {
  return (value.SS ?? value.NS ?? value.BS)?.length === 0;
}

function without(members: readonly string[], removed: readonly string[]): string[] {
  const gone = new Set(removed);
  return members.filter((member) => !gone.has(member));
}

function withoutBytes(members: readonly Uint8Array[], removed: readonly Uint8Array[]): Uint8Array[] {
  return members.filter((member) => !removed.some((other) => compareBytes(member, other) === 0));
}
