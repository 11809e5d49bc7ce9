import { readPath } from '../../expressions/created-nodes.ts';
import type { AnyEntity } from '../entity.ts';
import type { PathsOf } from '../entity-types.ts';
import type { Field, Fields } from '../fields.ts';
import { childLocation } from '../value-location.ts';
import { PathBuilder } from './path-builder.ts';

/** The paths by the fields, which an entity has in common with the same one in another table. */
const known = new WeakMap<Fields, object>();

/** Returns a typed path for each attribute of an entity: the `u` of callbacks, for conditions and updates. */
export function pathsOf<E extends AnyEntity>(entity: E): PathsOf<E> {
  const paths = known.get(entity.fields) ?? buildPaths(entity);
  known.set(entity.fields, paths);
  return paths as PathsOf<E>; // each path has the methods of its type
}

function buildPaths(entity: AnyEntity): object {
  const paths: object = Object.create(null);
  for (const field of entity.fields.values()) {
    const location = childLocation({ segment: entity.name }, field.name);
    const slot = { ...field, readOnlyReason: readOnlyReason(entity, field) };
    const path = new PathBuilder([field.attributeName], slot, location);
    const get = () => {
      readPath(path.tree);
      return path;
    };
    Object.defineProperty(paths, field.name, { get, enumerable: true });
  }
  return Object.freeze(paths);
}

/** Returns why updates cannot change an attribute; `undefined` if they can. */
export function readOnlyReason(entity: AnyEntity, field: Field): string | undefined {
  if (field.isWritten) return 'only dynarepo sets it';
  if (field.isReadOnly) return 'it is read-only';
  if (field.name === entity.key.tag) return 'it states the member of the union';
  return entity.keyNames.includes(field.name) ? 'it is part of the key' : undefined;
}
