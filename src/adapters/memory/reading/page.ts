import { evaluate } from '../../../domain/expressions/evaluate.ts';
import type { Condition } from '../../../domain/expressions/tree.ts';
import { pageLimitBytes } from '../../../domain/limits.ts';
import type { ReadableItem } from '../../../domain/values/readable-item.ts';
import { itemSizeBytes } from '../../../domain/values/size.ts';
import { type KeyRange, walkRange } from '../storage/key-range.ts';
import { projectedAttributes } from '../storage/secondary-index.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import type { ItemSource } from '../tables/item-source.ts';

/** What to read a page from, and how. */
export interface PageRequest {
  readonly source: ItemSource;
  readonly range: KeyRange;
  readonly descending: boolean;
  /** The maximum number of items to evaluate, before the filter. */
  readonly limit: number | undefined;
  readonly filter: Condition | undefined;
  /**
   * Whether whole items are fetched from the table, because the index does not project all attributes that the request
   * needs.
   */
  readonly fetchesItems: boolean;
}

/** One page of a query or scan. */
export interface Page {
  /** The items that pass the filter. They can be stored objects: copy them before you return them to a caller. */
  readonly items: readonly ReadableItem[];
  /** How many items were evaluated. */
  readonly scannedCount: number;
  /** Bytes of the items evaluated, as the table or index holds them. */
  readonly sizeBytes: number;
  /** Bytes of each item that was fetched from the table. */
  readonly fetchedBytes: readonly number[];
  /** The last evaluated item of a full page, which more items may follow; `undefined` if the page reached the end. */
  readonly last: StoredItem | undefined;
}

/**
 * Evaluates items in order until the source ends or the page is full, which means that it reached the limit or 1 MB.
 * The item that fills the page is part of it.
 */
export function readPage({ source, range, descending, limit, filter, fetchesItems }: PageRequest): Page {
  const items: ReadableItem[] = [];
  const fetchedBytes: number[] = [];
  const maxItems = limit ?? Number.POSITIVE_INFINITY;
  const entryOf = entryReader(source);
  let scannedCount = 0;
  let sizeBytes = 0;
  let last: StoredItem | undefined;
  walkRange(source.entries, { from: range.from, to: range.to, descending }, (item) => {
    const entry = entryOf(item);
    scannedCount += 1;
    sizeBytes += entry.sizeBytes;
    if (fetchesItems) fetchedBytes.push(item.sizeBytes);
    const read = fetchesItems || entry === item ? item : entry.attributes;
    if (filter === undefined || evaluate(filter, read)) items.push(read);
    if (scannedCount < maxItems && sizeBytes < pageLimitBytes) return true;
    last = item;
    return false;
  });
  return { items, scannedCount, sizeBytes, fetchedBytes, last };
}

/**
 * Returns a function that projects items as the table or index does. A table, and an index that projects all
 * attributes, return the item itself.
 */
function entryReader({ table, index }: ItemSource): (item: StoredItem) => Pick<StoredItem, 'attributes' | 'sizeBytes'> {
  if (index === undefined || index.projection.type === 'ALL') return (item) => item;
  return (item) => {
    const attributes = projectedAttributes(index, table.key, item);
    return { attributes, sizeBytes: itemSizeBytes(attributes) };
  };
}
