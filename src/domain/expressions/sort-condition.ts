const brand: unique symbol = Symbol.for('dynarepo.sortCondition');

/** What a query asks of a sort key beside equality: data that stands in the key, made by the functions of this file. */
export type SortCondition<T> = SortComparison<T> | SortBetween<T> | SortPrefix<T>;

/** `sort key < value` and its like. */
export interface SortComparison<T> {
  readonly [brand]: true;
  readonly kind: 'comparison';
  readonly comparator: '<' | '<=' | '>' | '>=';
  readonly value: T;
}

/** `sort key BETWEEN lower AND upper`, bounds included. */
export interface SortBetween<T> {
  readonly [brand]: true;
  readonly kind: 'between';
  readonly lower: T;
  readonly upper: T;
}

/** `begins_with(sort key, prefix)`; the prefix is as the attribute is stored, so text also for dates kept as text. */
export interface SortPrefix<T> {
  readonly [brand]: true;
  readonly kind: 'begins_with';
  readonly prefix: T;
}

/** Sort keys that begin with a text or with bytes: `users.query({ lastName: 'Smith', firstName: beginsWith('J') })`. */
export function beginsWith<T extends string | Uint8Array>(prefix: T): SortPrefix<T> {
  return Object.freeze({ [brand]: true as const, kind: 'begins_with', prefix });
}

/** Sort keys from `lower` to `upper`, both included. */
export function between<T>(lower: T, upper: T): SortBetween<T> {
  return Object.freeze({ [brand]: true as const, kind: 'between', lower, upper });
}

/** Sort keys less than a value. */
export function lt<T>(value: T): SortComparison<T> {
  return comparison('<', value);
}

/** Sort keys less than a value, or equal to it. */
export function lte<T>(value: T): SortComparison<T> {
  return comparison('<=', value);
}

/** Sort keys greater than a value. */
export function gt<T>(value: T): SortComparison<T> {
  return comparison('>', value);
}

/** Sort keys greater than a value, or equal to it. */
export function gte<T>(value: T): SortComparison<T> {
  return comparison('>=', value);
}

/** Whether something given for a sort key is a condition, rather than a value of the attribute's own. */
export function isSortCondition(given: unknown): given is SortCondition<unknown> {
  return typeof given === 'object' && given !== null && Object.hasOwn(given, brand);
}

function comparison<T>(comparator: SortComparison<T>['comparator'], value: T): SortComparison<T> {
  return Object.freeze({ [brand]: true as const, kind: 'comparison', comparator, value });
}
