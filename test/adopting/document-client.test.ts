import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import {
  anyValue,
  attempt,
  beginsWith,
  binary,
  boolean,
  createdAt,
  entity,
  isoDate,
  items,
  list,
  map,
  nullValue,
  number,
  numberSet,
  oneOf,
  record,
  repository,
  string,
  stringSet,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { openEngine } from './open-engine.ts';

const Film = entity('Film', {
  table: 'films',
  attributes: {
    genre: string(),
    title: string(),
    year: number(),
    at: isoDate().optional(),
    status: oneOf('planned', 'shown').default('planned'),
    tags: stringSet().optional(),
    scores: numberSet().optional(),
    poster: binary().optional(),
    isShort: boolean().optional(),
    cast: list(map({ name: string(), age: number().optional() })).optional(),
    seats: record(number()).optional(),
    sequel: nullValue().optional(),
    extra: anyValue().optional(),
    made: createdAt(isoDate().default(() => new Date(0))),
  },
  key: { partition: 'genre', sort: 'title' },
  indexes: { byYear: { partition: 'genre', sort: 'year' } },
});
const alien = { genre: 'horror', title: 'Alien', year: 1979 };
const at = new Date('1979-05-25T20:00:00Z');
const rich = {
  ...alien,
  status: 'shown',
  tags: new Set(['space', 'cat']),
  scores: new Set([8.5, 9]),
  poster: new Uint8Array([1, 2]),
  isShort: false,
  cast: [{ name: 'Weaver', age: 30 }, { name: 'Hurt' }],
  seats: { front: 2 },
  sequel: null,
  extra: [1, { deep: 'x' }],
} as const;

const test = suite('a table of the Document client');

async function open() {
  const { client, db, stored } = openEngine();
  const our = repository(Film, db);
  await our.table.ensure();
  const their = DynamoDBDocument.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return { their, our, db, stored: () => stored('films') };
}
const TableName = 'films';
const Key = { genre: 'horror', title: 'Alien' };

test('has the same items, whichever writes them', async () => {
  const { their, our, stored } = await open();
  await their.put({ TableName, Item: { ...rich, at: at.toISOString(), made: at.toISOString(), absent: undefined } });
  const written = await stored();
  const read = await our.getOrThrow(Key);
  assert.equal(read, { ...rich, at, made: at });
  await our.delete(Key);
  await our.put(read);
  assert.equal(await stored(), written);
});

test('what the Document client writes is read by key, by query, by index, by scan, and as plain items', async () => {
  const { their, our, db } = await open();
  for (const year of [1979, 1986, 1992])
    await their.put({ TableName, Item: { ...alien, title: `Alien ${year}`, year } });
  const [first] = await our.query({ genre: 'horror', title: beginsWith('Alien 19') }).all();
  assert.equal(first, { ...alien, title: 'Alien 1979', status: 'planned', made: new Date(0) });
  assert.is(await our.index('byYear').query({ genre: 'horror', year: 1986 }).count(), 1);
  assert.is(await our.scan({ filter: (u) => u.year.gt(1980) }).count(), 2);
  const plain = await (await items(db, TableName)).get({ genre: 'horror', title: 'Alien 1992' });
  assert.equal(plain, { ...alien, title: 'Alien 1992', year: 1992 });
});

test('what dynarepo writes is read by key, by query and by scan', async () => {
  const { their, our } = await open();
  const created = await our.create({ ...rich, at });
  const { Item } = await their.get({ TableName, Key });
  assert.equal(Item, { ...rich, at: at.toISOString(), made: created.made.toISOString() });
  const { Items = [] } = await their.query({
    TableName,
    IndexName: 'byYear',
    KeyConditionExpression: 'genre = :genre AND #year < :year',
    ExpressionAttributeNames: { '#year': 'year' },
    ExpressionAttributeValues: { ':genre': 'horror', ':year': 1980 },
  });
  assert.equal(
    Items.map(({ title }) => title),
    ['Alien'],
  );
  assert.is((await their.scan({ TableName })).Count, 1);
});

test('both change the same item', async () => {
  const { their, our } = await open();
  await their.put({ TableName, Item: { ...alien, note: 'of no entity' } });
  await our.update(Key, (u) => [u.year.add(1), u.tags.add('space')], { condition: (u) => u.year.eq(1979) });
  await their.update({
    TableName,
    Key,
    UpdateExpression: 'ADD tags :tags SET #status = :shown',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':tags': new Set(['cat']), ':shown': 'shown' },
  });
  const both = await our.getOrThrow(Key);
  assert.equal([both.year, both.status, both.tags], [1980, 'shown', new Set(['cat', 'space'])]);
  await our.save({ ...both, year: 1981 }, { from: both });
  assert.equal((await their.get({ TableName, Key })).Item?.note, 'of no entity');
  assert.is((await attempt(our.create(alien))).ok, false);
  await their.delete({ TableName, Key });
  assert.is(await our.get(Key), undefined);
});

test.run();
