import type { ServiceIdentifier } from 'inversify';
import type { DynamoDb } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import { checkEntity } from '../repositories/check-entity.ts';
import type { EntityRepository } from '../repositories/entity-repository.ts';

/** The token of the adapter. */
export const DYNAMODB: ServiceIdentifier<DynamoDb> = Symbol.for('dynarepo.DynamoDb');

const repositoryTokens = new WeakMap<object, symbol>();

/**
 * Returns the token of an entity's repository; the same token on every call.
 *
 * @throws DynarepoError - `BAD_INPUT`: the argument is not an entity.
 */
export function repositoryToken<E extends AnyEntity>(entity: E): ServiceIdentifier<EntityRepository<E>> {
  checkEntity('repositoryToken', entity);
  const known = repositoryTokens.get(entity);
  if (known !== undefined) return known;
  const token = Symbol(`dynarepo.repository.${entity.name}`);
  repositoryTokens.set(entity, token);
  return token;
}
