import { describeType } from '../describe-type.ts';
import type { Item } from '../dynamodb.ts';
import { isRecord } from '../is-record.ts';
import { ownProperty } from '../own-property.ts';
import { attributeOf } from '../values/attribute-value.ts';
import type { AnyEntity } from './entity.ts';
import { badInput, badStoredValue, childLocation, wrongType } from './value-location.ts';

/**
 * Returns the member of a union that a value belongs to; the entity itself if it is not a union.
 *
 * @throws DynarepoError - `BAD_INPUT`: the value has no tag of a member.
 */
export function memberOfValue(entity: AnyEntity, value: unknown): AnyEntity {
  if (entity.members === undefined) return entity;
  const { tag, byTag } = entity.members;
  const location = { segment: entity.name };
  if (!isRecord(value)) throw wrongType(location, 'an object', value);
  const given = ownProperty(value, tag.name);
  const member = byTag.get(given);
  if (member !== undefined) return member;
  const tagLocation = childLocation(location, tag.name);
  if (given !== undefined) tag.encode(given, tagLocation);
  throw badInput(tagLocation, `is required: ${[...byTag.keys()].join(' or ')}`);
}

/**
 * Returns the member of a union that a key or entity belongs to; the entity itself if it is not a union, or for a bare key.
 *
 * @throws DynarepoError - `BAD_INPUT`: the target has a tag of no member.
 */
export function memberOfTarget(entity: AnyEntity, target: object): AnyEntity {
  const { members } = entity;
  const isBareKey = members === undefined || ownProperty(target, members.tag.name) === undefined;
  return isBareKey ? entity : memberOfValue(entity, target);
}

/**
 * Returns the member of a union that an item belongs to; the entity itself if it is not a union.
 *
 * @throws DynarepoError - `BAD_STORED_VALUE`: the item has no tag of a member.
 */
export function memberOfItem(entity: AnyEntity, item: Item): AnyEntity {
  if (entity.members === undefined) return entity;
  if (!isRecord(item))
    throw badStoredValue({ segment: entity.name }, `is stored as ${describeType(item)}, not as an item`);
  const { tag, byTag } = entity.members;
  const stored = attributeOf(item, tag.attributeName);
  const location = childLocation({ segment: entity.name }, tag.name);
  const member = stored && byTag.get(tag.codec.decode(stored, location));
  if (member !== undefined) return member;
  throw badStoredValue(location, 'is missing from the stored item');
}
