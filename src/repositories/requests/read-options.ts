import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { StoredValueError } from '../../domain/errors.ts';
import { type OptionCheck, type OptionNames, wholeNumber } from '../../domain/options.ts';
import { type CallOptions, callOptionNames } from '../call-options.ts';
import type { ConditionCallback } from './callbacks.ts';

/** Options of every read. */
export interface ReadOptions extends CallOptions {
  /**
   * Makes the read strongly consistent, which consumes twice the capacity; not supported by global secondary indexes.
   * Default: false.
   */
  readonly consistent?: boolean | undefined;
  /** Also returns items whose `ttl()` has passed, until DynamoDB deletes them. Default: false. */
  readonly includeExpired?: boolean | undefined;
}

/** Options of `get`; `Name` are the attributes to read, `never` for all. */
export interface GetOptions<Name extends string = never> extends ReadOptions {
  /** The attributes to read. DynamoDB still reads whole items, which determine the consumed capacity. Default: all. */
  readonly attributes?: readonly Name[] | undefined;
}

/** Options of `getMany`, and of every read that returns several items. */
export interface GetManyOptions<Name extends string = never> extends GetOptions<Name> {
  /** What to do with an item that does not match the entity definition. Default: `throw`. */
  readonly onUnreadable?: OnUnreadable | undefined;
}

/**
 * What a read does with an item that does not match the entity definition: `throw` the error, `skip` the item, or skip it and
 * call a function with the error, which has the item and its key.
 */
export type OnUnreadable = 'throw' | 'skip' | ((error: StoredValueError) => void);

/** Options of a count. */
export interface CountOptions<E extends AnyEntity> extends ReadOptions {
  /** Condition that the items meet. DynamoDB filters after reading, so all items read consume capacity. */
  readonly filter?: ConditionCallback<E> | undefined;
  /** Maximum read capacity to consume, in units per second: the requests wait for each other. Default: no limit. */
  readonly unitsPerSecond?: number | undefined;
}

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

/** Options of a query; `Name` are the attributes to read, `never` for all. */
export interface QueryOptions<E extends AnyEntity, Name extends string = never>
  extends CountOptions<E>,
    GetManyOptions<Name>,
    RangeOptions {
  /** Reads in descending order of the sort key. Default: false. */
  readonly descending?: boolean | undefined;
}

/** Options of a scan; `Name` are the attributes to read, `never` for all. */
export interface ScanOptions<E extends AnyEntity, Name extends string = never>
  extends CountOptions<E>,
    GetManyOptions<Name>,
    RangeOptions {
  /** Number of segments to divide the table into; they are read at the same time. Default: the table is not divided. */
  readonly segments?: number | undefined;
  /** The only segment to read, from 0: others are read elsewhere. Default: all segments. */
  readonly onlySegment?: number | undefined;
  /** Maximum number of segments to read at the same time. Default: 16. */
  readonly concurrency?: number | undefined;
}

/** DynamoDB's maximum number of segments. */
const maxSegments = 1_000_000;

const count: OptionCheck = {
  expected: 'a whole number of at least 1',
  isValid: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
};

/** The check of the option `unitsPerSecond`. */
export const unitsPerSecondCheck: OptionCheck = {
  expected: 'a number of capacity units above 0',
  isValid: (value) => Number.isFinite(value) && Number(value) > 0,
};

/** Option names of {@link ReadOptions}. */
export const readOptionNames: OptionNames<ReadOptions> = {
  ...callOptionNames,
  consistent: 'boolean',
  includeExpired: 'boolean',
};

/** Option names of {@link GetOptions}. */
export const getOptionNames: OptionNames<GetOptions> = { ...readOptionNames, attributes: true };

/** Option names of {@link GetManyOptions}. */
export const getManyOptionNames: OptionNames<GetManyOptions> = { ...getOptionNames, onUnreadable: true };

/** Option names of {@link CountOptions}. */
export const countOptionNames: OptionNames<CountOptions<AnyEntity>> = {
  ...readOptionNames,
  filter: true,
  unitsPerSecond: unitsPerSecondCheck,
};

/** Option names of {@link RangeOptions}. */
export const rangeOptionNames: OptionNames<RangeOptions> = {
  ...callOptionNames,
  cursor: 'string',
  maxItems: count,
  maxPages: count,
  pageSize: count,
};

const severalOptionNames = { ...rangeOptionNames, ...countOptionNames, ...getManyOptionNames };

/** Option names of {@link QueryOptions}. */
export const queryOptionNames: OptionNames<QueryOptions<AnyEntity>> = { ...severalOptionNames, descending: 'boolean' };

/** Option names of {@link ScanOptions}. */
export const scanOptionNames: OptionNames<ScanOptions<AnyEntity>> = {
  ...severalOptionNames,
  concurrency: count,
  onlySegment: wholeNumber(0, maxSegments - 1),
  segments: wholeNumber(1, maxSegments),
};
