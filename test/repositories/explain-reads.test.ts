import {
  beginsWith,
  CapacityCounter,
  collection,
  type Explanation,
  entity,
  gte,
  items,
  key,
  number,
  oneOf,
  type Results,
  repository,
  sizeOf,
  string,
  table,
  ttl,
} from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { badInput } from './open-repository.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

const User = entity('User', {
  table: 'users',
  attributes: {
    lastName: string().storedAs('last'),
    firstName: string(),
    email: string(),
    age: number().optional(),
    status: oneOf('active', 'blocked').optional(),
    expires: ttl().optional(),
  },
  key: { partition: 'lastName', sort: 'firstName' },
  indexes: {
    byEmail: { partition: 'email', projection: 'KEYS_ONLY' },
    byStatus: { partition: 'status' },
    byAge: { sort: 'age' },
  },
});

const spy = new SpyingDynamoDb(new MemoryDynamoDb());
const users = repository(User, spy, { clock: { nowMs: () => 7_000, sleep: async () => {} } });

const test = suite('explained reads');

test('a query is explained with its key condition and filter as text, and nothing is sent', () => {
  const query = users.query(
    { lastName: 'Smith', firstName: beginsWith('J') },
    { filter: (u) => u.age.gte(18), attributes: ['email'], pageSize: 5 },
  );
  assert.equal(query.explain(), {
    operation: 'Query',
    table: 'users',
    keyCondition: 'last = "Smith" AND begins_with(firstName, "J")',
    filter: 'NOT expires <= 7 AND age >= 18',
    attributes: ['last', 'firstName', 'email'],
    requests: 1,
    capacity: { read: 0.5, write: 0, tables: { users: { read: 0.5, write: 0, indexes: {} } } },
    assumptions: [
      'items and itemBytes are not given: one request that reads at most 4 KB; each further 4 KB add 0.5, up to 128 in one request',
    ],
    warnings: [{ kind: 'filter', text: 'items are read, and consume capacity, before they are filtered' }],
  });
  assert.equal(spy.takeNames(), []);
});

test('a query of one item, or of known items, relies on no assumption', () => {
  const one = users.query({ lastName: 'Smith', firstName: 'Jane' }).explain({ itemBytes: 5_000 });
  assert.equal([one.requests, one.capacity.read, one.assumptions, one.warnings], [1, 1, [], []]);
  const many = users.query({ lastName: 'Smith' }, { consistent: true }).explain({ items: 1_000, itemBytes: 2_000 });
  // Each full page has 525 items with 1,050,000 bytes.
  assert.equal([many.requests, many.capacity.read, many.assumptions], [2, 257 + 232, []]);
});

test('a scan is warned of, with the index or key that a query could use', () => {
  const textOf = (results: Results<unknown>) => results.explain().warnings.map(({ kind, text }) => `${kind}: ${text}`);
  const every = 'scan: every item of the table is read';
  assert.equal(textOf(users.scan()), [every]);
  assert.equal(textOf(users.scan({ filter: (u) => u.email.eq('x') })), [
    `${every}; a query of index('byEmail') by email reads fewer`,
  ]);
  assert.equal(textOf(users.scan({ filter: (u) => u.lastName.eq('x') })), [
    `${every}; a query by lastName reads fewer`,
  ]);
  assert.equal(textOf(users.scan({ filter: (u) => u.email.gte('x') })), [every]);
  assert.equal(textOf(users.index('byAge').scan()), ['scan: every item of the index byAge is read']);
});

test('a partition key of few values, a consistent read of a global index and hydrate are warned of', () => {
  const kindsOf = ({ warnings }: Explanation) => warnings.map(({ kind }) => kind);
  const byStatus = users.index('byStatus').query({ status: 'active' });
  assert.equal(byStatus.explain().warnings, [
    {
      kind: 'hot partition',
      text: 'the index byStatus has 2 partitions, by status; each sustains 3,000 read units and 1,000 write units a second',
    },
  ]);
  const consistent = users.index('byEmail').query({ email: 'x' }, { consistent: true });
  assert.equal(kindsOf(consistent.explain()), ['consistent read of an index']);
  assert.equal(kindsOf(users.index('byAge').query({ lastName: 'x' }, { consistent: true }).explain()), []);
  const whole = users.index('byEmail').query({ email: 'x' }).hydrate().explain();
  assert.equal(kindsOf(whole), ['second read']);
  assert.equal(whole.capacity.tables, {
    users: { read: 0.5, write: 0, indexes: { byEmail: { read: 0.5, write: 0 } } },
  });
  assert.is(whole.assumptions.length, 2);
  assert.equal(spy.takeNames(), []);
});

