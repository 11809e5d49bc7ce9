import type { AnyEntity } from '../../domain/entity/entity.ts';
import { type Source, unknownIndex } from '../../domain/entity/keys/entity-keys.ts';
import { DynarepoError } from '../../domain/errors.ts';

/**
 * Returns an index of an entity as a source.
 *
 * @throws DynarepoError - `BAD_INPUT`: the entity has no index with that name.
 */
export function indexSource({ name: entityName, keys }: AnyEntity, name: string): Source {
  const source = keys.indexes.get(name);
  if (source !== undefined) return source;
  throw new DynarepoError('BAD_INPUT', unknownIndex(entityName, name, keys.indexes.keys()));
}
