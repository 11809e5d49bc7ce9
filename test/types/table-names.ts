// Names of tables other than those in the definitions. Compiled, never run.
import {
  collection,
  type DynamoDb,
  EntityRepository,
  entity,
  items,
  repository,
  type SharedOptions,
  string,
  transactWrite,
  UnitOfWork,
} from 'dynarepo';
import { repositoryModule } from 'dynarepo/inversify';
import type { Equal, Expect } from './equal.ts';

const User = entity('User', { table: 'users', attributes: { id: string() }, key: { partition: 'id' } });

/** Settings with names of tables. */
export async function names(db: DynamoDb, settings: SharedOptions): Promise<void> {
  const users = repository(User, db, settings);
  type _ = Expect<Equal<typeof users, EntityRepository<typeof User>>>;
  repository(users.entity, db, { table: 'users-prod' });
  new EntityRepository(User, db, { table: (name) => name });
  collection(db, [User], { table: 'users-prod' });
  await items(db, 'users', settings);
  new UnitOfWork(db, settings).create(users.entity, { id: 'a' });
  repositoryModule(settings, User, users.entity);

  // @ts-expect-error a name is a text
  repository(User, db, { table: 7 });
  // @ts-expect-error a function that returns no text
  repository(User, db, { table: () => undefined });
  // @ts-expect-error one name for the entities of any table
  new UnitOfWork(db, { table: 'users-prod' });
  // @ts-expect-error the requests have their tables
  await transactWrite(db, [users.requests.create({ id: 'a' })], { table: 'users-prod' });
  // @ts-expect-error one name for the entities of any table
  repositoryModule({ table: 'users-prod' }, User);
}
