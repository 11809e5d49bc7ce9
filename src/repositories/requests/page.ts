import type { Item } from '../../domain/dynamodb.ts';
import type { Capacity } from '../capacity.ts';
import { decodePositions, encodePositions, type Position } from '../cursor.ts';
import { type Fetched, fetchRequest, positionAfter } from './fetch.ts';
import type { RangeOptions } from './read-options.ts';
import type { ReadPlan } from './read-plan.ts';
import type { Request } from './request.ts';

/** One page of the results of a query or scan. */
export interface Page<T> {
  /** The results, in order. */
  readonly items: T[];
  /**
   * Where the next page starts, as text that is safe in a URL; `undefined` after the last page. The next page may be
   * empty, because DynamoDB does not look ahead.
   */
  readonly cursor?: string | undefined;
  /** Number of items that DynamoDB evaluated; they determine the consumed capacity. */
  readonly evaluated: number;
  /** The capacity that the page consumed, if the option `capacity` counts it. */
  readonly capacity?: Capacity | undefined;
}

/** The results in the output of one request. */
export interface Decoded<T> {
  readonly items: T[];
  /** The stored item of each of them. */
  readonly stored: readonly Item[];
  /** Where the results continue. */
  readonly next: Position;
}

/** Decodes the results in an output, up to a number of them. */
export function decodeFetched<T>(
  plan: ReadPlan<T>,
  fetched: Fetched,
  maxItems: number = Number.POSITIVE_INFINITY,
): Decoded<T> {
  const [items, stored]: [T[], Item[]] = [[], []];
  for (const item of fetched.items) {
    const value = plan.matches?.(item) === false ? undefined : plan.decode(item);
    if (value === undefined) continue;
    items.push(value);
    stored.push(item);
    if (items.length < maxItems) continue;
    // The results continue after the last one of the range, unless it is the last one of the output.
    return { items, stored, next: item === fetched.items.at(-1) ? fetched.next : positionAfter(plan, item) };
  }
  return { items, stored, next: fetched.next };
}

/** Returns where a query or scan starts: the positions of its segments. */
export function startOf(plan: ReadPlan<unknown>, cursor: string | undefined): Position[] {
  return cursor === undefined
    ? plan.segments.map(() => 'start')
    : decodePositions(plan.scope, cursor, plan.segments.length);
}

/** Returns the cursor of the positions of a query or scan; `undefined` at its end. */
export function cursorAt(plan: ReadPlan<unknown>, positions: readonly Position[]): string | undefined {
  return encodePositions(plan.scope, positions);
}

/**
 * Returns how many items a request evaluates. If most evaluated items are returned, `maxItems` bounds what to read.
 *
 * @param perItem - how many to evaluate for each of `maxItems`.
 */
export function limitOf(
  plan: ReadPlan<unknown>,
  { pageSize, maxItems }: RangeOptions,
  perItem = 1,
): number | undefined {
  if (plan.isSparse || maxItems === undefined) return pageSize;
  return Math.min(pageSize ?? Number.POSITIVE_INFINITY, Math.ceil(maxItems * perItem));
}

/** The request for one page of a query or scan. */
export interface PageRequest<T> extends Request<'Query' | 'Scan', Page<T>> {
  readonly plan: ReadPlan<T>;
  readonly range: RangeOptions;
}

/** Builds the request for the first page of a query or scan, or for the page at the cursor. */
export function pageRequest<T>(plan: ReadPlan<T>, range: RangeOptions): PageRequest<T> {
  const positions = startOf(plan, range.cursor);
  const open = positions.findIndex((position) => position !== 'end');
  const request = fetchRequest(plan, {
    position: positions[open] ?? 'start',
    segment: plan.segments[open],
    limit: limitOf(plan, range),
  });
  return {
    ...request,
    plan,
    range,
    decode(output) {
      const fetched = request.decode(output);
      const { items, next } = decodeFetched(plan, fetched, range.maxItems);
      positions[open] = next;
      return { items, cursor: cursorAt(plan, positions), evaluated: fetched.evaluated };
    },
  };
}
