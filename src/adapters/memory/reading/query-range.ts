import type { KeyRange } from '../storage/key-range.ts';
import { partitionHash } from '../storage/partition-hash.ts';
import { type Bound, orderedText, prefixSuccessor } from '../storage/storage-key.ts';
import type { KeyConditions } from '../validation/key-conditions.ts';

/** Returns the range of keys that a query's key conditions select: always contiguous. */
export function queryRange({ partition, sort }: KeyConditions): KeyRange {
  const hash = partitionHash(...partition);
  const equal = [...partition, ...sort.slice(0, -1).flatMap(({ operands }) => operands)].map(orderedText);
  const bound = (parts: readonly string[], side: Bound['side']): Bound => ({ hash, parts: [...equal, ...parts], side });
  const first = bound([], 'before');
  const last = bound([], 'after');
  const condition = sort.at(-1);
  if (condition === undefined) return { from: first, to: last };
  const [lower = '', upper = lower] = condition.operands.map(orderedText);
  switch (condition.operator) {
    case '=':
    case 'BETWEEN':
      return { from: bound([lower], 'before'), to: bound([upper], 'after') };
    case '<':
      return { from: first, to: bound([lower], 'before') };
    case '<=':
      return { from: first, to: bound([lower], 'after') };
    case '>':
      return { from: bound([lower], 'after'), to: last };
    case '>=':
      return { from: bound([lower], 'before'), to: last };
    case 'begins_with': {
      const next = prefixSuccessor(lower);
      return { from: bound([lower], 'before'), to: next === undefined ? last : bound([next], 'before') };
    }
    default:
      return condition.operator satisfies never;
  }
}
