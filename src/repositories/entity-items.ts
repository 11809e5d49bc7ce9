import type { Item } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import * as codec from '../domain/entity/entity-codec.ts';
import type { EntityOf, KeyOf, NewOf } from '../domain/entity/entity-types.ts';
import { DynarepoError } from '../domain/errors.ts';
import { checkEntity } from './check-entity.ts';

/**
 * Encodes an entity as an item in DynamoDB's format: every attribute with a value or default, under its stored name, the
 * version if the value has one, and the key attributes that are made from properties. Sends nothing.
 *
 * @throws DynarepoError - `BAD_INPUT`: a required attribute is missing, a name is not declared, or a value is invalid.
 */
export function encodeEntity<E extends AnyEntity>(entity: E, value: NewOf<E> | EntityOf<E>): Item {
  checkEntity('encodeEntity', entity);
  return codec.encodeEntity(entity, value);
}

/**
 * Decodes an item in DynamoDB's format to an entity. Ignores undeclared attributes; a missing version reads as 0.
 *
 * @param names - the properties to read, if the item has only some, as in an index with a projection. Default: all.
 * @throws StoredValueError - a required attribute is missing, or a value has the wrong type or format.
 * @throws DynarepoError - `BAD_INPUT`: the first argument is not an entity.
 */
export function decodeItem<E extends AnyEntity>(entity: E, item: Item, names?: ReadonlySet<string>): EntityOf<E> {
  checkEntity('decodeItem', entity);
  return codec.decodeItem(entity, item, names);
}

/**
 * Encodes a primary key in DynamoDB's format: the key attributes of the table.
 *
 * @param key - the key, or an object with its properties, such as an entity.
 * @throws DynarepoError - `BAD_INPUT`: a key attribute is missing, empty or invalid, or a name is not declared.
 */
export function encodeKey<E extends AnyEntity>(entity: E, key: KeyOf<E>): Item {
  checkEntity('encodeKey', entity);
  return codec.encodeKey(entity, key);
}

/**
 * Returns the primary key of an entity, or of another object with its properties: a new object with these properties alone.
 *
 * @throws DynarepoError - `BAD_INPUT`: a property of the key is missing.
 */
export function keyOf<E extends AnyEntity>(entity: E, value: KeyOf<E>): KeyOf<E> {
  checkEntity('keyOf', entity);
  const key = codec.keyOf(entity, Object(value));
  for (const [name, part] of Object.entries(key)) {
    if (part === undefined || part === null)
      throw new DynarepoError('BAD_INPUT', `${entity.name}.${name} is part of the key, but is missing`);
  }
  return key;
}
