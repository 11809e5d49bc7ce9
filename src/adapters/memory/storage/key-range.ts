import { type OrderedMap, walk } from './ordered-map.ts';
import { segmentHashes } from './partition-hash.ts';
import { type Bound, boundAt, isBefore, type StorageKey } from './storage-key.ts';

/** A range of keys of a table or index; without a bound, that side is open. */
export interface KeyRange {
  readonly from?: Bound | undefined;
  readonly to?: Bound | undefined;
}

/** Returns the range of keys that one segment of a parallel scan reads. */
export function segmentRange(segment: number, totalSegments: number): KeyRange {
  const { from, to } = segmentHashes(segment, totalSegments);
  return { from: { hash: from, parts: [], side: 'before' }, to: { hash: to, parts: [], side: 'before' } };
}

/** Returns the rest of a range after a key, in the direction of the walk. */
export function rangeAfter({ from, to }: KeyRange, key: StorageKey, descending: boolean): KeyRange {
  return descending ? { from, to: boundAt(key, 'before') } : { from: boundAt(key, 'after'), to };
}

/** Returns whether a key is in a range. */
export function isInRange(key: StorageKey, { from, to }: KeyRange): boolean {
  return (from === undefined || !isBefore(key, from)) && (to === undefined || isBefore(key, to));
}

/**
 * Visits the entries of a range in ascending or descending order until `visit` returns false. Cost: O(log n) to find
 * the first, then the visited entries.
 */
export function walkRange<Entry>(
  entries: OrderedMap<StorageKey, Entry>,
  { from, to, descending }: KeyRange & { readonly descending: boolean },
  visit: (entry: Entry) => boolean,
): void {
  if (descending) {
    const skip = to && ((key: StorageKey) => !isBefore(key, to));
    walk(entries, { descending, skip }, (entry, key) => (from === undefined || !isBefore(key, from)) && visit(entry));
  } else {
    const skip = from && ((key: StorageKey) => isBefore(key, from));
    walk(entries, { skip }, (entry, key) => (to === undefined || isBefore(key, to)) && visit(entry));
  }
}
