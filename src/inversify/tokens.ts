import type { ServiceIdentifier } from 'inversify';
import type { DynamoDb } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import type { EntityRepository } from '../repositories/entity-repository.ts';

/** What a container resolves to the adapter in use. */
export const DYNAMODB: ServiceIdentifier<DynamoDb> = Symbol.for('dynarepo.DynamoDb');

const repositoryTokens = new WeakMap<object, symbol>();

/** What a container resolves to the repository of an entity; the same token each time it is asked for. */
export function repositoryToken<E extends AnyEntity>(entity: E): ServiceIdentifier<EntityRepository<E>> {
  const known = repositoryTokens.get(entity);
  if (known !== undefined) return known;
  const token = Symbol(`dynarepo.repository.${entity.name}`);
  repositoryTokens.set(entity, token);
  return token;
}
