import { comparisonCount } from '../../../domain/values/comparison-count.ts';
import type { EntryChange } from './item-change.ts';
import { emptyMap, type OrderedMap, removeEntry, setEntry, walk } from './ordered-map.ts';
import { compareKeys, type StorageKey } from './storage-key.ts';
import type { StoredItem } from './stored-item.ts';

/** The items of a table that have a time of expiry, in its order. */
export interface ExpiryIndex {
  /** The attribute that holds the time. */
  readonly attributeName: string;
  readonly entries: OrderedMap<ExpiryKey, StoredItem>;
}

/** The position of an item: the time of its expiry, then its key. */
export interface ExpiryKey {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly expiresAtMs: number;
  readonly key: StorageKey;
}

/** A span of time, in milliseconds since 1970-01-01 UTC. */
export interface ExpirySpan {
  /** Inclusive. */
  readonly fromMs: number;
  /** Inclusive. */
  readonly throughMs: number;
}

/** Returns an index without entries. */
export function emptyExpiryIndex(attributeName: string): ExpiryIndex {
  return { attributeName, entries: emptyMap(compareExpiry) };
}

/**
 * Returns when an item expires, in milliseconds since 1970-01-01 UTC; `undefined` if its attribute is not a number.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html
 */
export function expiryOf(item: StoredItem, attributeName: string): number | undefined {
  const seconds = item.attribute(attributeName)?.N;
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

/** Returns the index with the entry of `previous` replaced by that of `item`, which has the same primary key. */
export function withExpiryReplaced(
  index: ExpiryIndex,
  { previous, item, stored, isInPlace, owner }: EntryChange,
): ExpiryIndex {
  const before = previous && expiryOf(previous, index.attributeName);
  const after = item && expiryOf(item, index.attributeName);
  if (before === undefined && after === undefined) return index;
  if (before === after && isInPlace) return index;
  let { entries } = index;
  if (previous !== undefined && before !== undefined && before !== after) {
    entries = removeEntry(entries, { expiresAtMs: before, key: previous.key }, owner);
  }
  if (stored !== undefined && after !== undefined) {
    entries = setEntry(entries, [{ expiresAtMs: after, key: stored.key }, stored], owner);
  }
  return { ...index, entries };
}

/** Returns the items that expire within a span of time, in order of expiry. */
export function itemsExpiring({ entries }: ExpiryIndex, { fromMs, throughMs }: ExpirySpan): StoredItem[] {
  const items: StoredItem[] = [];
  walk(entries, { skip: ({ expiresAtMs }) => expiresAtMs < fromMs }, (item, { expiresAtMs }) => {
    const isInside = expiresAtMs <= throughMs;
    if (isInside) items.push(item);
    return isInside;
  });
  return items;
}

/** Returns the first expiry after a time; both in milliseconds since 1970-01-01 UTC. */
export function firstExpiryAfter({ entries }: ExpiryIndex, afterMs: number): number | undefined {
  let first: number | undefined;
  walk(entries, { skip: ({ expiresAtMs }) => expiresAtMs <= afterMs }, (_, { expiresAtMs }) => {
    first = expiresAtMs;
    return false;
  });
  return first;
}

function compareExpiry(left: ExpiryKey, right: ExpiryKey): number {
  comparisonCount.value += 1;
  if (left.expiresAtMs !== right.expiresAtMs) return left.expiresAtMs < right.expiresAtMs ? -1 : 1;
  return compareKeys(left.key, right.key);
}
