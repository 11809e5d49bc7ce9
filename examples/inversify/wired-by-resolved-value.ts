import { dynamoDbModule, repositoryBinding, repositoryModule } from 'dynarepo/inversify';
import { Container, type ServiceIdentifier } from 'inversify';
import { createDynamoDb } from './adapter.ts';
import { SignUp } from './sign-up.ts';
import { StoredUserRepository } from './stored-user-repository.ts';
import type { UserRepository } from './user.ts';

const USERS: ServiceIdentifier<UserRepository> = Symbol('UserRepository');

/** Wires the application without decorators: bindings declare the dependencies, and classes do not import inversify. */
export function wireByResolvedValue(): Container {
  const container = new Container();
  container.load(
    dynamoDbModule(createDynamoDb),
    repositoryModule(repositoryBinding(USERS, (db) => new StoredUserRepository(db))),
  );
  container.bind(SignUp).toResolvedValue((users: UserRepository) => new SignUp(users), [USERS]);
  return container;
}
