import type { Item } from '../../../domain/dynamodb.ts';
import type { Condition } from '../../../domain/expressions/tree.ts';
import { pageLimitBytes } from '../../../domain/limits.ts';
import { itemSizeBytes } from '../../../domain/values/size.ts';
import { evaluate } from '../expressions/evaluation/evaluate.ts';
import { type KeyRange, walkRange } from '../storage/key-range.ts';
import { projectedItem } from '../storage/secondary-index.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import type { ItemSource } from '../tables/item-source.ts';

/** What a page is to be read from, and how. */
export interface PageRequest {
  readonly source: ItemSource;
  readonly range: KeyRange;
  readonly descending: boolean;
  /** The most items to evaluate; the filter does not count. */
  readonly limit: number | undefined;
  readonly filter: Condition | undefined;
  /** Whether whole items are fetched from the table, because an index does not hold what is asked of it. */
  readonly fetchesItems: boolean;
}

/** One page of a query or scan. */
export interface Page {
  /** What the filter let through. They can be stored attributes: they must be copied before they are handed out. */
  readonly items: readonly Item[];
  /** How many items were evaluated. */
  readonly scannedCount: number;
  /** Bytes of the items evaluated, as the table or index holds them. */
  readonly sizeBytes: number;
  /** Bytes of each item that was fetched from the table. */
  readonly fetchedBytes: readonly number[];
  /** The last item evaluated, where the page ended because it was full: there may or may not be more after it. */
  readonly last: StoredItem | undefined;
}

/**
 * Evaluates items in order until there are no more, or the page is full: it has as many as the limit allows, or 1 MB of
 * them. The item that makes it full is still in.
 */
export function readPage({ source, range, descending, limit, filter, fetchesItems }: PageRequest): Page {
  const items: Item[] = [];
  const fetchedBytes: number[] = [];
  const mostItems = limit ?? Number.POSITIVE_INFINITY;
  const entryOf = entryReader(source);
  let [scannedCount, sizeBytes] = [0, 0];
  let last: StoredItem | undefined;
  walkRange(source.entries, { from: range.from, to: range.to, descending }, (item) => {
    const entry = entryOf(item);
    scannedCount += 1;
    sizeBytes += entry.sizeBytes;
    if (fetchesItems) fetchedBytes.push(item.sizeBytes);
    const { attributes } = fetchesItems ? item : entry;
    if (filter === undefined || evaluate(filter, attributes)) items.push(attributes);
    if (scannedCount < mostItems && sizeBytes < pageLimitBytes) return true;
    last = item;
    return false;
  });
  return { items, scannedCount, sizeBytes, fetchedBytes, last };
}

/** How an item looks in what is read: in a table, and in an index of everything, as it is. */
function entryReader({ table, index }: ItemSource): (item: StoredItem) => Pick<StoredItem, 'attributes' | 'sizeBytes'> {
  if (index === undefined || index.projection.type === 'ALL') return (item) => item;
  return (item) => {
    const attributes = projectedItem(index, table.key, item);
    return { attributes, sizeBytes: itemSizeBytes(attributes) };
  };
}
