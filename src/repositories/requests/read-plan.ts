import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { EntityOf } from '../../domain/entity/entity-types.ts';
import { hasOwnKey } from '../../domain/entity/keys/decode-key.ts';
import type { Source } from '../../domain/entity/keys/entity-keys.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { and } from '../../domain/expressions/condition-builders.ts';
import type { Condition } from '../../domain/expressions/tree.ts';
import { isRecord } from '../../domain/is-record.ts';
import { checkOptions } from '../../domain/options.ts';
import { type CursorScope, cursorScope } from '../cursor.ts';
import { conditionFrom } from './callbacks.ts';
import { type ExpiryPlan, expiryField, expiryPlan } from './expiry.ts';
import { type ExpressionTrees, readableCondition } from './expression-members.ts';
import { type KeyCondition, keyConditionFrom } from './key-condition.ts';
import { attributePaths } from './primary-key.ts';
import { namesToRead } from './projection.ts';
import { type QueryOptions, queryOptionNames, type ScanOptions, scanOptionNames } from './read-options.ts';
import { type ItemDecoder, itemDecoder } from './readable-items.ts';
import type { RequestContext } from './request-context.ts';
import { prefixCondition } from './template-condition.ts';
import { uniqueItemMatcher, withoutUniqueItems } from './unique-items.ts';

/** A query or scan, independent of the range to read. */
export interface ReadPlan<T> {
  readonly operation: 'Query' | 'Scan';
  /** The entities of the results. */
  readonly entities: readonly AnyEntity[];
  readonly table: string;
  readonly index: string | undefined;
  /** What is read, as one of the entities knows it. */
  readonly source: Source;
  readonly expressions: ExpressionTrees;
  /** Whether a filter removes a part of the items that is not known in advance. Default: false. */
  readonly isSparse?: boolean;
  readonly consistent: boolean | undefined;
  readonly descending: boolean | undefined;
  readonly scope: CursorScope;
  /** The segments of a scan to read; a query, or a scan that is not divided, has `undefined` as the only one. */
  readonly segments: readonly (number | undefined)[];
  /** Number of segments of the scan. */
  readonly totalSegments: number | undefined;
  /** Maximum number of segments to read at the same time. */
  readonly concurrency: number;
  /** Whether the outputs report consumed capacity. */
  readonly reportsUnits: boolean;
  /** Whether there can be at most one result, so that no page follows it. */
  readonly isSingle: boolean;
  /** As in {@link ExpiryPlan}. */
  readonly unexpired: ExpiryPlan['unexpired'];
  /** Whether an item is among the results: items of other entities and expired ones are not. Default: every item is. */
  readonly matches: ((item: Item) => boolean) | undefined;
  /** Decodes a matching item. */
  readonly decode: ItemDecoder<T>;
}

/**
 * Plans a query of a table or index.
 *
 * @throws DynarepoError - `BAD_INPUT`: the key or an option is invalid.
 */
export function queryPlan<E extends AnyEntity>(
  context: RequestContext<E>,
  source: Source,
  key: unknown,
  options: QueryOptions<E, string> = {},
): ReadPlan<EntityOf<E>> {
  checkOptions('query', options, queryOptionNames);
  return planOf(context, source, options, keyConditionFrom(context.entity, source, key));
}

/**
 * Plans a scan of a table or index.
 *
 * @throws DynarepoError - `BAD_INPUT`: an option is invalid.
 */
export function scanPlan<E extends AnyEntity>(
  context: RequestContext<E>,
  source: Source,
  options: ScanOptions<E, string> = {},
): ReadPlan<EntityOf<E>> {
  checkOptions('scan', options, scanOptionNames);
  return planOf(context, source, options);
}

/** The options of queries and scans. */
type PlanOptions<E extends AnyEntity> = QueryOptions<E, string> & ScanOptions<E, string>;

