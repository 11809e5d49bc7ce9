import {
  type EntityOf,
  type EntityRepository,
  entity,
  number,
  repository,
  string,
  TransactionError,
  transactWrite,
  version,
} from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { instantClock } from '../repositories/instant-clock.ts';
import { suite } from '../support/suite.ts';
import { acceptRejection } from './derived-history.ts';

const attributes = { id: string(), email: string(), team: string(), shirt: number().optional() };
const plain = entity('User', {
  table: 'users',
  attributes,
  key: { partition: 'id' },
  unique: ['email', ['team', 'shirt']],
});
const versioned = entity('User', {
  table: 'users',
  attributes: { ...attributes, version: version() },
  key: { partition: 'id' },
  unique: ['email', ['team', 'shirt']],
});
type User = EntityOf<typeof plain>;
type Users = EntityRepository<typeof plain>;

const ids = fc.constantFrom('1', '2', '3');
const emails = fc.constantFrom('a', 'b', 'c');
const teams = fc.constantFrom('red', 'blue');
const shirts = fc.constantFrom(7, 100);
const users: fc.Arbitrary<User> = fc.record(
  { id: ids, email: emails, team: teams, shirt: shirts },
  { requiredKeys: ['id', 'email', 'team'] },
);
const changes = fc.record({ email: emails, team: teams, shirt: shirts }, { requiredKeys: [] });

/** One call, with the entities that were read before: some of them are out of date. */
type Write = (users: Users, known: readonly User[], db: MemoryDynamoDb) => Promise<unknown>;

const one = users.chain((user) =>
  fc.constantFrom<Write>(
    (repository) => repository.create(user),
    (repository) => repository.put(user),
    (repository) => repository.put(user, { returning: 'old' }),
    (repository) => repository.save(user),
    (repository) => repository.delete({ id: user.id }),
    (repository) => repository.update({ id: user.id }, (u) => [u.shirt.remove()]),
    (repository) => repository.update({ id: user.id }, { email: user.email, team: user.team }, { upsert: true }),
    (repository) => repository.modify({ id: user.id }, ({ email: _, ...others }) => ({ ...others, email: user.email })),
  ),
);
const withKnown = fc.tuple(fc.nat(), changes).chain(([index, change]) => {
  const of = (known: readonly User[]): User => known[index % known.length] ?? { id: '1', email: 'a', team: 'red' };
  return fc.constantFrom<Write>(
    (repository, known) => repository.save({ ...of(known), ...change }, { from: of(known) }),
    (repository, known) => repository.put({ ...of(known), ...change }),
    (repository, known) => repository.update(of(known), change),
    (repository, known) => repository.update({ id: of(known).id }, change),
    (repository, known) => repository.delete(of(known)),
  );
});
/** Several writes as one transaction, such as an exchange of values or of keys. */
const together = fc.uniqueArray(users, { selector: ({ id }) => id, minLength: 2 }).chain((list) =>
  fc.constantFrom<Write>(
    ({ requests }, _, db) =>
      transactWrite(
        db,
        list.map((user) => requests.put(user)),
      ),
    ({ requests }, _, db) =>
      transactWrite(
        db,
        list.map(({ id, email, team }) => requests.update({ id }, { email, team })),
      ),
    ({ requests }, _, db) => {
      const [first = { id: '1' }, ...others] = list;
      return transactWrite(db, [requests.delete({ id: first.id }), ...others.map((user) => requests.save(user))]);
    },
  ),
);
const writes = fc.oneof({ weight: 3, arbitrary: one }, { weight: 2, arbitrary: withKnown }, together);

const test = suite('unique values');

for (const definition of [plain, versioned as unknown as typeof plain]) {
  const kind = definition === plain ? 'without a version' : 'with a version';

  test(`after any history the values that are taken are those of the items, ${kind}`, () =>
    fc.assert(
      fc.asyncProperty(fc.array(writes, { maxLength: 20 }), (history) =>
        run(
          definition,
          history.map((write) => [write]),
        ),
      ),
    ));

  test(`after any concurrent writes the values that are taken are those of the items, ${kind}`, () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.array(writes, { minLength: 2, maxLength: 5 }), { maxLength: 8 }), (history) =>
        run(definition, history),
      ),
    ));
}

test.run();

/** Makes the writes of each step at the same time, and checks the table after each step. */
async function run(definition: typeof plain, history: readonly (readonly Write[])[]): Promise<void> {
  const db = new MemoryDynamoDb();
  const repositoryOfUsers = repository(definition, db, { retry: { clock: instantClock() } });
  await repositoryOfUsers.table.ensure();
  const known: User[] = [];
  for (const step of history) {
    const outcomes = await Promise.allSettled(step.map((write) => write(repositoryOfUsers, known, db)));
    for (const outcome of outcomes)
      if (outcome.status === 'rejected' && !(outcome.reason instanceof TransactionError))
        acceptRejection(outcome.reason);
    const stored = await repositoryOfUsers.scan().all();
    assert.equal(await takenIn(db), valuesOf(stored));
    known.push(...stored);
  }
}

/** Returns the values that are taken, with the ids of the users that have them. */
async function takenIn(db: MemoryDynamoDb): Promise<object> {
  const { Items = [] } = await db.execute('Scan', { TableName: 'users' });
  const taken = Items.flatMap((item) => {
    const owner = item['dynarepo:owner']?.M?.id?.S;
    return owner === undefined ? [] : [[item.id?.S?.replace('dynarepo:unique:', ''), owner] as const];
  });
  return sorted(taken);
}

/** Returns the values that users have, with the ids of the users; an equal value of two users would be there once. */
function valuesOf(stored: readonly User[]): object {
  const emailsOf = new Set(stored.map(({ email }) => email));
  assert.is(emailsOf.size, stored.length, 'two users have one email');
  return sorted(
    stored.flatMap(({ id, email, team, shirt }) => [
      [JSON.stringify(['User', ['email'], [email]]), id] as const,
      ...(shirt === undefined
        ? []
        : [[JSON.stringify(['User', ['team', 'shirt'], [team, String(shirt)]]), id] as const]),
    ]),
  );
}

function sorted(entries: readonly (readonly [string | undefined, string])[]): object {
  return Object.fromEntries(entries.toSorted(([left = ''], [right = '']) => left.localeCompare(right)));
}
