import type { AttributeValue, Item } from '../dynamodb.ts';
import { ownProperty, setOwnProperty } from '../own-property.ts';
import { attributeOf, setAttribute } from '../values/attribute-value.ts';
import type { AnyEntity } from './entity.ts';
import type { EntityOf, KeyOf } from './entity-types.ts';
import { checkNames, decodeFields, encodeFields, type Field, fieldOf } from './fields.ts';
import { badInput, childLocation, type ValueLocation } from './value-location.ts';

/**
 * Encodes an entity as an item: every attribute with a value or default, under its stored name, and the version if the
 * value has one.
 *
 * @throws DynarepoError - `BAD_INPUT`: a required attribute is missing, a name is not declared, or a value is invalid.
 */
export function encodeEntity(entity: AnyEntity, value: unknown): Item {
  const location = { segment: entity.name };
  const item = encodeFields(entity.fields, value, location);
  for (const name of entity.keyNames) {
    const field = fieldOf(entity.fields, name, location);
    rejectEmptyKey(attributeOf(item, field.attributeName), childLocation(location, name));
  }
  return item;
}

/**
 * Decodes an item to an entity. Ignores undeclared attributes; a missing version reads as 0.
 *
 * @param names - the properties to read, if the item has only some, as in an index with a projection. Default: all.
 * @throws DynarepoError - `BAD_STORED_VALUE`: a required attribute is missing, or a value has the wrong type or format.
 */
export function decodeItem<E extends AnyEntity>(entity: E, item: Item, names?: ReadonlySet<string>): EntityOf<E> {
  const all = [...entity.fields.values()];
  const fields = names === undefined ? all : all.filter(({ name }) => names.has(name));
  // EntityOf maps the same fields, and decoding checks each value.
  return decodeFields(fields, item, { segment: entity.name }) as EntityOf<E>;
}

/**
 * Encodes a primary key.
 *
 * @param key - the key, or an object with its properties, such as an entity.
 * @throws DynarepoError - `BAD_INPUT`: a key attribute is missing, empty or invalid, or a name is not declared.
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

/** Returns the primary key of an entity, or of another object with its properties. */
export function keyOf<E extends AnyEntity>(entity: E, value: object): KeyOf<E> {
  const key = {};
  for (const name of entity.keyNames) setOwnProperty(key, name, ownProperty(value, name));
  return key as KeyOf<E>; // it has exactly the properties of the key
}

/** Returns the version attribute of an entity, if it has one. */
export function versionField(entity: AnyEntity): Field | undefined {
  return [...entity.fields.values()].find(({ presence }) => presence === 'version');
}

/**
 * Returns the version of a value; 0 if its item was stored without one.
 *
 * @returns `undefined` if the entity declares no version, or the value has none, such as a bare key.
 * @throws DynarepoError - `BAD_INPUT`: the value's version is invalid.
 */
export function versionOf(entity: AnyEntity, value: object): number | undefined {
  const field = versionField(entity);
  if (field === undefined) return undefined;
  const version = ownProperty(value, field.name);
  if (version === undefined) return undefined;
  field.encode(version, childLocation({ segment: entity.name }, field.name));
  return Number(version);
}

/** Encodes a key attribute, which must be neither missing nor empty. */
export function encodeKeyValue(field: Field, value: unknown, location: ValueLocation): AttributeValue {
  if (value === undefined) throw badInput(location, 'is part of the key, but is missing');
  const stored = field.encode(value, location);
  if (stored === undefined) throw badInput(location, 'is part of the key, but is empty');
  rejectEmptyKey(stored, location);
  return stored;
}

function rejectEmptyKey(stored: AttributeValue | undefined, location: ValueLocation): void {
  if (stored?.S === '' || stored?.B?.length === 0) throw badInput(location, 'is part of the key, but is empty');
}
