import { type OrderedMap, walk } from './ordered-map.ts';
import { segmentHashes } from './partition-hash.ts';
import { type Bound, isBefore, type StorageKey } from './storage-key.ts';

/** A run of keys of a table or index; a side without a place is open. */
export interface KeyRange {
  readonly from?: Bound | undefined;
  readonly to?: Bound | undefined;
}

/** The keys of the partitions that one segment of a parallel scan reads. */
export function segmentRange(segment: number, totalSegments: number): KeyRange {
  const { from, to } = segmentHashes(segment, totalSegments);
  return { from: { hash: from, parts: [], side: 'before' }, to: { hash: to, parts: [], side: 'before' } };
}

/** What is left of a range after a key that a walk has come to. */
export function rangeAfter({ from, to }: KeyRange, key: StorageKey, descending: boolean): KeyRange {
  return descending ? { from, to: { ...key, side: 'before' } } : { from: { ...key, side: 'after' }, to };
}

/** Whether a key lies in a range. */
export function isInRange(key: StorageKey, { from, to }: KeyRange): boolean {
  return (from === undefined || !isBefore(key, from)) && (to === undefined || isBefore(key, to));
}

/**
 * Visits the entries of a range in order, or in the opposite one, until `visit` returns false. It costs the entries
 * visited and finding the first.
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
