import { assert } from '../../domain/assert.ts';
import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { decodeItem } from '../../domain/entity/entity-codec.ts';
import type { EntityOf } from '../../domain/entity/entity-types.ts';
import type { Field } from '../../domain/entity/fields.ts';
import { pathsOf } from '../../domain/entity/paths/entity-paths.ts';
import { PathBuilder } from '../../domain/entity/paths/path-builder.ts';
import { attributeOf, setAttribute } from '../../domain/values/attribute-value.ts';
import type { KeyAttribute } from '../cursor.ts';

/** Returns the fields of the primary key: the partition key, then the sort key, if any. */
export function keyFields(entity: AnyEntity): readonly Field[] {
  return entity.keyNames.map((name) => fieldNamed(entity, name));
}

/** Returns the field of a property in the entity's definition. */
export function fieldNamed(entity: AnyEntity, name: string): Field {
  const field = entity.fields.get(name);
  assert(field !== undefined, `${entity.name} declares no ${name}`);
  return field;
}

/** Returns the path of a property in the entity's definition, with the methods of every kind of attribute. */
export function pathNamed(entity: AnyEntity, name: string): PathBuilder {
  const path: unknown = Reflect.get(pathsOf(entity), name);
  assert(path instanceof PathBuilder, `${entity.name} has no path ${name}`);
  return path;
}

/** Converts a field of a key to its name and data type in the table. */
export function toKeyAttribute({ attributeName, codec: { type } }: Field): KeyAttribute {
  assert(type === 'S' || type === 'N' || type === 'B', `key attribute ${attributeName} has type ${type}`);
  return { name: attributeName, type };
}

/** Returns whether a field is part of the primary key. */
export function isKey(entity: AnyEntity, { name }: Field): boolean {
  return entity.keyNames.includes(name);
}

/** Returns the fields that an update may change: all except the primary key and the version. */
export function changeableFields(entity: AnyEntity): readonly Field[] {
  return [...entity.fields.values()].filter((field) => field.presence !== 'version' && !isKey(entity, field));
}

/** Returns the primary key of an item. */
export function primaryKeyOf(entity: AnyEntity, item: Item): Item {
  const key: Item = {};
  for (const { attributeName } of keyFields(entity)) {
    const value = attributeOf(item, attributeName);
    if (value !== undefined) setAttribute(key, attributeName, value);
  }
  return key;
}

/** Returns the primary key of an item, as properties of its entity. */
export function keyOfItem<E extends AnyEntity>(entity: E, item: Item): Partial<EntityOf<E>> {
  return decodeItem(entity, item, new Set(entity.keyNames));
}
