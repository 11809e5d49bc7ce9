import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { PathsOf } from '../../domain/entity/entity-types.ts';
import { pathsOf } from '../../domain/entity/paths/entity-paths.ts';
import { type UndeclaredPaths, undeclaredPaths } from '../../domain/entity/paths/undeclared-paths.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { isCondition, isUpdateAction } from '../../domain/expressions/check-tree.ts';
import { type Built, type ExpressionNode, trackNodes } from '../../domain/expressions/created-nodes.ts';
import type { Condition, UpdateAction } from '../../domain/expressions/tree.ts';
import { readableNode } from './expression-members.ts';

/** Builds a condition from an entity's paths, and those of attributes that it does not declare. */
export type ConditionCallback<E extends AnyEntity> = (u: PathsOf<E>, undeclared: UndeclaredPaths) => Condition;

/** Builds update actions from paths; actions that are `undefined` are ignored. */
export type UpdateCallback<E extends AnyEntity> = (
  u: PathsOf<E>,
  undeclared: UndeclaredPaths,
) => readonly (UpdateAction | undefined)[];

/**
 * Returns the condition that a callback builds; `undefined` without a callback.
 *
 * @throws DynarepoError - `BAD_INPUT`: the callback is not a function, does not return a condition, or leaves out a part.
 */
export function conditionFrom<E extends AnyEntity>(
  entity: E,
  option: 'condition' | 'filter',
  callback: ConditionCallback<E> | undefined,
): Condition | undefined {
  if (callback === undefined) return undefined;
  const { result: condition, unused } = call(entity, option, callback);
  if (isCondition(condition)) {
    rejectUnused(entity, option, unused);
    return condition;
  }
  throw new DynarepoError(
    'BAD_INPUT',
    `the ${option} of ${entity.name} must return a condition: is a return statement missing?`,
  );
}

/**
 * Returns the actions that a callback builds.
 *
 * @throws DynarepoError - `BAD_INPUT`: the callback does not return an array of actions, or leaves one out.
 */
export function actionsFrom<E extends AnyEntity>(entity: E, callback: UpdateCallback<E>): readonly UpdateAction[] {
  const { result: returned, unused } = call(entity, 'update', callback);
  const actions: readonly unknown[] = Array.isArray(returned) ? returned : [returned ?? null];
  const defined = actions.filter((action) => action !== undefined);
  if (Array.isArray(returned) && defined.every(isUpdateAction)) {
    rejectUnused(entity, 'update', unused);
    return defined;
  }
  throw new DynarepoError(
    'BAD_INPUT',
    `the update of ${entity.name} must return an array of actions: is a return statement missing?`,
  );
}

function call<E extends AnyEntity>(
  entity: E,
  name: string,
  callback: (u: PathsOf<E>, undeclared: UndeclaredPaths) => unknown,
): Built<unknown> {
  if (typeof callback === 'function') return trackNodes(() => callback(pathsOf(entity), undeclaredPaths(entity)));
  throw new DynarepoError('BAD_INPUT', `the ${name} of ${entity.name} must be a function that takes its paths`);
}

/** Rejects a callback that created more than it returned: the write or read would have fewer conditions or changes. */
function rejectUnused(
  entity: AnyEntity,
  name: 'condition' | 'filter' | 'update',
  unused: readonly ExpressionNode[],
): void {
  const [first] = unused;
  if (first === undefined) return;
  const hint =
    first.kind === 'path'
      ? 'a path is not a value, so compare or change it, as in u.name.eq(value)'
      : name === 'update'
        ? 'return every action in the array'
        : 'combine conditions with and() and or(), not with && and ||';
  throw new DynarepoError(
    'BAD_INPUT',
    `the ${name} of ${entity.name} leaves out ${unused.map(readableNode).join(' and ')}: ${hint}`,
  );
}
