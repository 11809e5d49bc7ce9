import type { AnyEntity } from '../../domain/entity/entity.ts';
import { newestSchema } from '../../domain/entity/upcast.ts';
import { and, or } from '../../domain/expressions/condition-builders.ts';
import { path } from '../../domain/expressions/document-path.ts';
import type { Condition, UpdateAction } from '../../domain/expressions/tree.ts';
import { setOrRemove } from './stored-actions.ts';

/** Returns the condition that a stored item is one of the entity, with any schema version; `undefined` if every item is. */
export function ownItem({ ownCondition, keys }: AnyEntity, mayCreate: boolean): Condition | undefined {
  const [partition] = keys.table.entryKey;
  if (ownCondition === undefined || !mayCreate || partition === undefined) return ownCondition;
  return or(ownCondition, { kind: 'attribute_not_exists', path: path(partition.name) });
}

/** Returns the condition that an update can change a stored item: it is one of the entity, in its newest form. */
export function newestOwnItem(entity: AnyEntity, mayCreate: boolean): Condition | undefined {
  const { upcast } = entity.definition;
  if (upcast === undefined) return ownItem(entity, mayCreate);
  const { attributeName, value } = newestSchema(upcast);
  const left = path(attributeName);
  const isNewest = { kind: 'comparison', comparator: '=', left, right: { kind: 'value', value } } as const;
  return ownItem({ ...entity, ownCondition: and(entity.ownCondition, isNewest) }, mayCreate);
}

/** Returns the condition that a stored item has no newer schema version than is known, which a save would misread as its own. */
export function noNewerSchema({ definition: { upcast } }: AnyEntity): Condition | undefined {
  if (upcast === undefined) return undefined;
  const { attributeName, value } = newestSchema(upcast);
  const right = { kind: 'value', value } as const;
  return { kind: 'not', condition: { kind: 'comparison', comparator: '>', left: path(attributeName), right } };
}

/** Returns the action that stores the newest schema version. */
export function schemaActions({ definition: { upcast } }: AnyEntity): UpdateAction[] {
  const newest = upcast && newestSchema(upcast);
  return newest === undefined ? [] : [setOrRemove(newest.attributeName, newest.value)];
}
