import { checkOptions } from '../domain/options.ts';
import { type Connection, send } from './connection.ts';
import { countRequest, type Page, pageRequest } from './requests/page.ts';
import { checkRange, type RangeOptions, rangeOptionNames } from './requests/read-options.ts';
import type { ReadPlan } from './requests/read-plan.ts';
import { type Request, withoutUndefined } from './requests/request.ts';

/**
 * What a query or scan finds. Nothing is sent until it is iterated or one of its methods is called, and each time it
 * starts from the beginning.
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

  /** The items one by one; a page is requested when the one before it is used up. */
  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    for await (const page of this.pages()) yield* page.items;
  }

  /** The pages as the service gives them, one request each; with a filter a page may be empty. */
  pages(): AsyncIterable<Page<T>> {
    return this.#pages(this.#range);
  }

  /**
   * One page, and the cursor to go on with. It is what one request gives, unless `maxItems` says how many items it is
   * to have: then as many requests are sent as it takes.
   *
   * @throws DynarepoError - `BAD_CURSOR`: the cursor is damaged, or was made by another query or scan.
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

  /** All items. */
  async all(): Promise<T[]> {
    const items: T[] = [];
    for await (const page of this.pages()) for (const item of page.items) items.push(item);
    return items;
  }

  /** The first item; `undefined` when there is none. */
  async first(): Promise<T | undefined> {
    const { items } = await this.page({ maxItems: 1 });
    return items[0];
  }

  /** How many items there are. The service counts them page by page, which costs as much as reading them. */
  async count(): Promise<number> {
    let count = 0;
    for await (const page of this.#run(this.#range, countRequest, (counted) => counted.count)) count += page.count;
    return Math.min(count, this.#range.maxItems ?? count);
  }

  #pages(range: RangeOptions): AsyncGenerator<Page<T>> {
    return this.#run(range, pageRequest<T>, ({ items }) => items.length);
  }

  /** Sends one request after the other until the range is used up or there is nothing more. */
  async *#run<P extends { readonly cursor?: string | undefined }>(
    range: RangeOptions,
    request: (plan: ReadPlan<T>, range: RangeOptions) => Request<'Query' | 'Scan', P>,
    countOf: (page: P) => number,
  ): AsyncGenerator<P> {
    const { maxPages = Number.POSITIVE_INFINITY } = range;
    let { maxItems, cursor } = range;
    for (let sent = 0; sent < maxPages; sent += 1) {
      const page = await send(this.#connection, request(this.#plan, { ...range, maxItems, cursor }), range);
      yield page;
      cursor = page.cursor;
      if (maxItems !== undefined) maxItems -= countOf(page);
      if (cursor === undefined || (maxItems !== undefined && maxItems <= 0)) return;
    }
  }
}