function planOf<E extends AnyEntity>(
  { entity, now }: RequestContext<E>,
  source: Source,
  options: PlanOptions<E>,
  key?: KeyCondition,
): ReadPlan<EntityOf<E>> {
  const names = namesToRead(entity, options.attributes);
  const ownKey = key === undefined ? ownKeyCondition(entity) : undefined;
  const expiry = expiryField(entity, options.includeExpired);
  const { unexpired, isUnexpired } = expiryPlan(expiry, now, source);
  const storedNames = source.entryKey.map(({ name }) => name);
  const projected =
    source.projected && new Set(source.projected.flatMap(({ name, isHidden }) => (isHidden ? [] : name)));
  return {
    operation: key === undefined ? 'Scan' : 'Query',
    entities: [entity],
    table: entity.table,
    index: source.index,
    source,
    expressions: {
      keyCondition: key?.condition,
      filter: and(ownKey, entity.ownCondition, conditionFrom(entity, 'filter', options.filter)),
      projection: names && attributePaths(entity, names, storedNames),
    },
    isSparse: ownKey !== undefined || options.filter !== undefined,
    consistent: options.consistent,
    descending: options.descending,
    scope: cursorScope(source.entryKey, key?.partition ?? {}, () => [
      entity.name,
      entity.table,
      source.index,
      options.descending ?? false,
      key && readableCondition(key.condition),
      options.segments,
      options.onlySegment,
    ]),
    ...pacing(options),
    // Several entries of an index can have the same key; items of a table cannot.
    isSingle: key?.isFullKey === true && source.index === undefined,
    unexpired,
    matches: allOf(ownKeyMatcher(entity), key && uniqueItemMatcher(entity, source), key?.matches, isUnexpired),
    decode: itemDecoder(entity, options.onUnreadable, { names: names ?? projected }),
  };
}

/** Returns the condition of a scan on the texts of the primary key; `undefined` if every item is one of the entity. */
function ownKeyCondition(entity: AnyEntity): Condition | undefined {
  const conditions = entity.keys.table.entryKey.map((part) =>
    part.kind === 'template'
      ? prefixCondition(part.name, part.template.slots[0]?.before ?? part.template.end)
      : undefined,
  );
  return and(...conditions, withoutUniqueItems(entity));
}

/** Whether an item is among the results. */
type Matcher = (item: Item) => boolean;

/** Returns which items belong to the entity: a shared table or index has items of others, with other texts as primary key. */
function ownKeyMatcher({ keys }: AnyEntity): Matcher | undefined {
  const parts = keys.table.entryKey;
  if (parts.every(({ kind }) => kind === 'property')) return undefined;
  return (item) => !isRecord(item) || hasOwnKey(parts, item);
}

/** Returns whether an item meets all of some conditions; `undefined` if there are none. */
export function allOf(...matchers: readonly (Matcher | undefined)[]): Matcher | undefined {
  const defined = matchers.filter((matcher) => matcher !== undefined);
  return defined.length < 2 ? defined[0] : (item) => defined.every((matcher) => matcher(item));
}

/** Returns how many requests of a query or scan there are at a time, and whether they report what they consume. */
export function pacing({
  segments,
  onlySegment,
  concurrency = 16,
  unitsPerSecond,
}: Pick<ScanOptions<AnyEntity>, 'segments' | 'onlySegment' | 'concurrency' | 'unitsPerSecond'>): Pick<
  ReadPlan<unknown>,
  'segments' | 'totalSegments' | 'concurrency' | 'reportsUnits'
> {
  if (onlySegment !== undefined && onlySegment >= (segments ?? 0)) {
    throw new DynarepoError('BAD_INPUT', 'the option onlySegment of scan must be less than segments');
  }
  const all = segments === undefined ? [undefined] : Array.from({ length: segments }, (_, segment) => segment);
  return {
    segments: onlySegment === undefined ? all : [onlySegment],
    totalSegments: segments,
    concurrency,
    reportsUnits: unitsPerSecond !== undefined,
  };
}
