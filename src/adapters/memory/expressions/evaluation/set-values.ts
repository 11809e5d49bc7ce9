import type { AttributeValue } from '../../../../domain/dynamodb.ts';
import { compareNumbers } from '../../../../domain/values/decimal.ts';
import { compareBytes, compareStrings } from '../../../../domain/values/order.ts';

/** Returns the union of two sets, whose members are sorted; `undefined` if the values are not two sets of the same type. */
export function union(left: AttributeValue, right: AttributeValue): AttributeValue | undefined {
  if (left.SS && right.SS) return { SS: merged(left.SS, right.SS, compareStrings) };
  if (left.NS && right.NS) return { NS: merged(left.NS, right.NS, compareNumbers) };
  if (left.BS && right.BS) return { BS: merged(left.BS, right.BS, compareBytes) };
  return undefined;
}

/**
 * Returns the members of the first set that are not in the second; `undefined` if the values are not two sets of the
 * same type. Members are sorted. The result can be empty, although a stored set never is.
 */
export function difference(left: AttributeValue, right: AttributeValue): AttributeValue | undefined {
  if (left.SS && right.SS) return { SS: without(left.SS, right.SS, compareStrings) };
  if (left.NS && right.NS) return { NS: without(left.NS, right.NS, compareNumbers) };
  if (left.BS && right.BS) return { BS: without(left.BS, right.BS, compareBytes) };
  return undefined;
}

/** Returns whether a value is a set without members. */
export function isEmptySet(value: AttributeValue): boolean {
  return (value.SS ?? value.NS ?? value.BS)?.length === 0;
}

type Compare<Member> = (left: Member, right: Member) => number;

function merged<Member>(left: readonly Member[], right: readonly Member[], compare: Compare<Member>): Member[] {
  const members: Member[] = [];
  let next = 0;
  for (const member of left) {
    for (; next < right.length; next += 1) {
      const other = right[next] as Member; // `next` is an index
      const order = compare(other, member);
      if (order > 0) break;
      if (order < 0) members.push(other);
    }
    members.push(member);
  }
  return members.concat(right.slice(next));
}

function without<Member>(members: readonly Member[], removed: readonly Member[], compare: Compare<Member>): Member[] {
  let next = 0;
  return members.filter((member) => {
    while (next < removed.length && compare(removed[next] as Member, member) < 0) next += 1; // `next` is an index
    return next >= removed.length || compare(removed[next] as Member, member) !== 0;
  });
}
