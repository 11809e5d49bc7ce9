import type { Input, Item } from '../../domain/dynamodb.ts';
import { DynarepoError, type ServiceError } from '../../domain/errors.ts';
import { and } from '../../domain/expressions/condition-builders.ts';
import { path } from '../../domain/expressions/document-path.ts';
import type { DocumentPath } from '../../domain/expressions/tree.ts';
import { isRecord } from '../../domain/is-record.ts';
import { attributeOf, isKeyValue, setAttribute } from '../../domain/values/attribute-value.ts';
import { readableJson } from '../../domain/values/readable-value.ts';
import { badCursor, type Position } from '../cursor.ts';
import { printExpressions } from './expression-members.ts';
import type { ReadPlan } from './read-plan.ts';
import { type ErrorTranslation, isItem, type Request, tableErrorTranslation, withoutUndefined } from './request.ts';

/** What one request of a query or scan reads. */
export interface Fetch {
  readonly position: Position;
  /** The segment of the scan. Default: the scan is not divided. */
  readonly segment?: number | undefined;
  /** Maximum number of items that the request evaluates. Default: 1 MB of items. */
  readonly limit?: number | undefined;
  /** Whether the items are only counted. Default: false. */
  readonly counts?: boolean | undefined;
}

/** The output of one request of a query or scan. */
export interface Fetched {
  readonly items: readonly Item[];
  /** Number of results. */
  readonly count: number;
  /** Number of items that DynamoDB evaluated. */
  readonly evaluated: number;
  /** Where the next request continues. */
  readonly next: Position;
  /** Consumed capacity units; 0 if the plan doesn't ask for them. */
  readonly units: number;
}

/** Builds one request of a query or scan. */
export function fetchRequest(plan: ReadPlan<unknown>, fetch: Fetch): Request<'Query' | 'Scan', Fetched> {
  const { matches, expressions, unexpired } = plan;
  // Which items are results, and not those of another entity, only their keys show.
  const isCounted = fetch.counts === true && matches === undefined;
  const projection = fetch.counts ? (isCounted ? undefined : keyPaths(plan)) : expressions.projection;
  return {
    operation: plan.operation,
    input: withoutUndefined(
      fetchInput(plan, fetch, isCounted),
      printExpressions({ ...expressions, filter: and(unexpired?.(), expressions.filter), projection }),
    ),
    entities: plan.entities,
    decode({ Count, Items, LastEvaluatedKey, ScannedCount, ConsumedCapacity }) {
      const items = isCounted ? [] : itemsOf(plan, Items);
      const count = isCounted ? Count : fetch.counts && matches ? items.filter(matches).length : items.length;
      if (typeof count !== 'number') throw malformed(plan, 'Count', Count);
      const units = plan.reportsUnits ? ConsumedCapacity?.CapacityUnits : 0;
      if (typeof units !== 'number') throw malformed(plan, 'ConsumedCapacity', ConsumedCapacity);
      const evaluated = ScannedCount ?? (isCounted ? count : items.length);
      return { items, count, evaluated, next: nextPosition(plan, LastEvaluatedKey), units };
    },
    translateError: readErrorTranslation(plan, fetch),
  };
}

function fetchInput(
  plan: ReadPlan<unknown>,
  { position, segment, limit }: Fetch,
  isCounted: boolean,
): Input<'Query'> & Input<'Scan'> {
  return {
    TableName: plan.table,
    IndexName: plan.index,
    ConsistentRead: plan.consistent,
    ScanIndexForward: plan.descending ? false : undefined,
    Limit: limit,
    ExclusiveStartKey: typeof position === 'string' ? undefined : position,
    Segment: segment,
    TotalSegments: segment === undefined ? undefined : plan.totalSegments,
    ReturnConsumedCapacity: plan.reportsUnits ? 'TOTAL' : undefined,
    Select: isCounted ? 'COUNT' : undefined,
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

function nextPosition(plan: ReadPlan<unknown>, startKey: Item | undefined): Position {
  return isItem(startKey) && !plan.isSingle ? positionAfter(plan, startKey) : 'end';
}

/**
 * Returns the position after an item: its key attributes.
 *
 * @throws DynarepoError - `BAD_STORED_VALUE`: it lacks one.
 */
export function positionAfter(plan: ReadPlan<unknown>, item: Item): Item {
  const position = { ...plan.scope.fixed };
  for (const { name } of plan.scope.attributes) {
    const value = isRecord(item) ? attributeOf(item, name) : undefined;
    if (!isKeyValue(value)) throw malformed(plan, 'LastEvaluatedKey', item);
    setAttribute(position, name, value);
  }
  return position;
}

function malformed({ operation }: ReadPlan<unknown>, member: string, value: unknown): DynarepoError {
  return new DynarepoError('BAD_STORED_VALUE', `${operation} returned an invalid ${member}: ${readableJson(value)}`);
}

function readErrorTranslation(plan: ReadPlan<unknown>, { position }: Fetch): ErrorTranslation {
  const translateTableError = tableErrorTranslation(plan.table);
  return (error, mayBeOwnWrite) =>
    position !== 'start' && isAboutStartKey(error)
      ? badCursor({ cause: error })
      : translateTableError(error, mayBeOwnWrite);
}

/** Returns whether DynamoDB rejected the start key, as for a forged cursor that leads outside the query. */
function isAboutStartKey({ name, message }: ServiceError): boolean {
  return name === 'ValidationException' && /start(?:ing)? ?key|cannot be restarted/i.test(message);
}
