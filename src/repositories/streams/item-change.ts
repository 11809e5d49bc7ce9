import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { encodeEntity, versionOf } from '../../domain/entity/entity-codec.ts';
import type { EntityOf, NewOf } from '../../domain/entity/entity-types.ts';
import { withoutValidators } from '../../domain/entity/validate.ts';
import { systemClock } from '../../domain/environment.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { checkOptions } from '../../domain/options.ts';
import { setAttribute } from '../../domain/values/attribute-value.ts';
import { itemsEqual } from '../../domain/values/equality.ts';
import { checkEntity } from '../check-entity.ts';
import { primaryKeyOf } from '../requests/primary-key.ts';
import { withoutUndefined } from '../requests/request.ts';
import { toRequestContext } from '../requests/request-context.ts';
import { withTimestamps } from '../requests/timestamps.ts';

/** A change of an item for {@link lambdaEvent}. */
export interface ItemChange {
  /** The name of the table. */
  readonly table: string;
  /** The key of the item. */
  readonly keys: Item;
  /** The item before the change. */
  readonly old: Item | undefined;
  /** The item after the change. */
  readonly new: Item | undefined;
  /** Whether DynamoDB deleted the item because its time to live had passed. */
  readonly expired: boolean;
}

/**
 * Returns the change that creates an entity. Defaults are applied, and what dynarepo sets may be missing.
 *
 * @throws DynarepoError - `BAD_INPUT`: a value does not match the definition.
 */
export function inserted<E extends AnyEntity>(entity: E, value: NewOf<E> | EntityOf<E>): ItemChange {
  return changeOf(entity, { new: itemOf(entity, value) });
}

/**
 * Returns the change of an entity to another state.
 *
 * @throws DynarepoError - `BAD_INPUT`: a value does not match the definition, or the keys differ.
 */
export function modified<E extends AnyEntity>(
  entity: E,
  before: NewOf<E> | EntityOf<E>,
  after: NewOf<E> | EntityOf<E>,
): ItemChange {
  const change = changeOf(entity, { old: itemOf(entity, before), new: itemOf(entity, after) });
  if (itemsEqual(change.keys, primaryKeyOf(entity, change.old ?? {}))) return change;
  throw new DynarepoError('BAD_INPUT', `modified() needs two states of one ${entity.name}, but their keys differ`);
}

/**
 * Returns the change that deletes an entity.
 *
 * @param options - `expired`: whether DynamoDB deletes it because its time to live has passed. Default: false.
 * @throws DynarepoError - `BAD_INPUT`: a value does not match the definition.
 */
export function removed<E extends AnyEntity>(
  entity: E,
  value: NewOf<E> | EntityOf<E>,
  options: { readonly expired?: boolean | undefined } = {},
): ItemChange {
  checkOptions('removed', options, { expired: 'boolean' });
  const { expired = false } = options;
  return { ...changeOf(entity, { old: itemOf(entity, value) }), expired };
}

function changeOf(entity: AnyEntity, images: { readonly old?: Item; readonly new?: Item }): ItemChange {
  const keys = primaryKeyOf(entity, images.new ?? images.old ?? {});
  return { table: entity.table, keys, old: images.old, new: images.new, expired: false };
}

/** Returns the item of an entity; unlike that of a write, with the version and times that the value has. */
function itemOf(entity: AnyEntity, value: object): Item {
  checkEntity('a change', entity);
  const complete = { ...withTimestamps(toRequestContext(entity, systemClock), value), ...withoutUndefined(value) };
  const item = withoutValidators(() => encodeEntity(entity, complete));
  const { version } = entity.roles;
  if (version !== undefined && versionOf(entity, value) === undefined) {
    setAttribute(item, version.attributeName, { N: '1' });
  }
  return item;
}
