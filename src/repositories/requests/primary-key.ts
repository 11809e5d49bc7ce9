import { assert } from '../../domain/assert.ts';
import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { decodeItem } from '../../domain/entity/entity-codec.ts';
import type { EntityOf } from '../../domain/entity/entity-types.ts';
import type { Field } from '../../domain/entity/fields.ts';
import { pathsOf } from '../../domain/entity/paths/entity-paths.ts';
import { PathBuilder } from '../../domain/entity/paths/path-builder.ts';
import { selectFields } from '../../domain/entity/select-fields.ts';
import { path } from '../../domain/expressions/document-path.ts';
import type { DocumentPath } from '../../domain/expressions/tree.ts';
import { attributeOf, setAttribute } from '../../domain/values/attribute-value.ts';

/**
 * Returns the paths of properties, or parts of them, and of other attributes by their stored names, each once, and that of a
 * union's tag, which decoding needs; `undefined` for whole items, if an upcast may have to convert them.
 */
export function attributePaths(
  entity: AnyEntity,
  names: ReadonlySet<string>,
  storedNames: readonly string[] = [],
): DocumentPath[] | undefined {
  if (entity.definition.upcast !== undefined) return undefined;
  const { tag } = entity.key;
  const { paths } = selectFields(entity.fields, tag === undefined ? names : new Set([...names, tag]));
  const others = storedNames.filter((name) => !paths.some(([first]) => first === name));
  return [...others.map((name) => path(name)), ...paths.map((steps): DocumentPath => ({ kind: 'path', steps }))];
}

/** Returns the path of a property in the entity's definition, with the methods of every kind of attribute. */
export function pathNamed(entity: AnyEntity, name: string): PathBuilder {
  const path: unknown = Reflect.get(pathsOf(entity), name);
  assert(path instanceof PathBuilder, `${entity.name} has no path ${name}`);
  return path;
}

/** Returns whether a field is part of the primary key. */
export function isKey(entity: AnyEntity, { name }: Field): boolean {
  return entity.keyNames.includes(name);
}

/** Returns the fields that an update may change: all except the primary key and those that dynarepo sets. */
export function changeableFields(entity: AnyEntity): readonly Field[] {
  return [...entity.fields.values()].filter((field) => !field.isWritten && !isKey(entity, field));
}

/** Returns the fields that a save stores: all except the primary key, the version and computed ones. */
export function savedFields(entity: AnyEntity): readonly Field[] {
  return [...entity.fields.values()].filter(
    (field) => field.role !== 'version' && field.computation === undefined && !isKey(entity, field),
  );
}

/** Returns the primary key of an item. */
export function primaryKeyOf(entity: AnyEntity, item: Item): Item {
  const key: Item = {};
  for (const { name } of entity.keys.table.entryKey) {
    const value = attributeOf(item, name);
    if (value !== undefined) setAttribute(key, name, value);
  }
  return key;
}

/** Returns the primary key of an item, as properties of its entity. */
export function keyOfItem<E extends AnyEntity>(entity: E, item: Item): Partial<EntityOf<E>> {
  return decodeItem(entity, item, new Set(entity.keyNames));
}
