const brand: unique symbol = Symbol.for('dynarepo.sortCondition');

/** A condition on the sort key of a query, other than equality; the functions in this file create it. */
export type SortCondition<T> = SortComparison<T> | SortBetween<T> | SortPrefix<T>;

/** `sort key < value`, `<=`, `>` or `>=`. */
export interface SortComparison<T> {
  /** @hidden */
  readonly [brand]: true;
  /** Distinguishes it from the other conditions. */
  readonly kind: 'comparison';
  /** Between the sort key, on its left, and the value. */
  readonly comparator: '<' | '<=' | '>' | '>=';
  /** The value to compare with. */
  readonly value: T;
}

/** `sort key BETWEEN lower AND upper`, inclusive. */
export interface SortBetween<T> {
  /** @hidden */
  readonly [brand]: true;
  /** Distinguishes it from the other conditions. */
  readonly kind: 'between';
  /** The lowest value that matches. */
  readonly lower: T;
  /** The highest value that matches. */
  readonly upper: T;
}

/** `begins_with(sort key, prefix)`; the prefix is in stored form, for example text for a date that is stored as text. */
export interface SortPrefix<T> {
  /** @hidden */
  readonly [brand]: true;
  /** Distinguishes it from the other conditions. */
  readonly kind: 'begins_with';
  /** What the stored sort key begins with. */
  readonly prefix: T;
}

/** Matches sort keys with a prefix: `users.query({ lastName: 'Smith', firstName: beginsWith('J') })`. */
export function beginsWith<T extends string | Uint8Array>(prefix: T): SortPrefix<T> {
  return Object.freeze({ [brand]: true as const, kind: 'begins_with', prefix });
}

/** Matches sort keys from `lower` to `upper`, inclusive. */
export function between<T>(lower: T, upper: T): SortBetween<T> {
  return Object.freeze({ [brand]: true as const, kind: 'between', lower, upper });
}

/** Matches sort keys less than a value. */
export function lt<T>(value: T): SortComparison<T> {
  return comparison('<', value);
}

/** Matches sort keys less than or equal to a value. */
export function lte<T>(value: T): SortComparison<T> {
  return comparison('<=', value);
}

/** Matches sort keys greater than a value. */
export function gt<T>(value: T): SortComparison<T> {
  return comparison('>', value);
}

/** Matches sort keys greater than or equal to a value. */
export function gte<T>(value: T): SortComparison<T> {
  return comparison('>=', value);
}

/** Returns whether the value for a sort key is a condition rather than an attribute value. */
export function isSortCondition(value: unknown): value is SortCondition<unknown> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, brand);
}

function comparison<T>(comparator: SortComparison<T>['comparator'], value: T): SortComparison<T> {
  return Object.freeze({ [brand]: true as const, kind: 'comparison', comparator, value });
}
