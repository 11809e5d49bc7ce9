import type { CallOptions } from './call-options.ts';
import type { CapacityCounter } from './capacity.ts';
import { type Connection, send } from './connection.ts';
import type { Position } from './cursor.ts';
import { type Arrived, InFlight } from './in-flight.ts';
import type { PacedCall, RateLimit } from './rate-limit.ts';
import type { ExplainedRead } from './requests/explain-read.ts';
import { type Fetched, fetchRequest } from './requests/fetch.ts';
import { cursorAt, type Decoded, decodeFetched, limitOf, startOf } from './requests/page.ts';
import type { RangeOptions } from './requests/read-options.ts';
import type { ReadPlan } from './requests/read-plan.ts';

/** Reads a query or scan. */
export interface Reader<T> {
  readonly connection: Connection;
  readonly plan: ReadPlan<T>;
  readonly rateLimit?: RateLimit;
  /** How the items that an index finds are read from the table. Default: they are not. */
  readonly hydrates?: ExplainedRead['hydrates'];
  /** Replaces the results of a page. Default: they stay as they are. */
  replace?(page: Decoded<unknown>, call: PacedCall): Promise<Decoded<T>>;
}

/** The results of one request. */
export interface ReadPage<T> extends Decoded<T> {
  /** Number of results, also if only they were counted. */
  readonly count: number;
  /** Number of items that DynamoDB evaluated. */
  readonly evaluated: number;
  /** Returns the cursor of a position in this page; `undefined` at the end of the query or scan. */
  readonly cursorAt: (position: Position) => string | undefined;
  /** The capacity that was consumed for it, if the range counts capacity. */
  readonly capacity: CapacityCounter | undefined;
}

/**
 * Sends the requests of a query or scan until the range or the results end: one after the other, or one for each of several
 * segments at the same time.
 *
 * @param counts - whether the results are only counted.
 */
export async function* readPages<T>(
  reader: Reader<T>,
  range: RangeOptions,
  counts = false,
): AsyncGenerator<ReadPage<T>, void> {
  const pages = new PageReader(reader, range, counts);
  try {
    for (let page = await pages.next(); page !== undefined; page = await pages.next()) yield page;
  } finally {
    pages.end();
  }
}

/** Reads the pages of {@link readPages} one by one. Measured: of a query of one page the generator took a third of its own time. */
export class PageReader<T> {
  readonly #reader: Reader<T>;
  readonly #range: RangeOptions;
  readonly #counts: boolean;
  readonly #positions: Position[];
  /** The numbers of the segments to read on. */
  readonly #waiting: number[];
  /** `undefined`: there is one request at a time. */
  readonly #inFlight: InFlight<Fetched> | undefined;
  readonly #counters: (CapacityCounter | undefined)[] = [];
  #maxItems: number | undefined;
  #sent = 0;
  #perItem = 1;

  constructor(reader: Reader<T>, range: RangeOptions, counts = false) {
    this.#reader = reader;
    this.#range = range;
    this.#counts = counts;
    this.#maxItems = range.maxItems;
    const positions = startOf(reader.plan, range.cursor);
    this.#positions = positions;
    this.#waiting = [...positions.keys()].filter((index) => positions[index] !== 'end');
    this.#inFlight = this.#waiting.length > 1 ? new InFlight(range.abortSignal) : undefined;
  }

  /** Returns the next page; `undefined` after the last one. */
  async next(): Promise<ReadPage<T> | undefined> {
    if (this.#maxItems !== undefined && this.#maxItems <= 0) return undefined;
    const arrived = this.#inFlight === undefined ? await this.#fetchOne() : await this.#fetchFirst(this.#inFlight);
    if (arrived === undefined) return undefined;
    const { index, fetched } = arrived;
    const [{ plan, rateLimit }, range] = [this.#reader, this.#range];
    const decoded = this.#counts
      ? { items: [], stored: [], next: fetched.next }
      : decodeFetched(plan, fetched, this.#maxItems);
    const capacity = this.#counters[index];
    const call = { abortSignal: range.abortSignal, capacity, rateLimit };
    const page = (this.#reader.replace && (await this.#reader.replace(decoded, call))) ?? decoded;
    const count = this.#counts ? fetched.count : page.items.length;
    this.#positions[index] = page.next;
    this.#goOn(index, count, fetched.evaluated);
    const before = [...this.#positions];
    return {
      items: page.items,
      stored: page.stored,
      next: page.next,
      count,
      evaluated: fetched.evaluated,
      capacity,
      cursorAt: (position) => cursorAt(plan, before.with(index, position)),
    };
  }

  /** Aborts the requests that are left. */
  end(): void {
    this.#inFlight?.end();
  }

  #goOn(index: number, count: number, evaluated: number): void {
    if (this.#maxItems !== undefined) this.#maxItems -= count;
    // Items of other entities lie between: larger pages find the next result in fewer requests.
    if (count < evaluated) this.#perItem *= 4;
    // A segment is read to its end before another one, so that few have a position in the cursor.
    if (this.#positions[index] !== 'end') this.#waiting.unshift(index);
  }

  async #fetchOne(): Promise<Arrived<Fetched> | undefined> {
    const index = this.#nextSegment();
    return index === undefined ? undefined : { index, fetched: await this.#send(index, 1, this.#range.abortSignal) };
  }

  async #fetchFirst(inFlight: InFlight<Fetched>): Promise<Arrived<Fetched> | undefined> {
    const parallel = Math.min(this.#reader.plan.concurrency, inFlight.size + this.#waiting.length);
    while (inFlight.size < parallel) {
      const index = this.#nextSegment();
      if (index === undefined) break;
      inFlight.add(index, this.#send(index, parallel, inFlight.abortSignal));
    }
    return inFlight.size === 0 ? undefined : await inFlight.first();
  }

  /** Returns the segment of the next request; `undefined` after the last one. */
  #nextSegment(): number | undefined {
    const { maxPages = Number.POSITIVE_INFINITY } = this.#range;
    if (this.#sent >= maxPages || this.#waiting.length === 0) return undefined;
    this.#sent += 1;
    return this.#waiting.shift();
  }

  #send(index: number, parallel: number, abortSignal: AbortSignal | undefined): Promise<Fetched> {
    const { plan } = this.#reader;
    const limit = limitOf(plan, { ...this.#range, maxItems: this.#maxItems }, this.#perItem / parallel);
    const position = this.#positions[index] ?? 'start';
    const fetch = { position, segment: plan.segments[index], limit, counts: this.#counts };
    const capacity = this.#range.capacity?.part();
    this.#counters[index] = capacity;
    return sendFetch(this.#reader, fetchRequest(plan, fetch), { abortSignal, capacity });
  }
}

async function sendFetch<T>(
  { connection, rateLimit }: Reader<T>,
  request: ReturnType<typeof fetchRequest>,
  call: CallOptions,
): Promise<Fetched> {
  const report = await rateLimit?.wait(call.abortSignal);
  const fetched = await send(connection, request, call);
  report?.(fetched.units);
  return fetched;
}
