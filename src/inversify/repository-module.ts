import { ContainerModule, type ContainerModuleLoadOptions, type ServiceIdentifier } from 'inversify';
import type { DynamoDb } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import { repository } from '../repositories/entity-repository.ts';
import { DYNAMODB, repositoryToken } from './tokens.ts';

/** An application's own repository: its token, and how it is made from the adapter. */
export interface RepositoryBinding {
  readonly bindIn: (container: Pick<ContainerModuleLoadOptions, 'bind'>) => void;
}

/**
 * Binds an application's token to its own repository class:
 * `repositoryBinding(USERS, (db) => new StoredUserRepository(db))`.
 */
export function repositoryBinding<T>(token: ServiceIdentifier<T>, create: (db: DynamoDb) => T): RepositoryBinding {
  return {
    bindIn: ({ bind }) => {
      bind(token).toResolvedValue(create, [DYNAMODB]).inSingletonScope();
    },
  };
}

/**
 * A module with one repository for each argument, made when first needed and kept for the container's life.
 *
 * An entity is bound to its {@link repositoryToken}; an application's own repository comes as a
 * {@link repositoryBinding}. Each wants {@link DYNAMODB} to be bound, as `dynamoDbModule` does.
 */
export function repositoryModule(...repositories: readonly (AnyEntity | RepositoryBinding)[]): ContainerModule {
  return new ContainerModule((container) => {
    for (const each of repositories) {
      const binding = 'bindIn' in each ? each : repositoryBinding(repositoryToken(each), (db) => repository(each, db));
      binding.bindIn(container);
    }
  });
}
