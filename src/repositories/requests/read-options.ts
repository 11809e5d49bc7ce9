import type { AnyEntity } from '../../domain/entity/entity.ts';
import { describeType } from '../../domain/entity/value-location.ts';
import { DynarepoError } from '../../domain/errors.ts';
import type { OptionNames } from '../../domain/options.ts';
import type { CallOptions } from '../call-options.ts';
import type { ConditionCallback } from './callbacks.ts';

/** How much of a query or scan is read, and from where. */
export interface RangeOptions extends CallOptions {
  /** The most items to return. */
  readonly maxItems?: number | undefined;
  /** The most items that one request evaluates, before the filter: the service's `Limit`. 1 MB bounds it as well. */
  readonly pageSize?: number | undefined;
  /** The most requests to send. */
  readonly maxPages?: number | undefined;
  /** Where to go on: the `cursor` of a page of the same query or scan. */
  readonly cursor?: string | undefined;
}

/** Reads whole entities. */
export interface AllAttributes {
  readonly attributes?: undefined;
}

/** Reads a part of each entity. */
export interface SomeAttributes<Name extends string> {
  /** The attributes to read. The service evaluates, and charges for, whole items all the same. */
  readonly attributes: readonly Name[];
}

/** What a scan takes beside the attributes to read. */
export interface ScanSettings<E extends AnyEntity> extends RangeOptions {
  /** What must hold of the items returned. It is applied after reading: what it drops is paid for. */
  readonly filter?: ConditionCallback<E> | undefined;
  /** Reads what was written last, for twice the price; global secondary indexes cannot. */
  readonly consistent?: boolean | undefined;
}

/** What a query takes beside the attributes to read. */
export interface QuerySettings<E extends AnyEntity> extends ScanSettings<E> {
  /** Reads from the greatest sort key to the least. */
  readonly descending?: boolean | undefined;
}

/** What a scan takes. */
export interface ScanOptions<E extends AnyEntity> extends ScanSettings<E>, AllAttributes {}

/** What a scan takes to read some attributes only. */
export interface PartialScanOptions<E extends AnyEntity, Name extends string>
  extends ScanSettings<E>,
    SomeAttributes<Name> {}

/** What a query takes. */
export interface QueryOptions<E extends AnyEntity> extends QuerySettings<E>, AllAttributes {}

/** What a query takes to read some attributes only. */
export interface PartialQueryOptions<E extends AnyEntity, Name extends string>
  extends QuerySettings<E>,
    SomeAttributes<Name> {}

/** What a count takes. */
export interface CountOptions<E extends AnyEntity> extends CallOptions {
  /** What must hold of the items counted. It is applied after reading: what it drops is paid for. */
  readonly filter?: ConditionCallback<E> | undefined;
  /** Counts what was written last, for twice the price; global secondary indexes cannot. */
  readonly consistent?: boolean | undefined;
}

/** The names of {@link RangeOptions}. */
export const rangeOptionNames: OptionNames<RangeOptions> = {
  abortSignal: true,
  cursor: true,
  maxItems: true,
  maxPages: true,
  pageSize: true,
};

/** The names of what a scan takes. */
export const scanOptionNames: OptionNames<ScanOptions<AnyEntity>> = {
  ...rangeOptionNames,
  attributes: true,
  consistent: true,
  filter: true,
};

/** The names of what a query takes. */
export const queryOptionNames: OptionNames<QueryOptions<AnyEntity>> = { ...scanOptionNames, descending: true };

/** The names of {@link CountOptions}. */
export const countOptionNames: OptionNames<CountOptions<AnyEntity>> = {
  abortSignal: true,
  consistent: true,
  filter: true,
};

/**
 * Refuses numbers that no range can have.
 *
 * @throws DynarepoError - `BAD_INPUT`.
 */
export function checkRange(range: RangeOptions): void {
  for (const name of ['maxItems', 'pageSize', 'maxPages'] as const) {
    const count = range[name];
    if (count === undefined || (Number.isSafeInteger(count) && count >= 1)) continue;
    const given = typeof count === 'number' ? String(count) : describeType(count);
    throw new DynarepoError('BAD_INPUT', `${name} must be a whole number of at least 1, but is ${given}`);
  }
}
