import dynamoose from 'dynamoose';
import {
  anyValue,
  attempt,
  binary,
  boolean,
  computed,
  createdAt,
  entity,
  epochMilliseconds,
  epochSeconds,
  gte,
  isoDate,
  list,
  map,
  number,
  numberSet,
  record,
  repository,
  string,
  stringSet,
  ttl,
  updatedAt,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { openEngine } from './open-engine.ts';

const Dog = entity('Dog', {
  table: 'dogs',
  attributes: {
    owner: string(),
    name: string(),
    breed: string().optional(),
    age: number().optional(),
    born: epochMilliseconds().optional(),
    since: isoDate().optional(),
    seen: epochSeconds().optional(),
    chip: binary().optional(),
    tricks: stringSet().optional(),
    scores: numberSet().optional(),
    visits: list(epochMilliseconds()).optional(),
    vet: map({ city: string().optional(), last: epochMilliseconds().optional() }).optional(),
    isGood: boolean().optional(),
    extra: record(anyValue()).optional(),
    expiresAt: ttl().optional(),
    createdAt: createdAt(epochMilliseconds()),
    updatedAt: updatedAt(epochMilliseconds()),
  },
  key: { partition: 'owner', sort: 'name' },
  indexes: { byBreed: { partition: 'breed', sort: 'age' } },
});

const schema = new dynamoose.Schema(
  {
    owner: { type: String, hashKey: true },
    name: { type: String, rangeKey: true },
    breed: { type: String, index: { name: 'byBreed', type: 'global', rangeKey: 'age' } },
    age: Number,
    born: Date,
    since: { type: { value: Date, settings: { storage: 'iso' } } },
    seen: { type: { value: Date, settings: { storage: 'seconds' } } },
    chip: Buffer,
    tricks: { type: Set, schema: [String] },
    scores: { type: Set, schema: [Number] },
    visits: { type: Array, schema: [Date] },
    vet: { type: Object, schema: { city: String, last: Date } },
    isGood: Boolean,
  },
  { timestamps: true, saveUnknown: ['extra', 'extra.**'] },
);
const expires = { ttl: 3_600_000, attribute: 'expiresAt', items: { returnExpired: false } };

const at = new Date(1_600_000_000_123);
const seconds = new Date(1_600_000_000_000);
const expiresAt = new Date(32_503_680_000_000);
const rex = { owner: 'Jane', name: 'Rex' };
const rich = {
  ...rex,
  breed: 'pug',
  age: 3,
  born: at,
  since: at,
  seen: seconds,
  scores: new Set([1, 2.5]),
  tricks: new Set(['sit']),
  visits: [at],
  vet: { city: 'Bern', last: at },
  isGood: true,
  extra: { deep: { n: [1, 'x'] } },
  expiresAt,
};
const chip = new Uint8Array([1, 2]);

const test = suite('a table of Dynamoose');

/** Opens both libraries on the table that Dynamoose creates. */
async function open() {
  const { client, db, stored } = openEngine();
  dynamoose.aws.ddb.set(client);
  const their = dynamoose.model('Dog', schema);
  const waitForActive = { enabled: true, check: { frequency: 1 } };
  await new dynamoose.Table('dogs', [their], { initialize: false, waitForActive, expires }).initialize();
  const our = repository(Dog, db);
  await our.table.ensure();
  return { their, our, stored: () => stored('dogs') };
}

test('has the same items, whichever library creates them', async () => {
  const { their, our, stored } = await open();
  const withoutTimes = async () =>
    (await stored()).map(({ createdAt, updatedAt, ...item }) => [
      Object.keys(createdAt ?? {}),
      Object.keys(updatedAt ?? {}),
      item,
    ]);
  await their.create({ ...rich, chip: Buffer.from(chip) });
  await their.create({ owner: 'Jane', name: 'Fly', expiresAt });
  const items = await withoutTimes();
  assert.is(items.length, 2);
  await our.writeMany({ delete: await our.scan().all() });
  await our.create({ ...rich, chip });
  await our.put({ owner: 'Jane', name: 'Fly', expiresAt });
  assert.equal(await withoutTimes(), items);
});

test('what Dynamoose writes is read by key, by query, by index and by scan', async () => {
  const { their, our } = await open();
  await their.create({ ...rich, chip: Buffer.from(chip) });
  await their.batchPut([5, 7, 9].map((age) => ({ owner: 'John', name: `dog-${age}`, breed: 'pug', age })));
  const { createdAt, updatedAt, ...found } = await our.getOrThrow(rex);
  assert.equal(found, { ...rich, chip });
  assert.ok(createdAt instanceof Date && createdAt.getTime() === updatedAt.getTime());
  assert.is(await our.query({ owner: 'John', name: gte('dog-7') }).count(), 2);
  const pugs = await our
    .index('byBreed')
    .query({ breed: 'pug', age: gte(7) })
    .all();
  assert.equal(
    pugs.map(({ name }) => name),
    ['dog-7', 'dog-9'],
  );
  assert.ok(pugs.every((each) => each.expiresAt !== undefined && each.expiresAt > each.createdAt));
  assert.is(await our.scan({ filter: (u) => u.born.gte(at) }).count(), 1);
});

test('what dynarepo writes is read by key, by query, by index and by scan', async () => {
  const { their, our } = await open();
  const created = await our.create({ ...rich, chip });
  await our.writeMany({ put: [5, 7].map((age) => ({ owner: 'John', name: `dog-${age}`, breed: 'pug', age })) });
  const read = await their.get(rex);
  assert.equal({ ...read }, { ...created, chip: Buffer.from(chip) });
  const pugs = await their.query('breed').eq('pug').where('age').gt(5).exec();
  assert.equal(
    pugs.map((each) => each.name),
    ['dog-7'],
  );
  assert.is((await their.query('owner').eq('John').exec()).length, 2);
  assert.is((await their.scan('born').ge(at.getTime()).exec()).length, 1);
});

test('both change the same item', async () => {
  const { their, our } = await open();
  await their.create({ ...rex, age: 3, tricks: new Set(['sit']) });
  const read = await our.getOrThrow(rex);
  const changed = await our.update(read, (u) => [u.age.set(u.age.plus(1)), u.tricks.add('roll'), u.born.set(at)]);
  await their.update(rex, { $ADD: { age: 1, tricks: ['beg'] }, $SET: { breed: 'pug' }, $REMOVE: ['born'] });
  const both = await our.getOrThrow(rex);
  assert.equal([both.age, both.breed, both.born], [5, 'pug', undefined]);
  assert.equal(both.tricks, new Set(['sit', 'roll', 'beg']));
  assert.ok(both.updatedAt >= changed.updatedAt && both.createdAt.getTime() === read.createdAt.getTime());
  const theirs = await their.get(rex);
  theirs.age = 6;
  await theirs.save();
  assert.is((await our.get(rex))?.age, 6);
  await our.delete(rex);
  assert.is(await their.get(rex), undefined);
});

test('expired items are left out by both, and an item of one library is a conflict for the other', async () => {
  const { their, our } = await open();
  await their.create({ ...rex, expiresAt: new Date(1_000_000) });
  await our.create({ owner: 'Jane', name: 'Fly', expiresAt: new Date(1_000_000) });
  assert.equal([await our.get(rex), await their.get({ owner: 'Jane', name: 'Fly' })], [undefined, undefined]);
  assert.is((await attempt(our.create(rex))).ok, false);
  const twice: unknown = await their.create({ owner: 'Jane', name: 'Fly' }).catch((error: unknown) => error);
  assert.match(String(twice), 'The conditional request failed');
});

test('a Combine attribute is a computed one', async () => {
  const { client, db, stored } = openEngine();
  dynamoose.aws.ddb.set(client);
  const combined = { value: 'Combine', settings: { attributes: ['first', 'last'], separator: ' ' } };
  const their = dynamoose.model(
    'Person',
    new dynamoose.Schema({ id: String, first: String, last: String, full: { type: combined } }),
  );
  const inputs = { first: string(), last: string() };
  const Person = entity('Person', {
    table: 'people',
    attributes: { id: string(), ...inputs, full: computed(string(), inputs, ({ first, last }) => `${first} ${last}`) },
    key: { partition: 'id' },
  });
  const our = repository(Person, db);
  await our.table.ensure();
  const waitForActive = { enabled: true, check: { frequency: 1 } };
  await new dynamoose.Table('people', [their], { initialize: false, waitForActive }).initialize();
  await their.create({ id: '1', first: 'Jane', last: 'Smith' });
  const created = await stored('people');
  const jane = await our.getOrThrow({ id: '1' });
  assert.is(jane.full, 'Jane Smith');
  await our.delete(jane);
  await our.create({ id: '1', first: 'Jane', last: 'Smith' });
  assert.equal(await stored('people'), created);
  await our.update(jane, { last: 'Doe' });
  assert.is((await their.get('1'))?.full, 'Jane Doe');
  await their.update({ id: '1' }, { first: 'Ann', last: 'Lee' });
  assert.is((await our.getOrThrow({ id: '1' })).full, 'Ann Lee');
});

test.run();
