import type { And, Condition, Not, Or } from './tree.ts';

/** Joins conditions with AND. Ignores `undefined`; returns `undefined` if no condition remains. */
export function and(first: Condition, ...others: readonly (Condition | undefined)[]): Condition;
export function and(...conditions: readonly (Condition | undefined)[]): Condition | undefined;
export function and(...conditions: readonly (Condition | undefined)[]): Condition | undefined {
  return join(conditions, (left, right): And => Object.freeze({ kind: 'and', left, right }));
}

/** Joins conditions with OR. Ignores `undefined`; returns `undefined` if no condition remains. */
export function or(first: Condition, ...others: readonly (Condition | undefined)[]): Condition;
export function or(...conditions: readonly (Condition | undefined)[]): Condition | undefined;
export function or(...conditions: readonly (Condition | undefined)[]): Condition | undefined {
  return join(conditions, (left, right): Or => Object.freeze({ kind: 'or', left, right }));
}

/** Negates a condition. */
export function not(condition: Condition): Not {
  return Object.freeze({ kind: 'not', condition });
}

function join(
  conditions: readonly (Condition | undefined)[],
  pair: (left: Condition, right: Condition) => Condition,
): Condition | undefined {
  const [first, ...rest] = conditions.filter((condition) => condition !== undefined);
  return first && rest.reduce(pair, first);
}
