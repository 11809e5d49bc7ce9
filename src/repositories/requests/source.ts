import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { Source } from '../../domain/entity/keys/entity-keys.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { suggestion } from '../../domain/suggestion.ts';

/**
 * Returns an index of an entity as a source.
 *
 * @throws DynarepoError - `BAD_INPUT`: the entity has no index with that name.
 */
export function indexSource({ name: entityName, keys }: AnyEntity, name: string): Source {
  const source = keys.indexes.get(name);
  if (source !== undefined) return source;
  const hint = suggestion(name, keys.indexes.keys());
  throw new DynarepoError('BAD_INPUT', `${entityName} has no index ${JSON.stringify(name)}${hint}`);
}