test('a constant partition key of a shared table is warned of, and collections and plain items are explained', async () => {
  const App = table('app', { key: { partition: 'pk', sort: 'sk' } });
  const Plan = entity('Plan', {
    table: App,
    attributes: { id: string() },
    key: { partition: key`PLANS`, sort: key`PLAN#${'id'}` },
  });
  const explained = repository(Plan, spy)
    .query({ id: gte('a') })
    .explain();
  assert.is(explained.keyCondition, 'pk = "PLANS" AND sk BETWEEN "PLAN#a" AND "PLAN$"');
  assert.equal(
    explained.warnings.map(({ text }) => text),
    ['the table has one partition; each sustains 3,000 read units and 1,000 write units a second'],
  );
  const joined = collection(spy, [Plan]).query(Plan, {}).explain();
  assert.is(joined.keyCondition, 'pk = "PLANS" AND begins_with(sk, "PLAN#")');
  const plain = (await items(spy, App)).query({ pk: 'a' }, { filter: (at) => at(number(), 'age').gt(1) }).explain();
  assert.equal([plain.keyCondition, plain.filter], ['pk = "a"', 'age > 1']);
});

test('what is known of the items must be numbers', async () => {
  const explain = (known: object) => badInput(() => users.scan().explain(known));
  assert.match(await explain({ items: '5' }), 'the option items of explain must be a number of at least 0');
  assert.match(await explain({ itemSize: 5 }), 'explain has no option itemSize');
});

/** The sizes of items in bytes. */
const sizes = [60, 1_000, 4_096, 4_097, 100_000];
const reads: readonly (readonly [string, (options: { readonly capacity: CapacityCounter }) => Results<unknown>])[] = [
  ['a query', (options) => sized.query({ group: 'g' }, options)],
  ['a consistent query', (options) => sized.query({ group: 'g' }, { ...options, consistent: true })],
  ['a query of one item', (options) => sized.query({ group: 'g', id: 1 }, options)],
  ['a query in pages', (options) => sized.query({ group: 'g' }, { ...options, pageSize: 3 })],
  ['a query of some items', (options) => sized.query({ group: 'g' }, { ...options, maxItems: 5, pageSize: 3 })],
  ['a query of some pages', (options) => sized.query({ group: 'g' }, { ...options, maxPages: 2, pageSize: 2 })],
  [
    'a query with a filter',
    (options) => sized.query({ group: 'g' }, { ...options, pageSize: 4, filter: (u) => u.rank.gte(7) }),
  ],
  ['a scan', (options) => sized.scan(options)],
  ['a scan of a segment', (options) => sized.scan({ ...options, segments: 1, onlySegment: 0, pageSize: 6 })],
  ['a query of an index', (options) => sized.index('byOther').query({ other: 'o' }, options)],
  ['a query of a local index', (options) => sized.index('byRank').query({ group: 'g' }, { ...options, pageSize: 5 })],
  [
    'hydrated results of a part of an index',
    (options) =>
      sized
        .index('byRank')
        .query({ group: 'g' }, { ...options, maxItems: 4, pageSize: 3 })
        .hydrate(),
  ],
  [
    'hydrated results of an index',
    (options) => sized.index('byRank').query({ group: 'g' }, options).hydrate({ consistent: true }),
  ],
];

const Sized = entity('Sized', {
  table: 'sized',
  attributes: { group: string(), id: number(), other: string(), rank: number(), text: string() },
  key: { partition: 'group', sort: 'id' },
  indexes: { byOther: { partition: 'other' }, byRank: { sort: 'rank', projection: 'KEYS_ONLY' } },
});
/** Replaced for each test. */
let sized = repository(Sized, new MemoryDynamoDb());

/** Bytes of the names and values of `group`, `id` and `rank`. */
const entryBytes = 20;

for (const itemBytes of sizes) {
  for (const count of [0, 1, 6, 12]) {
    test(`the estimate for ${count} items of ${itemBytes} bytes is what reading them consumes`, async () => {
      sized = repository(Sized, new MemoryDynamoDb());
      await sized.table.ensure();
      const rest = itemBytes - sizeOf(Sized, { group: 'g', id: 1, other: 'o', rank: 1, text: '' });
      const put = Array.from({ length: count }, (_, index) => ({
        group: 'g',
        id: index + 1,
        other: 'o',
        rank: index + 1,
        text: 'x'.repeat(rest),
      }));
      await sized.writeMany({ put });
      for (const [name, read] of reads) {
        const capacity = new CapacityCounter();
        const results = read({ capacity });
        const found = count === 0 && name === 'a query of one item' ? 0 : count;
        const known = {
          items: found,
          itemBytes,
          entryBytes: name.includes('local') || name.includes('hydrated') ? entryBytes : itemBytes,
        };
        const explained = results.explain(known);
        await results.all();
        assert.equal(explained.capacity, plainOf(capacity), name);
        assert.equal(explained.assumptions, [], name);
      }
    });
  }
}

test.run();

function plainOf({ read, write, tables }: CapacityCounter): Explanation['capacity'] {
  return { read, write, tables };
}
