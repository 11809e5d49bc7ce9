import { type EntityOf, entity, type KeyOf, type NewOf, type Repository, string, version } from 'dynarepo';

/** The application's entity. */
export const User = entity('User', {
  table: 'users',
  attributes: { id: string(), name: string(), email: string(), version: version() },
  key: { partition: 'id' },
  indexes: { byEmail: { partition: 'email' } },
});
export type User = EntityOf<typeof User>;

/** The application's repository of users, independent of DynamoDB. */
export interface UserRepository extends Repository<User, KeyOf<typeof User>, NewOf<typeof User>> {
  findByEmail(email: string): Promise<User | undefined>;
}
