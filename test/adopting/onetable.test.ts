import { Table } from 'dynamodb-onetable';
import { Dynamo } from 'dynamodb-onetable/Dynamo';
import {
  boolean,
  createdAt,
  custom,
  entity,
  epochMilliseconds,
  gte,
  isoDate,
  key,
  list,
  map,
  number,
  oneOf,
  padded,
  repository,
  StoredValueError,
  string,
  stringSet,
  TransactionError,
  table,
  textOf,
  transactWrite,
  ttl,
  updatedAt,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { createSingleTable, openEngine } from './open-engine.ts';

const One = table('one', {
  key: { partition: 'pk', sort: 'sk' },
  indexes: { gsi1: { partition: 'gsi1pk', sort: 'gsi1sk' } },
  timeToLive: 'expires',
});
const base64 = custom(string(), {
  encode: (bytes: Uint8Array) => Buffer.from(bytes).toString('base64'),
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64')),
});
const User = entity('User', {
  table: One,
  attributes: {
    id: string(),
    email: string(),
    status: oneOf('open', 'done').default('open'),
    age: number().optional(),
    born: epochMilliseconds().optional(),
    tags: stringSet().optional(),
    isGood: boolean().optional(),
    photo: base64.optional(),
    visits: list(map({ at: epochMilliseconds().optional() })).optional(),
    address: map({ city: string().optional(), since: epochMilliseconds().optional() }).optional(),
    nick: string().optional().storedAs('nk'),
    expires: ttl().optional(),
    type: oneOf('User').default('User').storedAs('_type').hidden(),
    created: createdAt(epochMilliseconds()),
    updated: updatedAt(epochMilliseconds()),
  },
  key: { partition: key`user#${textOf('id')}`, sort: key`user#` },
  indexes: {
    byStatus: { on: 'gsi1', partition: key`status#${'status'}`, sort: key`user#${padded('age', 3)}#${textOf('id')}` },
  },
});
/** The item with which OneTable reserves a unique value. */
const UserEmail = entity('UserEmail', {
  table: One,
  attributes: { email: string(), type: oneOf('_Unique').default('_Unique').storedAs('_type').hidden() },
  key: { partition: key`_unique#User#email#${textOf('email')}`, sort: key`_unique#` },
});
const Event = entity('Event', {
  table: One,
  attributes: {
    user: string(),
    at: isoDate(),
    type: oneOf('Event').default('Event').storedAs('_type').hidden(),
    created: createdAt(),
    updated: updatedAt(),
  },
  key: { partition: key`user#${textOf('user')}`, sort: key`event#${'at'}` },
});

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these templates are OneTable's, not JavaScript's
const models = {
  User: {
    pk: { type: String, value: 'user#${id}' },
    sk: { type: String, value: 'user#' },
    gsi1pk: { type: String, value: 'status#${status}' },
    gsi1sk: { type: String, value: 'user#${age:3:0}#${id}' },
    id: { type: String, required: true },
    email: { type: String, required: true, unique: true },
    status: { type: String, enum: ['open', 'done'], default: 'open' },
    age: { type: Number },
    born: { type: Date },
    tags: { type: Set },
    isGood: { type: Boolean },
    photo: { type: 'buffer' },
    visits: { type: Array, items: { type: Object, schema: { at: { type: Date } } } },
    address: { type: Object, schema: { city: { type: String }, since: { type: Date } } },
    nick: { type: String, map: 'nk' },
    expires: { type: Date, ttl: true },
  },
  Event: {
    pk: { type: String, value: 'user#${user}' },
    sk: { type: String, value: 'event#${at}' },
    user: { type: String, required: true },
    at: { type: Date, required: true },
  },
} as const;
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: until here
const indexes = {
  primary: { hash: 'pk', sort: 'sk' },
  gsi1: { hash: 'gsi1pk', sort: 'gsi1sk', project: 'all' },
} as const;
const schema = {
  format: 'onetable:1.1.0',
  version: '0.0.1',
  indexes,
  models,
  params: { timestamps: true, isoDates: false },
} as const;

const at = new Date(1_600_000_000_123);
const rich = {
  id: 'u#1',
  email: 'jane@example.org',
  status: 'open',
  age: 7,
  born: at,
  tags: new Set(['a', 'b']),
  isGood: true,
  visits: [{ at }],
  address: { city: 'Bern', since: at },
  nick: 'J',
  expires: new Date(32_503_680_000_000),
} as const;
const theirRich = { ...rich, tags: new Set(rich.tags), visits: [...rich.visits] };
const photo = new Uint8Array([1, 2, 255]);
const theirPhoto = Buffer.from(photo) as never; // the types of OneTable have no buffers
const john = { id: 'u2', email: 'john@example.org' };

const test = suite('a table of OneTable');

async function open() {
  const engine = openEngine();
  const { client, db, stored } = engine;
  await createSingleTable(engine, 'one');
  const options = { client: new Dynamo({ client }), name: 'one', partial: true, logger: false } as const;
  const plain = new Table({ ...options, schema });
  const iso = new Table({ ...options, schema: { ...schema, params: { ...schema.params, isoDates: true } } });
  const our = { users: repository(User, db), emails: repository(UserEmail, db), events: repository(Event, db), db };
  const create = (user: Parameters<typeof our.users.create>[0]) =>
    transactWrite(db, [our.emails.requests.create({ email: user.email }), our.users.requests.create(user)]);
  const withoutTimes = async () =>
    (await stored('one')).map(({ created, updated, ...item }) => [
      created && Object.keys(created),
      updated && Object.keys(updated),
      item,
    ]);
  return {
    their: { users: plain.getModel('User'), events: iso.getModel('Event') },
    our: { ...our, create },
    withoutTimes,
  };
}

test('has the same items, whichever library creates them, and the reserved values as well', async () => {
  const { their, our, withoutTimes } = await open();
  await their.users.create({ ...theirRich, photo: theirPhoto });
  await their.users.create(john);
  await their.events.create({ user: 'u2', at });
  const items = await withoutTimes();
  assert.is(items.length, 5);
  await our.users.writeMany({ delete: await our.users.scan().all() });
  await our.emails.writeMany({ delete: await our.emails.scan().all() });
  await our.events.writeMany({ delete: await our.events.scan().all() });
  assert.equal(await withoutTimes(), []);
  await our.create({ ...rich, photo });
  await our.create(john);
  await our.events.create({ user: 'u2', at });
  // dynarepo stores the value beside the key too, which OneTable does not read.
  const written = (await withoutTimes()).map(([created, updated, item]) => {
    const { email, ...rest } = Object(item);
    return [created, updated, rest._type?.S === '_Unique' ? rest : item];
  });
  assert.equal(written, items);
});

test('what OneTable writes is read by key, by query, by index and by scan', async () => {
  const { their, our } = await open();
  await their.users.create({ ...theirRich, photo: theirPhoto });
  for (const age of [9, 10, 100]) await their.users.create({ id: `n-${age}`, email: `${age}@example.org`, age });
  await their.events.create({ user: 'u#1', at });
  const { created, updated, ...found } = await our.users.getOrThrow({ id: 'u#1' });
  assert.equal(found, { ...rich, photo });
  assert.ok(created instanceof Date && created.getTime() === updated.getTime());
  const old = await our.users
    .index('byStatus')
    .query({ status: 'open', age: gte(10) })
    .all();
  assert.equal(
    old.map(({ age }) => age),
    [10, 100],
  );
  assert.is(await our.users.scan().count(), 4);
  assert.equal(
    (await our.events.query({ user: 'u#1', at: gte(at) }).all()).map((event) => event.at),
    [at],
  );
  assert.is(await our.emails.scan().count(), 4);
  assert.ok(await our.emails.get({ email: rich.email }));
});

test('what dynarepo writes is read by key, by query, by index and by scan', async () => {
  const { their, our } = await open();
  await our.create({ ...rich, photo });
  for (const age of [9, 10]) await our.create({ id: `n-${age}`, email: `${age}@example.org`, age });
  await our.events.create({ user: 'u#1', at });
  const read = await their.users.get({ id: 'u#1' });
  const { created, updated } = await our.users.getOrThrow({ id: 'u#1' });
  assert.equal(read, { ...theirRich, photo: Buffer.from(photo), created, updated });
  const old = await their.users.find({ status: 'open', gsi1sk: { '>=': 'user#009' } }, { index: 'gsi1' });
  assert.equal(
    old.map(({ age }) => age),
    [9, 10],
  );
  assert.is((await their.users.scan()).length, 3);
  assert.equal(
    (await their.events.find({ user: 'u#1' })).map((event) => event.at),
    [at],
  );
});

test('both change the same item, with its index keys', async () => {
  const { their, our } = await open();
  await their.users.create({ ...john, age: 7, tags: new Set(['theirs']), address: { city: 'Bern' } });
  const read = await our.users.getOrThrow({ id: 'u2' });
  const changed = await our.users.update(read, { status: 'done', age: 8 });
  await their.users.update({ id: 'u2', nick: 'Jo', address: { city: 'Basel' } }, { add: { tags: new Set(['more']) } });
  const [found] = await our.users.index('byStatus').query({ status: 'done', age: 8 }).all();
  assert.equal([found?.nick, found?.address?.city, found?.tags], ['Jo', 'Basel', new Set(['theirs', 'more'])]);
  assert.ok(
    found !== undefined && found.updated >= changed.updated && found.created.getTime() === read.created.getTime(),
  );
  await their.users.remove({ id: 'u2' });
  assert.equal(
    [await our.users.get({ id: 'u2' }), await our.emails.get({ email: john.email })],
    [undefined, undefined],
  );
});

test("another model's item with a key of the same form is read, or an error if the type is not hidden", async () => {
  const { their, our } = await open();
  await their.users.create(john);
  const type = oneOf('Person').default('Person').storedAs('_type');
  const attributes = { id: string() };
  const sameKey = { partition: key`user#${textOf('id')}`, sort: key`user#` };
  const hidden = repository(
    entity('Person', { table: One, attributes: { ...attributes, type: type.hidden() }, key: sameKey }),
    our.db,
  );
  assert.equal(await hidden.get({ id: 'u2' }), { id: 'u2' });
  const shown = repository(entity('Person', { table: One, attributes: { ...attributes, type }, key: sameKey }), our.db);
  const error = await shown.get({ id: 'u2' }).catch((reason: unknown) => reason);
  assert.ok(error instanceof StoredValueError && /type is stored as "User"/.test(error.message));
});

test('a value that one library reserved is taken for the other', async () => {
  const { their, our } = await open();
  await their.users.create(john);
  const taken: unknown = await our.create({ id: 'u3', email: john.email }).catch((error: unknown) => error);
  assert.ok(
    taken instanceof TransactionError && /UserEmail \{ email: "john@example.org" \} already exists/.test(taken.message),
  );
  assert.is(await our.users.get({ id: 'u3' }), undefined);
  await our.create(rich);
  const twice: unknown = await their.users.create({ id: 'u4', email: rich.email }).catch((error: unknown) => error);
  assert.is(Reflect.get(Object(twice), 'code'), 'UniqueError');
});

test.run();
