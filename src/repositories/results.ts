import { checkOptions } from '../domain/options.ts';
import { type Connection, send } from './connection.ts';
import { countRequest, type Page, type PageRange, pageRequest } from './requests/page.ts';
import { checkRange, type RangeOptions, rangeOptionNames } from './requests/read-options.ts';
import type { ReadPlan } from './requests/read-plan.ts';
import { type Request, withoutUndefined } from './requests/request.ts';

/**
 * The results of a query or scan. Iterating them or calling a method sends the requests, each time from the start.
 *
 * ```ts
 * for await (const user of users.query({ lastName: 'Smith' })) console.log(user.email);
 * ```
 */
export class Results<T> implements AsyncIterable<T> {
  readonly #connection: Connection;
  readonly #plan: ReadPlan<T>;
  readonly #range: RangeOptions;

  constructor(connection: Connection, plan: ReadPlan<T>, range: RangeOptions) {
    this.#connection = connection;
    this.#plan = plan;
    this.#range = range;
  }

  /** Yields the items one by one; requests a page when the previous one is used up. */
  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    for await (const page of this.pages()) yield* page.items;
  }

  /** Yields the pages as DynamoDB returns them, one request each; with a filter a page may be empty. */
  pages(): AsyncIterable<Page<T>> {
    return this.#pages(this.#range);
  }

  /**
   * Returns one page and the cursor of the next one. By default a page is the result of one request; with `maxItems`,
   * requests are sent until the page has that many items.
   *
   * @throws DynarepoError - `BAD_CURSOR`: the cursor is damaged or belongs to a different query or scan.
   */
  async page(range: RangeOptions = {}): Promise<Page<T>> {
    checkOptions('page', range, rangeOptionNames);
    const merged = { ...this.#range, ...withoutUndefined(range) };
    checkRange(merged);
    const items: T[] = [];
    let evaluated = 0;
    let cursor: string | undefined;
    for await (const page of this.#pages(merged.maxItems === undefined ? { ...merged, maxPages: 1 } : merged)) {
      for (const item of page.items) items.push(item);
      evaluated += page.evaluated;
      cursor = page.cursor;
    }
    return { items, cursor, evaluated };
  }

  /** Returns all items. */
  async all(): Promise<T[]> {
    const items: T[] = [];
    for await (const page of this.pages()) for (const item of page.items) items.push(item);
    return items;
  }

  /** Returns the first item; `undefined` if there are no items. */
  async first(): Promise<T | undefined> {
    const { items } = await this.page({ maxItems: 1 });
    return items[0];
  }

  /** Counts the items page by page, which consumes as much capacity as reading them. */
  async count(): Promise<number> {
    let count = 0;
    for await (const page of this.#run(this.#range, countRequest, (counted) => counted.count)) count += page.count;
    return Math.min(count, this.#range.maxItems ?? count);
  }

  #pages(range: RangeOptions): AsyncGenerator<Page<T>> {
    return this.#run(range, pageRequest<T>, ({ items }) => items.length);
  }

  /** Sends one request after the other until the range or the results end. */
  async *#run<P extends { readonly cursor?: string | undefined; readonly evaluated: number }>(
    range: RangeOptions,
    request: (plan: ReadPlan<T>, range: PageRange) => Request<'Query' | 'Scan', P>,
    countOf: (page: P) => number,
  ): AsyncGenerator<P> {
    const { maxPages = Number.POSITIVE_INFINITY } = range;
    let { maxItems, cursor } = range;
    let perItem = 1;
    for (let sent = 0; sent < maxPages; sent += 1) {
      const page = await send(this.#connection, request(this.#plan, { ...range, maxItems, cursor, perItem }), range);
      yield page;
      cursor = page.cursor;
      if (maxItems !== undefined) maxItems -= countOf(page);
      // Items of other entities lie between: larger pages find the next result in fewer requests.
      if (countOf(page) < page.evaluated) perItem *= 4;
      if (cursor === undefined || (maxItems !== undefined && maxItems <= 0)) return;
    }
  }
}
