import type { KeyRange } from '../storage/key-range.ts';
import { partitionHash } from '../storage/partition-hash.ts';
import { type Bound, orderedText, prefixSuccessor } from '../storage/storage-key.ts';
import type { KeyConditions } from '../validation/key-conditions.ts';

/** Returns the range of keys that a query's key conditions select: always contiguous. */
export function queryRange({ partition, sort }: KeyConditions): KeyRange {
  const hash = partitionHash(...partition);
  const equal = [...partition, ...sort.slice(0, -1).flatMap(({ operands }) => operands)].map(orderedText);
  const place = (parts: readonly string[], side: Bound['side']): Bound => ({ hash, parts: [...equal, ...parts], side });
  const [first, last] = [place([], 'before'), place([], 'after')];
  const condition = sort.at(-1);
  if (condition === undefined) return { from: first, to: last };
  const [lower = '', upper = lower] = condition.operands.map(orderedText);
  switch (condition.operator) {
    case '=':
    case 'BETWEEN':
      return { from: place([lower], 'before'), to: place([upper], 'after') };
    case '<':
      return { from: first, to: place([lower], 'before') };
    case '<=':
      return { from: first, to: place([lower], 'after') };
    case '>':
      return { from: place([lower], 'after'), to: last };
    case '>=':
      return { from: place([lower], 'before'), to: last };
    case 'begins_with': {
      const next = prefixSuccessor(lower);
      return { from: place([lower], 'before'), to: next === undefined ? last : place([next], 'before') };
    }
    default:
      return condition.operator satisfies never;
  }
}
