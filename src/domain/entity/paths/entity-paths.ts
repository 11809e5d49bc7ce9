import type { AnyEntity } from '../entity.ts';
import type { PathsOf } from '../entity-types.ts';
import type { Field } from '../fields.ts';
import { childLocation } from '../value-location.ts';
import { PathBuilder } from './path-builder.ts';

const known = new WeakMap<AnyEntity, object>();

/** A typed path for each attribute of an entity: the `u` of callbacks, from which conditions and updates are built. */
export function pathsOf<E extends AnyEntity>(entity: E): PathsOf<E> {
  const paths = known.get(entity) ?? buildPaths(entity);
  known.set(entity, paths);
  return paths as PathsOf<E>; // a path for each attribute; each has the methods that its type promises
}

function buildPaths(entity: AnyEntity): object {
  const paths: Record<string, PathBuilder> = Object.create(null);
  for (const field of entity.fields.values()) {
    const location = childLocation({ segment: entity.name }, field.name);
    const slot = { ...field, fixedBecause: fixedBecause(entity, field) };
    paths[field.name] = new PathBuilder([field.attributeName], slot, location);
  }
  return Object.freeze(paths);
}

/** Why no update may change an attribute, if so. */
function fixedBecause(entity: AnyEntity, field: Field): string | undefined {
  if (field.presence === 'version') return 'the version is raised by dynarepo alone';
  return entity.keyNames.includes(field.name) ? 'it is part of the key' : undefined;
}
