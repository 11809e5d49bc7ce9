import type { Input, Item } from '../../domain/dynamodb.ts';
import { DynarepoError, type ServiceError } from '../../domain/errors.ts';
import { path } from '../../domain/expressions/document-path.ts';
import type { DocumentPath } from '../../domain/expressions/tree.ts';
import { isRecord } from '../../domain/is-record.ts';
import { attributeOf, isKeyValue } from '../../domain/values/attribute-value.ts';
import { readableJson } from '../../domain/values/readable-value.ts';
import { badCursor, decodeCursor, encodeCursor } from '../cursor.ts';
import { printExpressions } from './expression-members.ts';
import type { RangeOptions } from './read-options.ts';
import type { ReadPlan } from './read-plan.ts';
import { type ErrorTranslation, isItem, type Request, tableErrorTranslation, withoutUndefined } from './request.ts';

/** One page of the results of a query or scan. */
export interface Page<T> {
  readonly items: T[];
  /**
   * Where the next page starts, as text that is safe in a URL; `undefined` after the last page. The next page may be
   * empty, because DynamoDB does not look ahead.
   */
  readonly cursor?: string | undefined;
  /** Number of items that DynamoDB evaluated; they determine the consumed capacity. */
  readonly evaluated: number;
}

/** The number of items on one page. */
export interface CountedPage {
  readonly count: number;
  readonly cursor: string | undefined;
  /** As in {@link Page}. */
  readonly evaluated: number;
}

/** The range of one request. */
export interface PageRange extends RangeOptions {
  /** How many items to evaluate for each of `maxItems`. Default: 1. */
  readonly perItem?: number;
}

/** Builds the request for one page of a query or scan. */
export function pageRequest<T>(plan: ReadPlan<T>, range: PageRange): Request<'Query' | 'Scan', Page<T>> {
  const { maxItems = Number.POSITIVE_INFINITY } = range;
  return {
    operation: plan.operation,
    input: withoutUndefined({ ...readInput(plan, range), ...printExpressions(plan.expressions) }),
    decode: ({ Items: found, LastEvaluatedKey, ScannedCount }) => {
      const Items = itemsOf(plan, found);
      const items: T[] = [];
      let last: Item | undefined;
      let read = 0;
      while (read < Items.length && items.length < maxItems) {
        last = Items[read];
        const item = last ?? {};
        const value = plan.matches?.(item) === false ? undefined : plan.decode(item);
        if (value !== undefined) items.push(value);
        read += 1;
      }
      // If the range ends within the page, the next page starts after the last item read.
      const startKey = read < Items.length ? last : LastEvaluatedKey;
      return { items, cursor: cursorAt(plan, startKey), evaluated: ScannedCount ?? Items.length };
    },
    translateError: readErrorTranslation(plan, range),
  };
}

/** Builds the request that only counts the items of one page. */
export function countRequest(plan: ReadPlan<unknown>, range: PageRange): Request<'Query' | 'Scan', CountedPage> {
  const { projection, ...expressions } = plan.expressions;
  // Which items are results, and not those of another entity, only their keys show.
  const counted =
    plan.matches === undefined
      ? { ...printExpressions(expressions), Select: 'COUNT' as const }
      : printExpressions({ ...expressions, projection: keyPaths(plan) });
  return {
    operation: plan.operation,
    input: withoutUndefined({ ...readInput(plan, range), ...counted }),
    decode: ({ Count, Items, LastEvaluatedKey, ScannedCount }) => {
      if (typeof Count !== 'number') throw malformed(plan, 'Count', Count);
      const count = plan.matches === undefined ? Count : itemsOf(plan, Items).filter(plan.matches).length;
      return { count, cursor: cursorAt(plan, LastEvaluatedKey), evaluated: ScannedCount ?? Count };
    },
    translateError: readErrorTranslation(plan, range),
  };
}

function keyPaths({ scope }: ReadPlan<unknown>): DocumentPath[] {
  return [...Object.keys(scope.fixed), ...scope.attributes.map(({ name }) => name)].map((name) => path(name));
}

function itemsOf(plan: ReadPlan<unknown>, found: readonly Item[] | undefined): readonly Item[] {
  const items: readonly Item[] = found ?? [];
  if (!Array.isArray(items)) throw malformed(plan, 'Items', found);
  return items;
}

function readInput(plan: ReadPlan<unknown>, range: PageRange): Input<'Query'> {
  return {
    TableName: plan.table,
    IndexName: plan.index,
    ConsistentRead: plan.consistent,
    ScanIndexForward: plan.descending ? false : undefined,
    Limit: limitOf(plan, range),
    ExclusiveStartKey: range.cursor === undefined ? undefined : decodeCursor(plan.scope, range.cursor),
  };
}

/** Without a filter, every evaluated item is returned, so that `maxItems` bounds what to read. */
function limitOf(plan: ReadPlan<unknown>, { pageSize, maxItems, perItem = 1 }: PageRange): number | undefined {
  if (plan.expressions.filter !== undefined || maxItems === undefined) return pageSize;
  return Math.min(pageSize ?? Number.POSITIVE_INFINITY, maxItems * perItem);
}

function cursorAt(plan: ReadPlan<unknown>, startKey: Item | undefined): string | undefined {
  if (!isItem(startKey) || plan.isSingle) return undefined;
  const isValid =
    isRecord(startKey) && plan.scope.attributes.every(({ name }) => isKeyValue(attributeOf(startKey, name)));
  if (!isValid) throw malformed(plan, 'LastEvaluatedKey', startKey);
  return encodeCursor(plan.scope, startKey);
}

function malformed({ operation }: ReadPlan<unknown>, member: string, value: unknown): DynarepoError {
  return new DynarepoError('BAD_STORED_VALUE', `${operation} returned an invalid ${member}: ${readableJson(value)}`);
}

function readErrorTranslation(plan: ReadPlan<unknown>, { cursor }: RangeOptions): ErrorTranslation {
  const translateTableError = tableErrorTranslation(plan.table);
  return (error, mayBeOwnWrite) =>
    cursor !== undefined && isAboutStartKey(error)
      ? badCursor({ cause: error })
      : translateTableError(error, mayBeOwnWrite);
}

/** Returns whether DynamoDB rejected the start key, as for a forged cursor that leads outside the query. */
function isAboutStartKey({ name, message }: ServiceError): boolean {
  return name === 'ValidationException' && /start(?:ing)? ?key|cannot be restarted/i.test(message);
}
