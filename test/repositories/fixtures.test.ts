import { createReadStream, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import {
  type AnyEntity,
  ConflictError,
  createdAt,
  type DynamoDb,
  DynarepoError,
  decimal,
  entity,
  type Item,
  isoDate,
  key,
  number,
  padded,
  repository,
  ServiceError,
  type SharedOptions,
  string,
  stringSet,
  TableNotFoundError,
  table,
  ttl,
  UnprocessedError,
  union,
  updatedAt,
  version,
} from 'dynarepo';
import { dumpLines, type FixtureProgress, fixtureLines, loadFixtures } from 'dynarepo/json';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { run, withFolder } from '../cli/running-cli.ts';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';
import { badInput, thrown } from './open-repository.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

const App = table('app', {
  key: { partition: 'pk', sort: 'sk' },
  indexes: { gsi1: { partition: 'gsi1pk' } },
  timeToLive: 'expires',
});
const User = entity('User', {
  table: App,
  attributes: {
    id: string(),
    email: string(),
    secret: string().hidden(),
    role: string().optional().storedAs('r'),
    tags: stringSet().optional(),
    expires: ttl().optional(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    version: version(),
  },
  key: { partition: key`USER#${'id'}`, sort: key`PROFILE` },
  indexes: { byRole: { on: 'gsi1', partition: key`ROLE#${'role'}` } },
  unique: ['email'],
});
const Order = entity('Order', {
  table: App,
  attributes: { user: string(), number: number(), total: decimal(), placed: isoDate() },
  key: { partition: key`USER#${'user'}`, sort: key`ORDER#${padded('number', 4)}` },
});
const Circle = entity('Circle', {
  table: 'shapes',
  attributes: { id: string(), radius: number() },
  key: { partition: 'id' },
});
const Square = entity('Square', {
  table: 'shapes',
  attributes: { id: string(), side: number(), mark: string().hidden() },
  key: { partition: 'id' },
});
const Shape = union('Shape', { by: 'kind', members: { circle: Circle, square: Square } });
const all = [User, Order, Shape];

const noon = new Date('2024-05-01T12:00:00.000Z');
const lines = [
  '{"entity":"User","new":{"id":"u1","email":"jane@example.org","secret":"x","role":"admin","tags":["a"]}}',
  '',
  '{"entity":"User","value":{"id":"u2","email":"john@example.org","secret":"y","version":7,"createdAt":"2024-05-01T12:00:00.000Z","updatedAt":"2024-05-01T12:00:00.000Z"}}',
  '{"entity":"Order","new":{"user":"u1","number":1,"total":"19.90","placed":"2024-05-01T12:00:00.000Z"}}',
  '{"entity":"Shape","new":{"kind":"circle","id":"s1","radius":2}}',
  '{"entity":"Shape","value":{"kind":"square","id":"s2","side":3,"mark":"m"}}',
];
const text = lines.join('\n');

/** Opens a client with the tables of an environment with new names. */
async function opened(adapter: AdapterUnderTest) {
  const db = await adapter.open();
  const settings = settingsOf(adapter);
  await createTables(db, settings);
  return { db, settings };
}

function settingsOf(adapter: AdapterUnderTest): SharedOptions {
  const names = new Map(['app', 'shapes'].map((name) => [name, adapter.tableName(name)]));
  return { table: (name) => names.get(name) ?? name };
}

async function createTables(db: DynamoDb, settings: SharedOptions): Promise<void> {
  for (const each of [User, Shape]) await repository<AnyEntity>(each, db, settings).table.ensure();
}

async function linesOf(db: DynamoDb, settings: SharedOptions, entities: readonly AnyEntity[] = all): Promise<string[]> {
  const found: string[] = [];
  for await (const line of fixtureLines(db, entities, settings)) found.push(line);
  return found;
}

/** Returns all items of a table, those that hold unique values too, in one order. */
async function itemsOf(db: DynamoDb, TableName: string): Promise<readonly Item[]> {
  const { Items = [] } = await db.execute('Scan', { TableName, ConsistentRead: true });
  return Items.toSorted((left, right) => JSON.stringify(left).localeCompare(JSON.stringify(right)));
}

for (const adapter of adapters()) {
  const test = suite(`fixtures on ${adapter.name}`);

  test('lines are stored as entities of several tables', async () => {
    const { db, settings } = await opened(adapter);
    const clock = { nowMs: () => noon.getTime(), sleep: async () => {} };
    assert.is(await loadFixtures(db, all, text, { ...settings, clock }), 5);
    const users = repository(User, db, settings);
    const jane = { id: 'u1', email: 'jane@example.org', role: 'admin', tags: new Set(['a']) };
    const times = { createdAt: noon, updatedAt: noon };
    assert.equal(await users.get({ id: 'u1' }), { ...jane, ...times, version: 1 });
    assert.equal(await users.get({ id: 'u2' }), { id: 'u2', email: 'john@example.org', ...times, version: 7 });
    assert.equal(await users.get({ id: 'u2' }, { attributes: ['secret'] }), { secret: 'y' });
    const order = { user: 'u1', number: 1, total: '19.9', placed: noon };
    assert.equal(await repository(Order, db, settings).scan().all(), [order]);
    const shapes = await repository(Shape, db, settings).scan().all();
    assert.equal(new Set(shapes.map(({ kind }) => kind)), new Set(['circle', 'square']));
    const taken = () => users.create({ id: 'u3', email: 'john@example.org', secret: 'z' });
    assert.equal((await thrown(ConflictError, taken)).taken, ['email']);
    await users.update((await users.get({ id: 'u2' })) ?? { id: 'u2' }, { role: 'reader' });
  });

  test('the lines of a database store the same items in another one', async () => {
    const { db, settings } = await opened(adapter);
    await loadFixtures(db, all, text, settings);
    const first = await linesOf(db, settings);
    assert.is(first.length, 5);
    assert.ok(first.every((line) => line.endsWith('}\n')));
    const other = await opened(adapter);
    assert.is(await loadFixtures(other.db, all, first, other.settings), 5);
    assert.equal(await linesOf(other.db, other.settings), first);
    for (const name of ['app', 'shapes']) {
      const copies = await itemsOf(other.db, other.settings.table?.(name) ?? '');
      assert.equal(copies, await itemsOf(db, settings.table?.(name) ?? ''));
    }
    await loadFixtures(other.db, all, first, other.settings);
    assert.equal(await linesOf(other.db, other.settings), first);
  });

  test('an invalid line is named, and nothing is sent', async () => {
    const spy = new SpyingDynamoDb(await adapter.open());
    const message = await badInput(() => loadFixtures(spy, all, `${text}\n{"entity":"User"`, settingsOf(adapter)));
    assert.is(message, 'line 7: is not JSON');
    assert.equal(spy.take(), []);
  });

  test('a key that is too long is an error of its line, and nothing is sent', async () => {
    const spy = new SpyingDynamoDb(await adapter.open());
    const long = (id: string, role = 'a') =>
      JSON.stringify({ entity: 'User', new: { id, email: id[0], secret: 's', role } });
    const message = (given: string) => badInput(() => loadFixtures(spy, all, given, settingsOf(adapter)));
    assert.match(
      await message(`${lines[3]}\n${long('i'.repeat(2_044))}`),
      /^line 2: the partition key of User .* has 2049 bytes/,
    );
    assert.match(
      await message(long('i', 'r'.repeat(2_048))),
      /^line 1: the partition key of gsi1 of User .* at most 2048/,
    );
    assert.equal(spy.take(), []);
  });

  test('a rejected batch names its lines', async () => {
    const { db, settings } = await opened(adapter);
    const denying: DynamoDb = {
      async execute(operation, input, options) {
        if (operation === 'BatchWriteItem') throw new ServiceError('ValidationException', 'not like this');
        return await db.execute(operation, input, options);
      },
    };
    const { message } = await thrown(UnprocessedError, () => loadFixtures(denying, all, manyOrders, settings));
    assert.match(
      message,
      /^60 of 60 .* in lines 1, 2, 3, … \(DynamoDB rejects one of the lines 1 to 25: not like this\)/,
    );
  });

  test('entities that exchange unique values are named with their lines', async () => {
    const { db, settings } = await opened(adapter);
    const user = (id: string, email: string) => JSON.stringify({ entity: 'User', new: { id, email, secret: 's' } });
    await loadFixtures(db, all, `${user('a', 'a@x')}\n${user('b', 'b@x')}`, settings);
    const exchanged = `${user('c', 'c@x')}\n${user('a', 'b@x')}\n${user('b', 'a@x')}`;
    const { message, cause } = await thrown(UnprocessedError, () => loadFixtures(db, all, exchanged, settings));
    assert.instance(cause, ConflictError);
    assert.match(
      message,
      /^2 of 3 .* in lines 2, 3 \(line 2, whose value line 3 changes, so store that first or delete/,
    );
    const first = await thrown(UnprocessedError, () => loadFixtures(db, all, user('d', 'c@x'), settings));
    assert.match(
      first.message,
      /^1 of 1 .* in line 1 \(line 1: User { id: "d" } cannot be stored: email "c@x" is taken/,
    );
  });

  test('a missing table is reported as it is', async () => {
    const db = await adapter.open();
    await thrown(TableNotFoundError, () => loadFixtures(db, all, text, settingsOf(adapter)));
    await thrown(TableNotFoundError, () => linesOf(db, settingsOf(adapter)));
  });

  test.after(() => adapter.close());
  test.run();
}

const test = suite('fixtures');

test('every problem of a line is reported with its number', async () => {
  const user = '{"entity":"User","new":{"id":"u1","email":"a","secret":"x"}}';
  const wrong: readonly (readonly [string, string])[] = [
    ['[]', 'line 1: must be an object, but is an array'],
    ['null', 'line 1: must be an object, but is null'],
    ['{"entity":"User"}', 'line 1: must have the members "entity", and "value" or "new"'],
    ['{"entity":"User","new":{},"value":{}}', 'line 1: must have the members "entity", and "value" or "new"'],
    ['{"entity":"User","item":{}}', 'line 1: must have the members "entity", and "value" or "new", not "item"'],
    ['{"entity":"Usr","new":{}}', 'line 1: is of "Usr"; the entities are User, Order, Shape; did you mean "User"?'],
    ['{"entity":"__proto__","new":{}}', 'line 1: is of "__proto__"; the entities are User, Order, Shape'],
    ['{"new":{}}', 'line 1: is of undefined; the entities are User, Order, Shape'],
    ['\n\n{"entity":"User","new":{"id":7}}', 'line 3: User.id must be a string, but is a number'],
    ['{"entity":"User","new":{"id":"","email":"a","secret":"x"}}', 'line 1: User.id'],
    [
      '{"entity":"User","new":{"id":"u1","email":"a","secret":"x","version":1}}',
      "line 1: User can't have version here",
    ],
    ['{"entity":"User","value":{"id":"u1","email":"a"}}', 'line 1: User.createdAt is required, but is missing'],
    [`${user}\n\n${user}`, 'line 3: User { id: "u1" } is in line 1 as well'],
    [`${user}\n${user.replace('u1', 'u2')}`, 'line 2: User with email "a", which is unique, is in line 1 as well'],
    [`{"entity":"Order","new":{"user":"${'u'.repeat(500_000)}"}}`, 'line 1: '],
  ];
  for (const [given, expected] of wrong) {
    const message = await badInput(() => loadFixtures(new MemoryDynamoDb(), all, given));
    assert.ok(message.startsWith(expected), `${message} is not ${expected}`);
  }
});

test('lines are a text, an iterable, or the lines of a file', () =>
  withFolder(async (path) => {
    const forms = [
      text,
      `\uFEFF${text.replaceAll('\n', '\r\n')}\r\n`,
      lines,
      lines.map((line) => `${line}\n`),
      (function* () {
        yield* lines;
      })(),
      (async function* () {
        yield* lines;
      })(),
    ];
    for (const form of forms) {
      const db = new MemoryDynamoDb();
      await createTables(db, {});
      assert.is(await loadFixtures(db, all, form), 5);
    }
    const db = new MemoryDynamoDb();
    await createTables(db, {});
    writeFileSync(path('fixtures.jsonl'), text);
    assert.is(await loadFixtures(db, all, createInterface({ input: createReadStream(path('fixtures.jsonl')) })), 5);
    for (const wrong of [undefined, 7, {}, new TextEncoder().encode(text)]) {
      const call = () => Reflect.apply(loadFixtures, undefined, [db, all, wrong]);
      assert.is(await badInput(call), 'the lines of loadFixtures must be a text or an iterable of lines');
    }
    const chunks = [lines[0], new TextEncoder().encode(lines[1])];
    const message = await badInput(() => Reflect.apply(loadFixtures, undefined, [db, all, chunks]));
    assert.is(message, 'line 2 must be text, but is a Uint8Array');
  }));

test('entities are checked', async () => {
  const db = new MemoryDynamoDb();
  assert.match(await badInput(() => loadFixtures(db, [User, User], text)), 'loadFixtures has two entities User');
  assert.match(await badInput(() => Reflect.apply(loadFixtures, undefined, [db, User, text])), 'an array of entities');
  assert.match(await badInput(() => Reflect.apply(loadFixtures, undefined, [db, [undefined], text])), 'an entity');
});

const manyOrders = Array.from({ length: 60 }, (_, index) => {
  const order = { user: 'u5', number: index, total: '1', placed: noon };
  return JSON.stringify({ entity: 'Order', new: order });
});

test('progress counts the stored entities, and ends with all of them', async () => {
  const db = new MemoryDynamoDb();
  await createTables(db, {});
  const seen: FixtureProgress[] = [];
  await loadFixtures(db, all, [...manyOrders, ...lines], { onProgress: (progress) => seen.push(progress) });
  assert.equal(
    seen.map(({ done }) => done),
    [25, 50, 63, 64, 65],
  );
  assert.ok(seen.every(({ total }) => total === 65));
});

test('after an error the lines that are left can be loaded', async () => {
  let count = 0;
  const denied = new ServiceError('AccessDeniedException', 'not allowed', { statusCode: 400 });
  const db = new MemoryDynamoDb({
    faults: ({ operation }) => {
      if (operation !== 'BatchWriteItem') return undefined;
      count += 1;
      return count === 2 ? { kind: 'error', error: denied } : undefined;
    },
  });
  await createTables(db, {});
  const { message, leftovers } = await thrown(UnprocessedError<string[]>, () =>
    loadFixtures(db, all, [...manyOrders, ...lines], { retry: false }),
  );
  assert.match(message, /^40 of 65 entities were not stored, in lines 26, 27, 28, … \(.*\); pass error\.leftovers/);
  assert.is((await repository(Order, db).scan().all()).length, 25);
  assert.is(await loadFixtures(db, all, leftovers), 40);
  assert.is((await linesOf(db, {})).length, 65);
});

test('a unique value of another stored item ends the load at its line', async () => {
  const db = new MemoryDynamoDb();
  await createTables(db, {});
  await repository(User, db).create({ id: 'u9', email: 'john@example.org', secret: 's' });
  const { message, leftovers, cause } = await thrown(UnprocessedError<string[]>, () => loadFixtures(db, all, lines));
  assert.match(message, /^1 of 5 entities were not stored, in line 3 \(line 3: .*john@example\.org.* is taken/);
  assert.equal(leftovers, [lines[2]]);
  assert.instance(cause, ConflictError);
});

test('lines that DynamoDB leaves unprocessed are leftovers after the deadline', async () => {
  const db = new MemoryDynamoDb({
    faults: ({ operation }) => (operation === 'BatchWriteItem' ? { kind: 'unprocessed', entries: 10 } : undefined),
  });
  await createTables(db, {});
  const retry = { clock: instantClock() };
  const { leftovers } = await thrown(UnprocessedError<string[]>, () =>
    loadFixtures(db, [Order], manyOrders, { retry }),
  );
  assert.is(leftovers.length, 10);
  assert.is((await repository(Order, db).scan().all()).length, 50);
  assert.ok(leftovers.every((line) => manyOrders.includes(line)));
});

test('dynarepo load creates the tables and stores the items of a dump', () =>
  withFolder(async (path) => {
    const settings = {
      table: (name: string) => `test-${name}`,
      clock: { nowMs: () => noon.getTime(), sleep: async () => {} },
    };
    const direct = new MemoryDynamoDb();
    await createTables(direct, settings);
    await loadFixtures(direct, all, text, settings);
    const dump: string[] = [];
    for await (const line of dumpLines(all, text, settings)) dump.push(line);
    writeFileSync(path('dump.jsonl'), dump.join(''));
    const { createServer } = await import('dynarepo/http');
    const loaded = new MemoryDynamoDb();
    const server = createServer(loaded, { port: 0 });
    try {
      const { code, errors } = await run('load', path('dump.jsonl'), '--endpoint', await server.listen()).ended;
      assert.is(code, 0, errors);
    } finally {
      await server.close();
    }
    for (const name of ['test-app', 'test-shapes'])
      assert.equal(await itemsOf(loaded, name), await itemsOf(direct, name));
    await createTables(loaded, settings);
    const { TimeToLiveDescription } = await loaded.execute('DescribeTimeToLive', { TableName: 'test-app' });
    assert.is(TimeToLiveDescription?.AttributeName, 'expires');
  }));

test('a dump rejects tables that two entities define in different ways', async () => {
  const Other = entity('Other', { table: 'shapes', attributes: { at: number() }, key: { partition: 'at' } });
  const call = async () => {
    for await (const _ of dumpLines([Shape, Other], '')) assert.unreachable();
  };
  assert.is(await badInput(call), 'Other defines table shapes in another way than the others');
});

test('an item that does not match its definition ends the lines with its error', async () => {
  const db = new MemoryDynamoDb();
  await createTables(db, {});
  const Item = { id: { S: 'a' }, kind: { S: 'circle' }, radius: { S: 'x' } };
  await db.execute('PutItem', { TableName: 'shapes', Item });
  assert.is((await thrown(DynarepoError, () => linesOf(db, {}))).code, 'BAD_STORED_VALUE');
});

test.run();
