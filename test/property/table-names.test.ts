import {
  batchGet,
  batchWrite,
  collection,
  DynarepoError,
  type EntityRepository,
  entity,
  type Item,
  key,
  number,
  padded,
  repository,
  type SharedOptions,
  string,
  table,
  transactGet,
  transactWrite,
  UnitOfWork,
  version,
} from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { instantClock } from '../repositories/instant-clock.ts';
import { suite } from '../support/suite.ts';

const App = table('app', {
  key: { partition: 'pk', sort: 'sk' },
  indexes: { gsi1: { partition: 'gsi1pk', sort: 'sk' } },
});
const User = entity('User', {
  table: App,
  attributes: { team: string(), id: string(), email: string().optional(), version: version() },
  key: { partition: key`TEAM#${'team'}`, sort: key`USER#${'id'}` },
  indexes: { byEmail: { on: 'gsi1', partition: key`EMAIL#${'email'}`, sort: key`USER#${'id'}` } },
  unique: ['email'],
});
const Order = entity('Order', {
  table: App,
  attributes: { team: string(), number: number(), total: number() },
  key: { partition: key`TEAM#${'team'}`, sort: key`ORDER#${padded('number', 3)}` },
});

/** The entities of one environment. */
interface Environment {
  readonly db: MemoryDynamoDb;
  readonly settings: SharedOptions;
  readonly users: EntityRepository<typeof User>;
  readonly orders: EntityRepository<typeof Order>;
}
type Call = (environment: Environment) => Promise<unknown>;

const users = fc.record(
  { team: fc.constantFrom('red', 'blue'), id: fc.constantFrom('1', '2', '3'), email: fc.constantFrom('a', 'b') },
  { requiredKeys: ['team', 'id'] },
);
const orders = fc.record({ team: fc.constantFrom('red', 'blue'), number: fc.nat(9), total: fc.nat(9) });
const forced = { ignoreVersion: true };

const writes = fc.tuple(users, orders).chain(([user, order]) =>
  fc.constantFrom<Call>(
    ({ users }) => users.create(user),
    ({ users }) => users.put(user),
    async ({ users }) => await users.save({ ...(await users.get(user)), ...user }),
    ({ users }) => users.update({ team: user.team, id: user.id }, { email: user.email }),
    ({ users }) => users.delete({ team: user.team, id: user.id }),
    ({ users }) => users.modify(user, (stored) => ({ ...stored, email: 'c' })),
    ({ orders }) => orders.put(order),
    ({ orders }) => orders.update(order, (o) => [o.total.add(1)], { upsert: true }),
    ({ orders }) => orders.writeMany({ put: [order, { ...order, number: order.number + 100 }] }),
    ({ db, users, orders }) => transactWrite(db, [users.requests.create(user), orders.requests.put(order)]),
    ({ db, orders }) => batchWrite(db, [orders.requests.put(order), orders.requests.delete({ ...order, number: 50 })]),
    ({ db, settings }) => {
      const work = new UnitOfWork(db, settings);
      work.put(User, user, forced);
      work.put(Order, order);
      return work.commit();
    },
  ),
);
const reads = fc.tuple(users, orders, fc.integer({ min: 1, max: 3 })).chain(([user, order, pageSize]) =>
  fc.constantFrom<Call>(
    ({ users }) => users.get(user),
    ({ users }) => users.scan().all(),
    ({ users }) => users.query({ team: user.team }).count(),
    ({ users }) => users.index('byEmail').query({ email: 'a' }).hydrate().all(),
    ({ db, users, orders }) => transactGet(db, [users.requests.get(user), orders.requests.get(order)]),
    ({ db, users, orders }) => batchGet(db, [users.requests.get(user), orders.requests.get(order)]),
    async ({ db, settings }) => {
      const found: unknown[] = [];
      const query = collection(db, [User, Order], settings).query(User, { team: user.team });
      for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
        const page = await query.page({ pageSize, cursor });
        found.push(...page.items);
        cursor = page.cursor;
      }
      return found;
    },
  ),
);
const calls = fc.oneof({ weight: 2, arbitrary: writes }, reads);

const test = suite('names of tables');

test('after any history a table with another name has what the one of the definition has, and no other has any of it', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(calls, calls), { maxLength: 25 }), async (history) => {
      const db = new MemoryDynamoDb();
      const defined = await open(db, {});
      const renamed = await open(db, { table: (name) => `tenant-7-${name}` });
      const alone = await open(new MemoryDynamoDb(), { table: () => 'alone' });
      const other = await open(db, { table: (name) => `tenant-8-${name}` });
      for (const [call, call8] of history) {
        const expected = await outcome(call, defined);
        assert.equal(await outcome(call, renamed), expected);
        await outcome(call, alone);
        await outcome(call8, other);
      }
      const items = await itemsOf(db, 'app');
      assert.equal(await itemsOf(db, 'tenant-7-app'), items);
      assert.equal(await itemsOf(alone.db, 'alone'), items);
    }),
  ));

test.run();

async function open(db: MemoryDynamoDb, names: SharedOptions): Promise<Environment> {
  const settings = { ...names, retry: { clock: instantClock() } };
  const users = repository(User, db, settings);
  await users.table.ensure();
  return { db, settings, users, orders: repository(Order, db, settings) };
}

/** Returns the result of a call, or the code and message of its error. */
async function outcome(call: Call, environment: Environment): Promise<unknown> {
  try {
    return await call(environment);
  } catch (error) {
    if (error instanceof DynarepoError) return [error.code, error.message];
    throw error;
  }
}

async function itemsOf(db: MemoryDynamoDb, name: string): Promise<readonly Item[]> {
  return (await db.execute('Scan', { TableName: name })).Items ?? [];
}
