import { describeType } from '../../domain/describe-type.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { DynarepoError, type StoredValueError } from '../../domain/errors.ts';
import type { OptionNames } from '../../domain/options.ts';
import type { CallOptions } from '../call-options.ts';
import type { ConditionCallback } from './callbacks.ts';

/** Options for how much of a query or scan to read, and from where. */
export interface RangeOptions extends CallOptions {
  /** Maximum number of items to return. Default: all. */
  readonly maxItems?: number | undefined;
  /** Maximum number of items that one request evaluates, before the filter: DynamoDB's `Limit`. Default: 1 MB of items. */
  readonly pageSize?: number | undefined;
  /** Maximum number of requests. Default: no limit. */
  readonly maxPages?: number | undefined;
  /** Where to continue: the `cursor` of a page of the same query or scan. Default: from the start. */
  readonly cursor?: string | undefined;
}

/**
 * What a read does with an item that does not match the entity definition: `throw` the error, `skip` the item, or skip it and
 * call a function with the error, which has the item and its key.
 */
export type OnUnreadable = 'throw' | 'skip' | ((error: StoredValueError) => void);

/** The option of reads that return several items. */
export interface UnreadableOptions {
  /** What to do with an item that does not match the entity definition. Default: `throw`. */
  readonly onUnreadable?: OnUnreadable | undefined;
}

/** Option type to read all attributes. */
export interface AllAttributes {
  readonly attributes?: undefined;
}

/** Option type to read only some attributes. */
export interface SomeAttributes<Name extends string> {
  /** The attributes to read. DynamoDB still reads whole items, which determine the consumed capacity. */
  readonly attributes: readonly Name[];
}

/** Options of a scan, without the attributes to read. */
export interface ScanSettings<E extends AnyEntity> extends RangeOptions, UnreadableOptions {
  /** Condition that the returned items meet. DynamoDB filters after reading, so all items read consume capacity. */
  readonly filter?: ConditionCallback<E> | undefined;
  /**
   * Makes the read strongly consistent, which consumes twice the capacity; not supported by global secondary indexes.
   * Default: false.
   */
  readonly consistent?: boolean | undefined;
}

/** Options of a query, without the attributes to read. */
export interface QuerySettings<E extends AnyEntity> extends ScanSettings<E> {
  /** Reads in descending order of the sort key. Default: false. */
  readonly descending?: boolean | undefined;
}

/** Options of a scan. */
export interface ScanOptions<E extends AnyEntity> extends ScanSettings<E>, AllAttributes {}

/** Options of a scan that reads only some attributes. */
export interface PartialScanOptions<E extends AnyEntity, Name extends string>
  extends ScanSettings<E>,
    SomeAttributes<Name> {}

/** Options of a query. */
export interface QueryOptions<E extends AnyEntity> extends QuerySettings<E>, AllAttributes {}

/** Options of a query that reads only some attributes. */
export interface PartialQueryOptions<E extends AnyEntity, Name extends string>
  extends QuerySettings<E>,
    SomeAttributes<Name> {}

/** Options of a count. */
export interface CountOptions<E extends AnyEntity> extends CallOptions {
  /** Condition that the counted items meet. DynamoDB filters after reading, so all items read consume capacity. */
  readonly filter?: ConditionCallback<E> | undefined;
  /**
   * Makes the read strongly consistent, which consumes twice the capacity; not supported by global secondary indexes.
   * Default: false.
   */
  readonly consistent?: boolean | undefined;
}

/** Option names of {@link RangeOptions}. */
export const rangeOptionNames: OptionNames<RangeOptions> = {
  abortSignal: 'signal',
  cursor: 'string',
  maxItems: true,
  maxPages: true,
  pageSize: true,
};

/** Option names of {@link ScanOptions}. */
export const scanOptionNames: OptionNames<ScanOptions<AnyEntity>> = {
  ...rangeOptionNames,
  attributes: true,
  consistent: 'boolean',
  filter: true,
  onUnreadable: true,
};

/** Option names of {@link QueryOptions}. */
export const queryOptionNames: OptionNames<QueryOptions<AnyEntity>> = { ...scanOptionNames, descending: 'boolean' };

/** Option names of {@link CountOptions}. */
export const countOptionNames: OptionNames<CountOptions<AnyEntity>> = {
  abortSignal: 'signal',
  consistent: 'boolean',
  filter: true,
};

/**
 * Checks the numbers of a range.
 *
 * @throws DynarepoError - `BAD_INPUT`: one is not a whole number of at least 1.
 */
export function checkRange(range: RangeOptions): void {
  for (const name of ['maxItems', 'pageSize', 'maxPages'] as const) {
    const count = range[name];
    if (count === undefined || (Number.isSafeInteger(count) && count >= 1)) continue;
    const actual = typeof count === 'number' ? String(count) : describeType(count);
    throw new DynarepoError('BAD_INPUT', `${name} must be a whole number of at least 1, but is ${actual}`);
  }
}
