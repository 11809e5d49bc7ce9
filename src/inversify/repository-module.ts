import { ContainerModule, type ContainerModuleLoadOptions, type ServiceIdentifier } from 'inversify';
import type { DynamoDb } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import { checkArgument, type OptionCheck } from '../domain/options.ts';
import { repository } from '../repositories/entity-repository.ts';
import { DYNAMODB, repositoryToken } from './tokens.ts';

/** The binding of an application's own repository. */
export interface RepositoryBinding {
  readonly bindIn: (container: Pick<ContainerModuleLoadOptions, 'bind'>) => void;
}

/**
 * Binds an application's token to its own repository class:
 * `repositoryBinding(USERS, (db) => new StoredUserRepository(db))`.
 */
export function repositoryBinding<T>(token: ServiceIdentifier<T>, create: (db: DynamoDb) => T): RepositoryBinding {
  checkArgument('the second argument of repositoryBinding', create, 'function');
  return {
    bindIn: ({ bind }) => {
      bind(token).toResolvedValue(create, [DYNAMODB]).inSingletonScope();
    },
  };
}

/**
 * Creates a module that binds one repository for each argument, as a singleton.
 *
 * For an entity, the module binds its {@link repositoryToken}; for an application's own repository, pass a
 * {@link repositoryBinding}. {@link DYNAMODB} must be bound too, for example by `dynamoDbModule`.
 *
 * @throws DynarepoError - `BAD_INPUT`: an argument is neither.
 */
export function repositoryModule(...repositories: readonly (AnyEntity | RepositoryBinding)[]): ContainerModule {
  for (const each of repositories) checkArgument('an argument of repositoryModule', each, entityOrBinding);
  return new ContainerModule((container) => {
    for (const each of repositories) {
      const binding = 'bindIn' in each ? each : repositoryBinding(repositoryToken(each), (db) => repository(each, db));
      binding.bindIn(container);
    }
  });
}

const entityOrBinding: OptionCheck = {
  expected: 'an entity or a repositoryBinding',
  isValid: (value) => typeof value === 'object' && value !== null && ('fields' in value || 'bindIn' in value),
};
