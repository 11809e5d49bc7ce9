import type { AttributeValue, Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { encodeEntity } from '../../domain/entity/entity-codec.ts';
import type { EntityOf, NewOf } from '../../domain/entity/entity-types.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { path } from '../../domain/expressions/document-path.ts';
import type { UpdateAction } from '../../domain/expressions/tree.ts';
import { checkOptions } from '../../domain/options.ts';
import { attributeOf } from '../../domain/values/attribute-value.ts';
import { isAttributeEqual, itemsEqual } from '../../domain/values/equality.ts';
import { conditionFrom } from './callbacks.ts';
import { changeableFields, keyPart, nameOfItem } from './primary-key.ts';
import type { Request } from './request.ts';
import { createsItem, updateItem } from './update.ts';
import { versionOfWhole } from './write-condition.ts';
import { type VersionedWriteOptions, versionedWriteOptionNames } from './write-options.ts';

/** What `save` takes. */
export interface SaveOptions<E extends AnyEntity> extends VersionedWriteOptions<E> {
  /** The entity as it was read: only attributes that differ from it are written, and the item must be there. */
  readonly from?: EntityOf<E> | undefined;
}

/**
 * The request of `save`: writes every declared attribute and takes away those that are absent; what else the item
 * holds stays. Lists and maps are written as a whole. Where it only takes away, the item must be there.
 */
export function saveRequest<E extends AnyEntity>(
  entity: E,
  value: NewOf<E> | EntityOf<E>,
  options: SaveOptions<E> = {},
): Request<'UpdateItem', EntityOf<E>> {
  checkOptions('save', options, { ...versionedWriteOptionNames, from: true });
  const item = encodeEntity(entity, value);
  const key = keyPart(entity, item);
  const previous = options.from === undefined ? undefined : encodeEntity(entity, options.from);
  if (previous !== undefined && !itemsEqual(key, keyPart(entity, previous))) {
    throw new DynarepoError('BAD_INPUT', `${nameOfItem(entity, item)} cannot be saved from one with another key`);
  }
  const actions = changeableFields(entity)
    .filter(({ attributeName: step }) => previous === undefined || !isAttributeEqual(step, item, previous))
    .map(({ attributeName: step }) => setOrRemove(step, attributeOf(item, step)));
  return updateItem(entity, key, actions, {
    // A difference alone would make half an item, and removals alone make none.
    existence: previous !== undefined || !createsItem(entity, actions) ? 'must exist' : undefined,
    version: versionOfWhole(entity, value, options.ignoreVersion),
    condition: conditionFrom(entity, 'condition', options.condition),
  });
}

/** The request that follows a `save` which only takes away and found no item: makes it, of its key alone. */
export function saveKeyRequest<E extends AnyEntity>(
  entity: E,
  key: Item,
  options: SaveOptions<E>,
): Request<'UpdateItem', EntityOf<E>> {
  return updateItem(entity, key, [], { condition: conditionFrom(entity, 'condition', options.condition) });
}

function setOrRemove(name: string, value: AttributeValue | undefined): UpdateAction {
  return value === undefined
    ? { kind: 'remove', path: path(name) }
    : { kind: 'set', path: path(name), value: { kind: 'value', value } };
}
