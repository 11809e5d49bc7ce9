import type { ServiceIdentifier } from 'inversify';
import type { DynamoDb } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import type { EntityRepository } from '../repositories/entity-repository.ts';

/** The token of the adapter. */
export const DYNAMODB: ServiceIdentifier<DynamoDb> = Symbol.for('dynarepo.DynamoDb');

const repositoryTokens = new WeakMap<object, symbol>();

/** Returns the token of an entity's repository; the same token on every call. */
export function repositoryToken<E extends AnyEntity>(entity: E): ServiceIdentifier<EntityRepository<E>> {
  const known = repositoryTokens.get(entity);
  if (known !== undefined) return known;
  const token = Symbol(`dynarepo.repository.${entity.name}`);
  repositoryTokens.set(entity, token);
  return token;
}
