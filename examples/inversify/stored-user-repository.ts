import { type DynamoDb, EntityRepository } from 'dynarepo';
import { User, type UserRepository } from './user.ts';

/** Users in DynamoDB. */
export class StoredUserRepository extends EntityRepository<typeof User> implements UserRepository {
  constructor(db: DynamoDb) {
    super(User, db);
  }

  findByEmail(email: string): Promise<User | undefined> {
    return this.index('byEmail').query({ email }).first();
  }
}
