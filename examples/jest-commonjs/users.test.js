const { attempt, entity, isoDate, repository, string, stringSet, version } = require('dynarepo');
const { MemoryDynamoDb } = require('dynarepo/memory');

const User = entity('User', {
  table: 'users',
  attributes: {
    name: string(),
    tags: stringSet().optional(),
    bornAt: isoDate().optional(),
    version: version(),
  },
  key: { partition: 'name' },
});

const db = new MemoryDynamoDb();
const users = repository(User, db);
let empty;

beforeAll(async () => {
  await users.table.ensure();
  empty = db.snapshot();
});
beforeEach(() => db.restore(empty));

test('a user is stored', async () => {
  const user = { name: 'Jane', tags: new Set(['vip']), bornAt: new Date(0) };
  await users.create(user);
  expect(await users.get({ name: 'Jane' })).toEqual({ ...user, version: 1 });
});

test('a copy of structuredClone is as good', async () => {
  const copy = structuredClone({ tags: new Set(['vip']), bornAt: new Date(0) });
  const jane = await users.create({ name: 'Jane', ...copy });
  expect(jane.bornAt).toEqual(new Date(0));
});

test('a stale version is a conflict', async () => {
  const jane = await users.create({ name: 'Jane' });
  await users.update(jane, { tags: new Set(['vip']) });
  expect((await attempt(users.update(jane, { tags: new Set() }))).ok).toBe(false);
});
