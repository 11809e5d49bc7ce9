import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { decodeItem, encodeKey, versionField } from '../../domain/entity/entity-codec.ts';
import type { ChangesOf, EntityOf, KeyOf } from '../../domain/entity/entity-types.ts';
import { checkNames } from '../../domain/entity/fields.ts';
import { badInput, childLocation } from '../../domain/entity/value-location.ts';
import { path } from '../../domain/expressions/document-path.ts';
import type { UpdateAction } from '../../domain/expressions/tree.ts';
import { checkOptions } from '../../domain/options.ts';
import { actionsFrom, conditionFrom, type UpdateCallback } from './callbacks.ts';
import { changeableFields, pathNamed } from './primary-key.ts';
import { type Request, withoutUndefined } from './request.ts';
import { versionOfTarget, type WriteCondition } from './write-condition.ts';
import { writeErrorTranslation } from './write-error-translation.ts';
import { writeMembers } from './write-members.ts';
import { type VersionedWriteOptions, versionedWriteOptionNames } from './write-options.ts';

/** What `update` takes. */
export interface UpdateOptions<E extends AnyEntity> extends VersionedWriteOptions<E> {
  /** Makes the item where there is none; every required attribute must then be among the changes. */
  readonly upsert?: boolean | undefined;
}

/** The request of `update`: changes some attributes of an item that must be there. */
export function updateRequest<E extends AnyEntity>(
  entity: E,
  target: KeyOf<E> | EntityOf<E>,
  changes: ChangesOf<E> | UpdateCallback<E>,
  options: UpdateOptions<E> = {},
): Request<'UpdateItem', EntityOf<E>> {
  checkOptions('update', options, { ...versionedWriteOptionNames, upsert: true });
  const key = encodeKey(entity, target);
  const actions = typeof changes === 'function' ? actionsFrom(entity, changes) : actionsOf(entity, changes);
  checkActions(entity, actions, options.upsert ?? false);
  return updateItem(entity, key, actions, {
    existence: options.upsert ? undefined : 'must exist',
    version: versionOfTarget(entity, target, options.ignoreVersion),
    condition: conditionFrom(entity, 'condition', options.condition),
  });
}

/** A request that changes an item and gives it as it is then stored; the version is raised with it. */
export function updateItem<E extends AnyEntity>(
  entity: E,
  key: Item,
  actions: readonly UpdateAction[],
  demands: WriteCondition,
): Request<'UpdateItem', EntityOf<E>> {
  const update = [...actions, ...versionIncrement(entity)];
  return {
    operation: 'UpdateItem',
    input: withoutUndefined({ ...writeMembers(entity, demands, update), Key: key, ReturnValues: 'ALL_NEW' }),
    decode: ({ Attributes = {} }) => decodeItem(entity, Attributes),
    translateError: writeErrorTranslation(entity, key, demands),
  };
}

/** Whether an update makes the item where there is none: DynamoDB makes none of removals alone. */
export function createsItem(entity: AnyEntity, actions: readonly UpdateAction[]): boolean {
  const update = [...actions, ...versionIncrement(entity)];
  return update.length === 0 || update.some(({ kind }) => kind === 'set' || kind === 'add');
}

function versionIncrement(entity: AnyEntity): UpdateAction[] {
  const field = versionField(entity);
  return field === undefined
    ? []
    : [{ kind: 'add', path: path(field.attributeName), value: { kind: 'value', value: { N: '1' } } }];
}

function actionsOf(entity: AnyEntity, changes: unknown): UpdateAction[] {
  checkNames(entity.fields, changes, { segment: entity.name });
  return Object.entries(changes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => pathNamed(entity, name).set(value));
}

function checkActions(entity: AnyEntity, actions: readonly UpdateAction[], upsert: boolean): void {
  const location = { segment: entity.name };
  if (actions.length === 0) throw badInput(location, 'is not changed by an empty update');
  if (!upsert) return;
  if (!createsItem(entity, actions))
    throw badInput(location, 'is not made by removals alone: set an attribute as well');
  for (const { name, attributeName: step, presence } of changeableFields(entity)) {
    const isSet = actions.some(
      ({ kind, path }) => path.steps.length === 1 && path.steps[0] === step && (kind === 'set' || kind === 'add'),
    );
    if (presence === 'required' && !isSet) {
      throw badInput(childLocation(location, name), 'is required: an update that may make the item must set it');
    }
  }
}
