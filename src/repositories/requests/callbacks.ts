import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { PathsOf } from '../../domain/entity/entity-types.ts';
import { pathsOf } from '../../domain/entity/paths/entity-paths.ts';
import { DynarepoError } from '../../domain/errors.ts';
import type { Condition, UpdateAction } from '../../domain/expressions/tree.ts';

/** Says in terms of an entity's paths what must hold. */
export type ConditionCallback<E extends AnyEntity> = (u: PathsOf<E>) => Condition;

/** Says in terms of an entity's paths what is to change; an action that is `undefined` is left out. */
export type UpdateCallback<E extends AnyEntity> = (u: PathsOf<E>) => readonly (UpdateAction | undefined)[];

/**
 * The condition that a callback gives; `undefined` without one.
 *
 * @throws DynarepoError - `BAD_INPUT`: it is no function, or returns no condition.
 */
export function conditionFrom<E extends AnyEntity>(
  entity: E,
  option: 'condition' | 'filter',
  callback: ConditionCallback<E> | undefined,
): Condition | undefined {
  if (callback === undefined) return undefined;
  const condition = call(entity, option, callback);
  if (isNodeOf<Condition>(conditionKinds, condition)) return condition;
  throw new DynarepoError('BAD_INPUT', `the ${option} of ${entity.name} must return a condition: is a return missing?`);
}

/**
 * The actions that a callback gives.
 *
 * @throws DynarepoError - `BAD_INPUT`: it does not return a list of actions.
 */
export function actionsFrom<E extends AnyEntity>(entity: E, callback: UpdateCallback<E>): readonly UpdateAction[] {
  const returned = call(entity, 'update', callback);
  const actions: readonly unknown[] = Array.isArray(returned) ? returned : [returned ?? null];
  const given = actions.filter((action) => action !== undefined);
  if (Array.isArray(returned) && given.every((action) => isNodeOf<UpdateAction>(actionKinds, action))) return given;
  throw new DynarepoError(
    'BAD_INPUT',
    `the update of ${entity.name} must return a list of actions: is a return missing?`,
  );
}

function call<E extends AnyEntity>(entity: E, name: string, callback: (u: PathsOf<E>) => unknown): unknown {
  if (typeof callback === 'function') return callback(pathsOf(entity));
  throw new DynarepoError('BAD_INPUT', `the ${name} of ${entity.name} must be a function of its paths`);
}

/** Whether something is a node of a tree, told by its kind: paths make them, and callers pass them on. */
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
