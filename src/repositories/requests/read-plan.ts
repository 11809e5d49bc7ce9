import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { EntityOf } from '../../domain/entity/entity-types.ts';
import type { Source } from '../../domain/entity/keys/entity-keys.ts';
import { checkOptions } from '../../domain/options.ts';
import { attributeOf } from '../../domain/values/attribute-value.ts';
import type { CursorScope } from '../cursor.ts';
import { conditionFrom } from './callbacks.ts';
import { type ExpressionTrees, readableCondition } from './expression-members.ts';
import { type KeyCondition, keyConditionFrom } from './key-condition.ts';
import { attributePaths } from './primary-key.ts';
import { namesToRead } from './projection.ts';
import {
  checkRange,
  type PartialQueryOptions,
  type PartialScanOptions,
  type QueryOptions,
  queryOptionNames,
  type ScanOptions,
  scanOptionNames,
} from './read-options.ts';
import { type ItemDecoder, itemDecoder } from './readable-items.ts';

/** A query or scan, independent of the range to read. */
export interface ReadPlan<T> {
  readonly operation: 'Query' | 'Scan';
  readonly table: string;
  readonly index: string | undefined;
  readonly expressions: ExpressionTrees;
  readonly consistent: boolean | undefined;
  readonly descending: boolean | undefined;
  readonly scope: CursorScope;
  /** Whether there can be at most one result, so that no page follows it. */
  readonly isSingle: boolean;
  readonly decode: ItemDecoder<T>;
}

type AnyScanOptions<E extends AnyEntity> = ScanOptions<E> | PartialScanOptions<E, string>;
type AnyQueryOptions<E extends AnyEntity> = QueryOptions<E> | PartialQueryOptions<E, string>;

/**
 * Plans a query of a table or index.
 *
 * @throws DynarepoError - `BAD_INPUT`: the key or an option is invalid.
 */
export function queryPlan<E extends AnyEntity>(
  entity: E,
  source: Source,
  key: unknown,
  options: AnyQueryOptions<E> = {},
): ReadPlan<EntityOf<E>> {
  checkOptions('query', options, queryOptionNames);
  return planOf(entity, source, options, keyConditionFrom(entity, source, key));
}

/**
 * Plans a scan of a table or index.
 *
 * @throws DynarepoError - `BAD_INPUT`: an option is invalid.
 */
export function scanPlan<E extends AnyEntity>(
  entity: E,
  source: Source,
  options: AnyScanOptions<E> = {},
): ReadPlan<EntityOf<E>> {
  checkOptions('scan', options, scanOptionNames);
  return planOf(entity, source, options);
}

function planOf<E extends AnyEntity>(
  entity: E,
  source: Source,
  options: AnyQueryOptions<E>,
  key?: KeyCondition,
): ReadPlan<EntityOf<E>> {
  checkRange(options);
  const names = namesToRead(entity, options.attributes);
  const projected = source.projected && new Set(source.projected.map(({ name }) => name));
  return {
    operation: key === undefined ? 'Scan' : 'Query',
    table: entity.table,
    index: source.index,
    expressions: {
      keyCondition: key?.condition,
      filter: conditionFrom(entity, 'filter', options.filter),
      projection: names && attributePaths(entity, names, source.entryKey),
    },
    consistent: options.consistent,
    descending: options.descending,
    scope: scopeOf(entity, source, options, key),
    // Several entries of an index can have the same key; items of a table cannot.
    isSingle: key?.isFullKey === true && source.index === undefined,
    decode: itemDecoder(entity, options.onUnreadable, { names: names ?? projected }),
  };
}

function scopeOf<E extends AnyEntity>(
  entity: E,
  source: Source,
  { descending = false }: AnyQueryOptions<E>,
  key: KeyCondition | undefined,
): CursorScope {
  const keyCondition = key && readableCondition(key.condition);
  const fixed = key?.partition ?? {};
  return {
    identity: JSON.stringify([entity.name, entity.table, source.index, descending, keyCondition]),
    fixed,
    attributes: source.entryKey.filter(({ name }) => attributeOf(fixed, name) === undefined),
  };
}
