import { type DynamoDb, EntityRepository, entity, string } from 'dynarepo';
import { DYNAMODB, dynamoDbModule, repositoryBinding, repositoryModule, repositoryToken } from 'dynarepo/inversify';
import { MemoryDynamoDb } from 'dynarepo/memory';
import { Container, type ServiceIdentifier } from 'inversify';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';

const User = entity('User', {
  table: 'users',
  attributes: { id: string(), email: string() },
  key: { partition: 'id' },
});
const Team = entity('Team', { table: 'teams', attributes: { id: string() }, key: { partition: 'id' } });

interface Users {
  emailOf(id: string): Promise<string | undefined>;
}
const TEAMS: ServiceIdentifier<EntityRepository<typeof Team>> = Symbol('Teams');
const USERS: ServiceIdentifier<Users> = Symbol('Users');

class StoredUsers extends EntityRepository<typeof User> implements Users {
  constructor(db: DynamoDb) {
    super(User, db);
  }

  async emailOf(id: string): Promise<string | undefined> {
    return (await this.get({ id }))?.email;
  }
}

/** An adapter that records when it is closed. */
class ClosableDynamoDb extends MemoryDynamoDb {
  closed = 0;

  close(): void {
    this.closed += 1;
  }
}

const test = suite('inversify modules');

test('the adapter is created once, when first resolved', async () => {
  let created = 0;
  const container = new Container();
  container.load(
    dynamoDbModule(() => {
      created += 1;
      return new MemoryDynamoDb();
    }),
  );
  assert.is(created, 0);
  assert.is(container.get(DYNAMODB), container.get(DYNAMODB));
  assert.is(created, 1);
});

test('the adapter is closed with its container, if it was created and has a close method', async () => {
  const db = new ClosableDynamoDb();
  const container = new Container();
  container.load(dynamoDbModule(() => db));
  container.unbindAll();
  assert.is(db.closed, 0);

  const module = dynamoDbModule(() => db);
  container.load(module);
  container.get(DYNAMODB);
  container.unload(module);
  assert.is(db.closed, 1);

  container.load(dynamoDbModule(() => new MemoryDynamoDb()));
  container.get(DYNAMODB);
  container.unbindAll();
});

test('unbinding a container waits until the client is closed', async () => {
  let isClosed = false;
  class SlowDynamoDb extends MemoryDynamoDb {
    async close(): Promise<void> {
      await Promise.resolve();
      isClosed = true;
    }
  }
  const container = new Container();
  container.load(dynamoDbModule(() => new SlowDynamoDb()));
  container.get(DYNAMODB);
  await container.unbindAllAsync();
  assert.is(isClosed, true);
});

test("an entity's token resolves to its repository, a singleton", async () => {
  const container = new Container();
  container.load(
    dynamoDbModule(() => new MemoryDynamoDb()),
    repositoryModule(User, Team),
  );
  const users = container.get(repositoryToken(User));
  assert.instance(users, EntityRepository);
  assert.is(users.entity, User);
  assert.is(container.get(repositoryToken(User)), users);
  assert.is(container.get(repositoryToken(Team)).entity, Team);
  await users.table.ensure();
  await users.create({ id: 'a', email: 'a@example.org' });
  assert.is((await users.getOrThrow({ id: 'a' })).email, 'a@example.org');
});

test('each entity has its own token, always the same', () => {
  assert.is(repositoryToken(User), repositoryToken(User));
  assert.is.not(repositoryToken(User), repositoryToken(Team));
  assert.is(String(repositoryToken(User)), 'Symbol(dynarepo.repository.User)');
});

test("an application's repository is bound to its own token", async () => {
  const container = new Container();
  container.load(
    dynamoDbModule(() => new MemoryDynamoDb()),
    repositoryModule(
      User,
      repositoryBinding(USERS, (db) => new StoredUsers(db)),
    ),
  );
  const stored = container.get(repositoryToken(User));
  await stored.table.ensure();
  await stored.create({ id: 'a', email: 'a@example.org' });
  const users = container.get<Users>(USERS);
  assert.is(users, container.get(USERS));
  assert.is(await users.emailOf('a'), 'a@example.org');
  assert.is(await users.emailOf('b'), undefined);
});

test('containers share nothing', async () => {
  const [one, other] = [containerOf(), containerOf()];
  const [users, others] = [one.get(repositoryToken(User)), other.get(repositoryToken(User))];
  assert.is.not(users, others);
  await users.table.ensure();
  assert.is(await others.table.exists(), false);
});

test('resolving a repository without an adapter reports the missing binding', async () => {
  const container = new Container();
  container.load(repositoryModule(User));
  assert.throws(() => container.get(repositoryToken(User)), /dynarepo\.DynamoDb/);
});

test('the options of a module are those of its repositories', async () => {
  const container = new Container();
  const db = new MemoryDynamoDb();
  container.load(
    dynamoDbModule(() => db),
    repositoryModule(
      { table: (name) => `test-${name}` },
      User,
      repositoryBinding(TEAMS, (own, options) => new EntityRepository(Team, own, options)),
    ),
  );
  assert.is(container.get(repositoryToken(User)).table.name, 'test-users');
  assert.is(container.get<EntityRepository<typeof Team>>(TEAMS).table.name, 'test-teams');
});

test('a module rejects what is neither options, entity nor binding', () => {
  const load = (...args: readonly unknown[]) => Reflect.apply(repositoryModule, undefined, args);
  for (const wrong of [undefined, null, 'User', EntityRepository]) {
    assert.throws(() => load(wrong, User), /an argument of repositoryModule must be an entity or a repositoryBinding/);
  }
  assert.throws(() => load({ prefix: 'x' }, User), /repositoryModule has no option prefix/);
  assert.throws(() => load({ table: 'users' }, User), /the option table of repositoryModule must be a function/);
});

test('an application service receives repositories with toResolvedValue', async () => {
  const container = containerOf();
  class SignUp {
    readonly users: EntityRepository<typeof User>;

    constructor(users: EntityRepository<typeof User>) {
      this.users = users;
    }
  }
  container.bind(SignUp).toResolvedValue((users) => new SignUp(users), [repositoryToken(User)]);
  assert.is(container.get(SignUp).users, container.get(repositoryToken(User)));
});

test.run();

function containerOf(): Container {
  const container = new Container();
  container.load(
    dynamoDbModule(() => new MemoryDynamoDb()),
    repositoryModule(User, Team),
  );
  return container;
}
