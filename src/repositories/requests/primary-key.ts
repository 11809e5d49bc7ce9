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
import { readableItem } from '../readable-value.ts';

/** The fields of the primary key: the partition key first, then the sort key if there is one. */
export function keyFields(entity: AnyEntity): readonly Field[] {
  return entity.keyNames.map((name) => fieldNamed(entity, name));
}

/** The field of a property that the entity's definition names. */
export function fieldNamed(entity: AnyEntity, name: string): Field {
  const field = entity.fields.get(name);
  assert(field !== undefined, `${entity.name} declares no ${name}`);
  return field;
}

/** The path of a property that the entity's definition names, with the methods of every kind of attribute. */
export function pathNamed(entity: AnyEntity, name: string): PathBuilder {
  const path: unknown = Reflect.get(pathsOf(entity), name);
  assert(path instanceof PathBuilder, `${entity.name} has no path ${name}`);
  return path;
}

/** A field of a key as the table knows it. */
export function toKeyAttribute({ attributeName: step, codec: { type } }: Field): KeyAttribute {
  assert(type === 'S' || type === 'N' || type === 'B', `${step} is stored as ${type}, which no key can be`);
  return { name: step, type };
}

/** Whether a field is part of the primary key. */
export function isKey(entity: AnyEntity, { name }: Field): boolean {
  return entity.keyNames.includes(name);
}

/** The fields that a caller can change: not those of the primary key, and not the version. */
export function changeableFields(entity: AnyEntity): readonly Field[] {
  return [...entity.fields.values()].filter((field) => field.presence !== 'version' && !isKey(entity, field));
}

/** The primary key of an item. */
export function keyPart(entity: AnyEntity, item: Item): Item {
  return partOf(
    item,
    keyFields(entity).map(({ attributeName: step }) => [step, step]),
  );
}

/** The primary key of an item, by the properties of its entity. */
export function keyOfItem<E extends AnyEntity>(entity: E, item: Item): Partial<EntityOf<E>> {
  return decodeItem(entity, item, new Set(entity.keyNames));
}

/** The entity's name and the primary key of an item, for messages: `User { lastName: "Smith", firstName: "Jane" }`. */
export function nameOfItem(entity: AnyEntity, item: Item): string {
  const key = partOf(
    item,
    keyFields(entity).map(({ name, attributeName: step }) => [step, name]),
  );
  return `${entity.name} ${readableItem(key)}`;
}

/** Some attributes of an item, each under another name. */
function partOf(item: Item, names: readonly (readonly [from: string, to: string])[]): Item {
  const part: Item = {};
  for (const [from, to] of names) {
    const value = attributeOf(item, from);
    if (value !== undefined) setAttribute(part, to, value);
  }
  return part;
}
