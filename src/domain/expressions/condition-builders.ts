import { createdNode } from './created-nodes.ts';
import type { And, Condition, Not, Or } from './tree.ts';

/** The type of joined conditions: a condition, if at least one of them cannot be `undefined`. */
export type Joined<Conditions extends readonly (Condition | undefined)[]> = number extends Conditions['length']
  ? Condition | undefined
  : true extends { [I in keyof Conditions]: undefined extends Conditions[I] ? false : true }[number]
    ? Condition
    : Condition | undefined;

/** Joins conditions with AND. Ignores `undefined`; returns `undefined` if no condition remains. */
export function and(first: Condition, ...others: readonly (Condition | undefined)[]): Condition;
export function and<const Conditions extends readonly (Condition | undefined)[]>(
  ...conditions: Conditions
): Joined<Conditions>;
export function and(...conditions: readonly (Condition | undefined)[]): Condition | undefined {
  return join(conditions, (left, right): And => createdNode({ kind: 'and', left, right }));
}

/** Joins conditions with OR. Ignores `undefined`; returns `undefined` if no condition remains. */
export function or(first: Condition, ...others: readonly (Condition | undefined)[]): Condition;
export function or<const Conditions extends readonly (Condition | undefined)[]>(
  ...conditions: Conditions
): Joined<Conditions>;
export function or(...conditions: readonly (Condition | undefined)[]): Condition | undefined {
  return join(conditions, (left, right): Or => createdNode({ kind: 'or', left, right }));
}

/** Negates a condition. */
export function not(condition: Condition): Not {
  return createdNode({ kind: 'not', condition });
}

function join(
  conditions: readonly (Condition | undefined)[],
  pair: (left: Condition, right: Condition) => Condition,
): Condition | undefined {
  const [first, ...rest] = conditions.filter((condition) => condition !== undefined);
  return first && rest.reduce(pair, first);
}
