import { ContainerModule, type ContainerModuleLoadOptions, type ServiceIdentifier } from 'inversify';
import type { DynamoDb } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import { isRecord } from '../domain/is-record.ts';
import { checkArgument, checkOptions, type OptionCheck } from '../domain/options.ts';
import { repository } from '../repositories/entity-repository.ts';
import { type SharedOptions, sharedOptionNames } from '../repositories/repository-options.ts';
import { DYNAMODB, repositoryToken } from './tokens.ts';

/** The binding of an application's own repository. */
export interface RepositoryBinding {
  /** Binds the repository in a container. */
  readonly bindIn: (container: Pick<ContainerModuleLoadOptions, 'bind'>, options?: SharedOptions) => void;
}

/**
 * Binds an application's token to its own repository class:
 * `repositoryBinding(USERS, (db, options) => new StoredUserRepository(db, options))`.
 *
 * @param create - `options` are those of the module.
 * @throws DynarepoError - `BAD_INPUT`: the second argument is not a function.
 */
export function repositoryBinding<T>(
  token: ServiceIdentifier<T>,
  create: (db: DynamoDb, options: SharedOptions) => T,
): RepositoryBinding {
  checkArgument('the second argument of repositoryBinding', create, 'function');
  return {
    bindIn: ({ bind }, options = {}) => {
      const createIn = (db: DynamoDb) => create(db, options);
      bind(token).toResolvedValue(createIn, [DYNAMODB]).inSingletonScope();
    },
  };
}

/**
 * Creates a module that binds one repository for each argument, as a singleton; the first argument can be the settings of all of
 * them, such as `{ table: (name) => 'test-' + name }`.
 *
 * For an entity, the module binds its {@link repositoryToken}; for an application's own repository, pass a
 * {@link repositoryBinding}. {@link DYNAMODB} must be bound too, for example by `dynamoDbModule`.
 *
 * @throws DynarepoError - `BAD_INPUT`: an argument is neither, or an option is invalid.
 */
export function repositoryModule(options: SharedOptions, ...repositories: readonly Bindable[]): ContainerModule;
export function repositoryModule(...repositories: readonly Bindable[]): ContainerModule;
export function repositoryModule(...args: readonly (SharedOptions | Bindable)[]): ContainerModule {
  const [first] = args;
  const options = isRecord(first) && !isBindable(first) ? first : {};
  checkOptions('repositoryModule', options, sharedOptionNames);
  const repositories = args.filter((each) => each !== options);
  for (const each of repositories) checkArgument('an argument of repositoryModule', each, bindableCheck);
  return new ContainerModule((container) => {
    for (const each of repositories.filter(isBindable)) {
      const binding =
        'bindIn' in each
          ? each
          : repositoryBinding(repositoryToken(each), (db, settings) => repository(each, db, settings));
      binding.bindIn(container, options);
    }
  });
}

type Bindable = AnyEntity | RepositoryBinding;

function isBindable(value: unknown): value is Bindable {
  return typeof value === 'object' && value !== null && ('fields' in value || 'bindIn' in value);
}

const bindableCheck: OptionCheck = { expected: 'an entity or a repositoryBinding', isValid: isBindable };
