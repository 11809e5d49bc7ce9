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
  const pages = openPages(reader, range, counts);
  try {
    for (let page = await pages.next(); page !== undefined; page = await pages.next()) yield page;
  } finally {
    pages.end();
  }
}

/** The pages of {@link readPages}, one by one. */
export interface Pages<T> {
  /** Returns the next page; `undefined` after the last one. */
  next(): Promise<ReadPage<T> | undefined>;
  /** Aborts the requests that are left. */
  end(): void;
}

/** Opens the pages of {@link readPages}. Measured: of a query of one page the generator took a third of its own time. */
export function openPages<T>(reader: Reader<T>, range: RangeOptions, counts = false): Pages<T> {
  const { connection, plan, rateLimit } = reader;
  const { abortSignal, maxPages = Number.POSITIVE_INFINITY } = range;
  const positions = startOf(plan, range.cursor);
  const waiting = [...positions.keys()].filter((index) => positions[index] !== 'end');
  const isParallel = waiting.length > 1;
  const inFlight = new InFlight<Fetched>(abortSignal, isParallel);
  const counters: (CapacityCounter | undefined)[] = [];
  let { maxItems } = range;
  let sent = 0;
  let perItem = 1;

  async function fetch(index: number, parallel: number): Promise<Fetched> {
    const limit = limitOf(plan, { ...range, maxItems }, perItem / parallel);
    const position = positions[index] ?? 'start';
    const request = fetchRequest(plan, { position, segment: plan.segments[index], limit, counts });
    const call = { abortSignal: inFlight.abortSignal, capacity: range.capacity?.part() };
    counters[index] = call.capacity;
    const report = await rateLimit?.wait(call.abortSignal);
    const fetched = await send(connection, request, call);
    report?.(fetched.units);
    return fetched;
  }

  async function next(): Promise<ReadPage<T> | undefined> {
    if ((maxItems ?? 1) <= 0) return undefined;
    const parallel = Math.min(plan.concurrency, inFlight.size + waiting.length);
    let arrived: Arrived<Fetched> | undefined;
    for (; waiting.length > 0 && inFlight.size < parallel && sent < maxPages; sent += 1) {
      const index = waiting.shift() ?? 0;
      // One request needs no race.
      if (isParallel) inFlight.add(index, fetch(index, parallel));
      else arrived = { index, fetched: await fetch(index, parallel) };
    }
    if (inFlight.size > 0) arrived = await inFlight.first();
    if (arrived === undefined) return undefined;
    const { index, fetched } = arrived;
    const decoded = counts ? { items: [], stored: [], next: fetched.next } : decodeFetched(plan, fetched, maxItems);
    const capacity = counters[index];
    const page = (await reader.replace?.(decoded, { abortSignal, capacity, rateLimit })) ?? decoded;
    const count = counts ? fetched.count : page.items.length;
    positions[index] = page.next;
    if (maxItems !== undefined) maxItems -= count;
    // Items of other entities lie between: larger pages find the next result in fewer requests.
    if (count < fetched.evaluated) perItem *= 4;
    // A segment is read to its end before another one, so that few have a position in the cursor.
    if (page.next !== 'end') waiting.unshift(index);
    const before = [...positions];
    return {
      ...page,
      count,
      evaluated: fetched.evaluated,
      capacity,
      cursorAt: (position) => cursorAt(plan, before.with(index, position)),
    };
  }

  return { next, end: () => inFlight.end() };
}
