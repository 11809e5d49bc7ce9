import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { encodeAsRead, encodeEntity } from '../../domain/entity/entity-codec.ts';
import type { EntityOf, NewOf } from '../../domain/entity/entity-types.ts';
import type { Field } from '../../domain/entity/fields.ts';
import { nameOfItem } from '../../domain/entity/item-name.ts';
import { memberOfValue } from '../../domain/entity/union-members.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { and } from '../../domain/expressions/condition-builders.ts';
import { path } from '../../domain/expressions/document-path.ts';
import type { Condition } from '../../domain/expressions/tree.ts';
import { checkOptions, type OptionNames } from '../../domain/options.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { attributeOf } from '../../domain/values/attribute-value.ts';
import { isAttributeEqual, itemsEqual } from '../../domain/values/equality.ts';
import { conditionFrom } from './callbacks.ts';
import { derivedChanges, storedDefault } from './derived-changes.ts';
import { unexpiredTarget } from './expiry.ts';
import { noNewerSchema, ownItem, schemaActions } from './own-item.ts';
import { primaryKeyOf, savedFields } from './primary-key.ts';
import { readOnlyCondition } from './read-only-condition.ts';
import type { RequestContext } from './request-context.ts';
import { setIfAbsent, setOrRemove } from './stored-actions.ts';
import { withTimestamps } from './timestamps.ts';
import { uniqueWrite } from './unique-write.ts';
import { createsItem, type ItemUpdate, type SaveRequest, updateItem } from './update.ts';
import { versionOfEntity } from './write-condition.ts';
import {
  anyReturning,
  type Returned,
  type ReturningOption,
  type VersionedWriteOptions,
  versionedWriteOptionNames,
} from './write-options.ts';

/** Options of `save`. */
export interface SaveOptions<E extends AnyEntity, R extends keyof Returned<unknown> = 'new'>
  extends VersionedWriteOptions<E>,
    ReturningOption<R> {
  /** The entity as it was read: only attributes that differ are written, and the item must exist. */
  readonly from?: EntityOf<E> | undefined;
}

const saveOptionNames: OptionNames<SaveOptions<AnyEntity, keyof Returned<unknown>>> = {
  ...versionedWriteOptionNames,
  returning: anyReturning,
  from: 'object',
};

/**
 * Builds the request of `save`: writes every declared attribute and removes those that are absent; undeclared
 * attributes stay unchanged. Lists and maps are replaced as a whole. If it only removes, the item must exist.
 */
export function saveRequest<E extends AnyEntity>(
  context: RequestContext<E>,
  value: NewOf<E> | EntityOf<E>,
  options: SaveOptions<E, keyof Returned<unknown>> = {},
): SaveRequest<E> {
  checkOptions<SaveOptions<E, keyof Returned<unknown>>>('save', options, saveOptionNames);
  const { entity } = context;
  const item = encodeEntity(entity, withTimestamps(context, value, options.from), { isSave: true });
  const member = memberOfValue(entity, value);
  const key = primaryKeyOf(entity, item);
  const previous = options.from === undefined ? undefined : encodeAsRead(entity, options.from);
  const isSameItem =
    previous === undefined ||
    (itemsEqual(key, primaryKeyOf(entity, previous)) && memberOfValue(entity, options.from) === member);
  if (!isSameItem) {
    const difference = entity.key.tag === undefined ? 'key' : `key or ${entity.key.tag}`;
    throw new DynarepoError(
      'BAD_INPUT',
      `${nameOfItem(entity, item)} cannot be saved: its ${difference} differs from that of the entity as read`,
    );
  }
  // The attributes that were converted when the entity was read are stored too.
  const isWhole = entity.definition.upcast !== undefined;
  const isDifferent = ({ attributeName }: Field) =>
    previous === undefined || !isAttributeEqual(attributeName, item, previous);
  const actions = savedFields(member)
    .filter((field) => isWhole || isDifferent(field))
    .flatMap((field) => {
      const { role, name, attributeName, isHidden } = field;
      const stored = attributeOf(item, attributeName);
      if (ownProperty(value, name) !== undefined) return setOrRemove(attributeName, stored);
      if (isHidden) return setIfAbsent(attributeName, storedDefault(entity, field));
      const isNow = role === 'createdAt' && previous === undefined;
      return isNow ? setIfAbsent(attributeName, stored) : setOrRemove(attributeName, stored);
    });
  const derived = derivedChanges(member, actions, { key: item, read: previous, mayCreate: previous === undefined });
  const all = [...actions, ...schemaActions(entity), ...derived.actions];
  const version = versionOfEntity(entity, value, options.ignoreVersion);
  const isKnown = version !== undefined || (previous === undefined && entity.roles.version === undefined);
  const mustExist = previous !== undefined || !createsItem(entity, all);
  const conditions: ItemUpdate = {
    known: isKnown ? item : undefined,
    // Both need an existing item: a difference would create an incomplete one, and removals alone would create none.
    existence: mustExist ? 'must exist' : undefined,
    version,
    now: context.now,
    unexpired: unexpiredTarget(entity, all, context.now),
    condition: and(
      conditionFrom(entity, 'condition', options.condition),
      derived.condition,
      ownItem(member, !mustExist),
      noNewerSchema(member),
      readOnlyCondition(member.readOnly.filter(isDifferent), item),
      hiddenCondition(member, item),
    ),
    returning: options.returning,
  };
  const write = (each: ItemUpdate) => updateItem(entity, item, all, each);
  return uniqueWrite(entity, conditions, { item, write, change: all, before: previous });
}

/** Builds the request that creates an item with only its key, after a `save` without values found no item. */
export function saveKeyRequest<E extends AnyEntity>(
  entity: E,
  key: Item,
  { condition, returning }: SaveOptions<E, keyof Returned<unknown>>,
): SaveRequest<E> {
  return updateItem(entity, key, [], { condition: conditionFrom(entity, 'condition', condition), returning });
}

/** Returns the condition that the hidden attributes that every item has, and the one to save lacks, are stored. */
function hiddenCondition(entity: AnyEntity, item: Item): Condition | undefined {
  const absent = savedFields(entity).filter(
    ({ isHidden, presence, attributeName }) =>
      isHidden && presence === 'required' && attributeOf(item, attributeName) === undefined,
  );
  return and(...absent.map(({ attributeName }) => ({ kind: 'attribute_exists', path: path(attributeName) }) as const));
}
