import type { Input, Item } from '../../domain/dynamodb.ts';
import type { ServiceError } from '../../domain/errors.ts';
import { badCursor, decodeCursor, encodeCursor } from '../cursor.ts';
import { printExpressions } from './expression-members.ts';
import type { RangeOptions } from './read-options.ts';
import type { ReadPlan } from './read-plan.ts';
import { type ErrorTranslation, type Request, tableErrorTranslation, withoutUndefined } from './request.ts';

/** A part of a query or scan. */
export interface Page<T> {
  readonly items: readonly T[];
  /**
   * Where to go on, as text that can stand in a URL; `undefined` when there is nothing more. The next page may be
   * empty, because the service does not look ahead.
   */
  readonly cursor?: string | undefined;
  /** How many items the service evaluated, and charges for. */
  readonly evaluated: number;
}

/** How many items a part of a query or scan has. */
export interface CountedPage {
  readonly count: number;
  readonly cursor: string | undefined;
}

/** The request for one page of a query or scan. */
export function pageRequest<T>(plan: ReadPlan<T>, range: RangeOptions): Request<'Query' | 'Scan', Page<T>> {
  const { maxItems = Number.POSITIVE_INFINITY } = range;
  return {
    operation: plan.operation,
    input: withoutUndefined({ ...readInput(plan, range), ...printExpressions(plan.expressions) }),
    decode: ({ Items = [], LastEvaluatedKey, ScannedCount }) => {
      const items = Items.slice(0, maxItems);
      // Where the range ends within the page, the last item returned is where the next page starts.
      const startKey = items.length < Items.length ? items.at(-1) : LastEvaluatedKey;
      return {
        items: items.map(plan.decode),
        cursor: cursorAt(plan, startKey),
        evaluated: ScannedCount ?? Items.length,
      };
    },
    translateError: readRefusal(plan, range),
  };
}

/** The request that only counts the items of one page. */
export function countRequest(plan: ReadPlan<unknown>, range: RangeOptions): Request<'Query' | 'Scan', CountedPage> {
  const { projection, ...expressions } = plan.expressions;
  return {
    operation: plan.operation,
    input: withoutUndefined({ ...readInput(plan, range), ...printExpressions(expressions), Select: 'COUNT' }),
    decode: ({ Count = 0, LastEvaluatedKey }) => ({ count: Count, cursor: cursorAt(plan, LastEvaluatedKey) }),
    translateError: readRefusal(plan, range),
  };
}

function readInput(plan: ReadPlan<unknown>, range: RangeOptions): Input<'Query'> {
  return {
    TableName: plan.table,
    IndexName: plan.index,
    ConsistentRead: plan.consistent,
    ScanIndexForward: plan.descending ? false : undefined,
    Limit: limitOf(plan, range),
    ExclusiveStartKey: range.cursor === undefined ? undefined : decodeCursor(plan.scope, range.cursor),
  };
}

/** Without a filter what is evaluated is returned, so that more than `maxItems` need not be read. */
function limitOf(plan: ReadPlan<unknown>, { pageSize, maxItems }: RangeOptions): number | undefined {
  if (plan.expressions.filter !== undefined || maxItems === undefined) return pageSize;
  return pageSize === undefined ? maxItems : Math.min(pageSize, maxItems);
}

function cursorAt(plan: ReadPlan<unknown>, startKey: Item | undefined): string | undefined {
  return startKey === undefined || plan.isSingle ? undefined : encodeCursor(plan.scope, startKey);
}

function readRefusal(plan: ReadPlan<unknown>, { cursor }: RangeOptions): ErrorTranslation {
  const refusalOfTable = tableErrorTranslation(plan.table);
  return (error, mayBeOwnWrite) =>
    cursor !== undefined && isAboutStartKey(error) ? badCursor({ cause: error }) : refusalOfTable(error, mayBeOwnWrite);
}

/** A cursor that somebody made up can lead to a location outside of the query, which only the service notices. */
function isAboutStartKey({ name, message }: ServiceError): boolean {
  return name === 'ValidationException' && /start(?:ing)? ?key|cannot be restarted/i.test(message);
}
