import type { DynamoDb } from 'dynarepo';
import { DYNAMODB, dynamoDbModule } from 'dynarepo/inversify';
import { Container, inject, injectable, type ServiceIdentifier } from 'inversify';
import { createDynamoDb } from './adapter.ts';
import { SignUp } from './sign-up.ts';
import { StoredUserRepository } from './stored-user-repository.ts';
import type { UserRepository } from './user.ts';

const USERS: ServiceIdentifier<UserRepository> = Symbol('UserRepository');

// Each parameter names its token, because not every compiler emits the metadata from which inversify infers tokens.
@injectable()
class InjectedUserRepository extends StoredUserRepository {
  constructor(@inject(DYNAMODB) db: DynamoDb) {
    super(db);
  }
}

@injectable()
class InjectedSignUp extends SignUp {
  constructor(@inject(USERS) users: UserRepository) {
    super(users);
  }
}

/** Wires the application with decorators: each class declares its dependencies. */
export function wireByDecorators(): Container {
  const container = new Container();
  container.load(dynamoDbModule(createDynamoDb));
  container.bind(USERS).to(InjectedUserRepository).inSingletonScope();
  container.bind(SignUp).to(InjectedSignUp);
  return container;
}
