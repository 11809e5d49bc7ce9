import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { PathsOf } from '../../domain/entity/entity-types.ts';
import { pathsOf } from '../../domain/entity/paths/entity-paths.ts';
import { DynarepoError } from '../../domain/errors.ts';
import type { Condition, UpdateAction } from '../../domain/expressions/tree.ts';

/** Builds a condition from an entity's paths. */
export type ConditionCallback<E extends AnyEntity> = (u: PathsOf<E>) => Condition;

/** Builds update actions from an entity's paths; actions that are `undefined` are ignored. */
export type UpdateCallback<E extends AnyEntity> = (u: PathsOf<E>) => readonly (UpdateAction | undefined)[];

/**
 * Returns the condition that a callback builds; `undefined` without a callback.
 *
 * @throws DynarepoError - `BAD_INPUT`: the callback is not a function, or does not return a condition.
 */
export function conditionFrom<E extends AnyEntity>(
  entity: E,
  option: 'condition' | 'filter',
  callback: ConditionCallback<E> | undefined,
): Condition | undefined {
  if (callback === undefined) return undefined;
  const condition = call(entity, option, callback);
  if (isNodeOf<Condition>(conditionKinds, condition)) return condition;
  throw new DynarepoError(
    'BAD_INPUT',
    `the ${option} of ${entity.name} must return a condition: is a return statement missing?`,
  );
}

/**
 * Returns the actions that a callback builds.
 *
 * @throws DynarepoError - `BAD_INPUT`: the callback does not return an array of actions.
 */
export function actionsFrom<E extends AnyEntity>(entity: E, callback: UpdateCallback<E>): readonly UpdateAction[] {
  const returned = call(entity, 'update', callback);
  const actions: readonly unknown[] = Array.isArray(returned) ? returned : [returned ?? null];
  const defined = actions.filter((action) => action !== undefined);
  if (Array.isArray(returned) && defined.every((action) => isNodeOf<UpdateAction>(actionKinds, action))) return defined;
  throw new DynarepoError(
    'BAD_INPUT',
    `the update of ${entity.name} must return an array of actions: is a return statement missing?`,
  );
}

function call<E extends AnyEntity>(entity: E, name: string, callback: (u: PathsOf<E>) => unknown): unknown {
  if (typeof callback === 'function') return callback(pathsOf(entity));
  throw new DynarepoError('BAD_INPUT', `the ${name} of ${entity.name} must be a function that takes its paths`);
}

/** Returns whether a value is an expression node with one of these kinds. */
function isNodeOf<Node extends { readonly kind: string }>(
  kinds: Readonly<Record<Node['kind'], true>>,
  value: unknown,
): value is Node {
  return typeof value === 'object' && value !== null && 'kind' in value && Object.hasOwn(kinds, String(value.kind));
}

const conditionKinds: Readonly<Record<Condition['kind'], true>> = {
  comparison: true,
  between: true,
  in: true,
  attribute_exists: true,
  attribute_not_exists: true,
  attribute_type: true,
  begins_with: true,
  contains: true,
  and: true,
  or: true,
  not: true,
};

const actionKinds: Readonly<Record<UpdateAction['kind'], true>> = { set: true, remove: true, add: true, delete: true };
