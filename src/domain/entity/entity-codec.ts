import type { AttributeValue, Item } from '../dynamodb.ts';
import { ownProperty, setOwnProperty } from '../own-property.ts';
import { attributeOf, setAttribute } from '../values/attribute-value.ts';
import type { AnyEntity } from './entity.ts';
import type { EntityOf, KeyOf } from './entity-types.ts';
import { checkNames, decodeFields, encodeFields, type Field, fieldOf } from './fields.ts';
import { badInput, childLocation, type ValueLocation } from './value-location.ts';

/**
 * Stores an entity: every attribute that has a value or a default, under its name in the table. A version is stored
 * where the value has one.
 *
 * @throws DynarepoError - `BAD_INPUT`: a required attribute is missing, a name is not declared, or a value does not fit.
 */
export function encodeEntity(entity: AnyEntity, value: unknown): Item {
  const location = { segment: entity.name };
  const item = encodeFields(entity.fields, value, location);
  for (const name of entity.keyNames) {
    const field = fieldOf(entity.fields, name, location);
    refuseEmptyKey(attributeOf(item, field.attributeName), childLocation(location, name));
  }
  return item;
}

/**
 * Reads a stored item. Attributes that are not declared are passed over; a missing version reads as 0.
 *
 * @param names - the properties to read, where the item holds only these, as in an index that projects no others.
 * @throws DynarepoError - `BAD_STORED_VALUE`: a required attribute is missing, or a value is no stored form of its kind.
 */
export function decodeItem<E extends AnyEntity>(entity: E, item: Item, names?: ReadonlySet<string>): EntityOf<E> {
  const all = [...entity.fields.values()];
  const fields = names === undefined ? all : all.filter(({ name }) => names.has(name));
  // The fields are those that EntityOf maps, and decoding checks the value of each.
  return decodeFields(fields, item, { segment: entity.name }) as EntityOf<E>;
}

/**
 * The stored form of a primary key.
 *
 * @param key - the key, or anything that has its properties, such as an entity.
 * @throws DynarepoError - `BAD_INPUT`: a key attribute is missing, empty or does not fit, or a name is not declared.
 */
export function encodeKey(entity: AnyEntity, key: unknown): Item {
  const location = { segment: entity.name };
  checkNames(entity.fields, key, location);
  const item: Item = {};
  for (const name of entity.keyNames) {
    const field = fieldOf(entity.fields, name, location);
    setAttribute(
      item,
      field.attributeName,
      encodeKeyValue(field, ownProperty(key, name), childLocation(location, name)),
    );
  }
  return item;
}

/** The primary key of an entity, or of anything that has its properties. */
export function keyOf<E extends AnyEntity>(entity: E, value: object): KeyOf<E> {
  const key = {};
  for (const name of entity.keyNames) setOwnProperty(key, name, ownProperty(value, name));
  return key as KeyOf<E>; // it has the properties of the key, and no others
}

/** The attribute that holds an entity's version, if it has one. */
export function versionField(entity: AnyEntity): Field | undefined {
  return [...entity.fields.values()].find(({ presence }) => presence === 'version');
}

/**
 * The version that an entity carries; 0 is that of an item which was stored without one.
 *
 * @returns `undefined` where the entity has no version, or this value carries none, such as a bare key.
 * @throws DynarepoError - `BAD_INPUT`: what it carries is no version.
 */
export function versionOf(entity: AnyEntity, value: object): number | undefined {
  const field = versionField(entity);
  if (field === undefined) return undefined;
  const version = ownProperty(value, field.name);
  if (version === undefined) return undefined;
  field.encode(version, childLocation({ segment: entity.name }, field.name));
  return Number(version);
}

/** The stored form of a key attribute, which may be neither missing nor empty. */
export function encodeKeyValue(field: Field, value: unknown, location: ValueLocation): AttributeValue {
  if (value === undefined) throw badInput(location, 'is part of the key, but is missing');
  const stored = field.encode(value, location);
  if (stored === undefined) throw badInput(location, 'is part of the key, but is empty');
  refuseEmptyKey(stored, location);
  return stored;
}

function refuseEmptyKey(stored: AttributeValue | undefined, location: ValueLocation): void {
  if (stored?.S === '' || stored?.B?.length === 0) throw badInput(location, 'is part of the key, but is empty');
}
