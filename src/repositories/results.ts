import { DynarepoError } from '../domain/errors.ts';
import { checkOptions } from '../domain/options.ts';
import { RateLimit } from './rate-limit.ts';
import { openPages, type Reader, type ReadPage, readPages } from './read-pages.ts';
import { explainRead, type KnownItems } from './requests/explain-read.ts';
import type { Explanation } from './requests/explanation.ts';
import { positionAfter } from './requests/fetch.ts';
import type { Page } from './requests/page.ts';
import { type RangeOptions, rangeOptionNames } from './requests/read-options.ts';
import { withoutUndefined } from './requests/request.ts';

/** One item of the results of a query or scan. */
export interface Entry<T> {
  /** The result. */
  readonly item: T;
  /** Where the results continue after this item, as the cursor of a page; `undefined` after the last one. */
  readonly cursor: string | undefined;
}

/** Options of results. */
export interface PacedOptions extends RangeOptions {
  readonly unitsPerSecond?: number | undefined;
}

/**
 * The results of a query or scan. Iterating them or calling a method sends the requests, each time from the start.
 *
 * ```ts
 * for await (const user of users.query({ lastName: 'Smith' })) console.log(user.email);
 * ```
 */
export class Results<T> implements AsyncIterable<T> {
  readonly #reader: Reader<T>;
  readonly #range: RangeOptions;

  constructor(reader: Reader<T>, options: RangeOptions & { readonly unitsPerSecond?: number | undefined }) {
    const { unitsPerSecond, ...range } = options;
    const { clock } = reader.connection;
    this.#reader =
      unitsPerSecond === undefined ? reader : { ...reader, rateLimit: new RateLimit(unitsPerSecond, clock) };
    this.#range = range;
  }

  /** Yields the items one by one; requests a page when the previous one is used up. */
  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    for await (const { items } of this.#read()) yield* items;
  }

  /** Yields the items one by one, each with the cursor after it, so that a loop can stop and another one can go on. */
  async *entries(): AsyncGenerator<Entry<T>, void> {
    for await (const page of this.#read()) {
      for (const [index, item] of page.items.entries()) {
        const isLast = index + 1 === page.items.length;
        const position = () => (isLast ? page.next : positionAfter(this.#reader.plan, page.stored[index] ?? {}));
        yield {
          item,
          // Created only if it is used.
          get cursor() {
            return page.cursorAt(position());
          },
        };
      }
    }
  }

  /** Yields the pages as DynamoDB returns them, one request each; with a filter a page may be empty. */
  async *pages(): AsyncGenerator<Page<T>, void> {
    for await (const page of this.#read()) {
      const { items, evaluated, capacity } = page;
      yield { items, cursor: page.cursorAt(page.next), evaluated, ...(capacity && { capacity }) };
    }
  }

  /**
   * Returns one page and the cursor of the next one. By default a page is the result of one request; with `maxItems`,
   * requests are sent until the page has that many items.
   *
   * @throws DynarepoError - `BAD_CURSOR`: the cursor is damaged or belongs to a different query or scan.
   */
  async page(range: RangeOptions = {}): Promise<Page<T>> {
    checkOptions('page', range, rangeOptionNames);
    const given = { ...this.#range, ...withoutUndefined(range) };
    const capacity = given.capacity?.part();
    const merged = { ...given, capacity };
    const items: T[] = [];
    let evaluated = 0;
    let cursor: string | undefined;
    for await (const page of this.#read(merged.maxItems === undefined ? { ...merged, maxPages: 1 } : merged)) {
      for (const item of page.items) items.push(item);
      evaluated += page.evaluated;
      cursor = page.cursorAt(page.next);
    }
    return { items, cursor, evaluated, ...(capacity && { capacity }) };
  }

  /** Returns all items. */
  async all(): Promise<T[]> {
    let items: T[] = [];
    const pages = openPages(this.#reader, this.#range);
    try {
      for (let page = await pages.next(); page !== undefined; page = await pages.next()) {
        // Most queries have one page.
        if (items.length === 0) items = page.items;
        else for (const item of page.items) items.push(item);
      }
    } finally {
      pages.end();
    }
    return items;
  }

  /** Returns the first item; `undefined` if there are no items. */
  async first(): Promise<T | undefined> {
    const { items } = await this.page({ maxItems: 1 });
    return items[0];
  }

  /**
   * Returns the only item; `undefined` if there are no items.
   *
   * @throws DynarepoError - `NOT_UNIQUE`: there are several.
   */
  async one(): Promise<T | undefined> {
    const { items } = await this.page({ maxItems: 2 });
    if (items.length > 1) {
      const { operation, table } = this.#reader.plan;
      throw new DynarepoError('NOT_UNIQUE', `one() found several items: ${operation} of ${table}`);
    }
    return items[0];
  }

  /** Counts the items page by page, which consumes as much capacity as reading them. */
  async count(): Promise<number> {
    let count = 0;
    for await (const page of readPages(this.#reader, this.#range, true)) count += page.count;
    return Math.min(count, this.#range.maxItems ?? count);
  }

  /**
   * Explains what reading all items would do, and estimates what it consumes; sends nothing.
   *
   * @throws DynarepoError - `BAD_INPUT`: what is known of the items is no number.
   */
  explain(known: KnownItems = {}): Explanation {
    const { plan, hydrates } = this.#reader;
    return explainRead({ plan, range: this.#range, hydrates }, known);
  }

  #read(range = this.#range): AsyncGenerator<ReadPage<T>, void> {
    return readPages(this.#reader, range);
  }
}
