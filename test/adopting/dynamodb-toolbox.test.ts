import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as toolbox from 'dynamodb-toolbox';
import {
  anyValue,
  attempt,
  bigint,
  binary,
  binarySet,
  boolean,
  createdAt,
  custom,
  entity,
  gte,
  key,
  list,
  map,
  nullValue,
  number,
  numberSet,
  oneOf,
  padded,
  record,
  repository,
  string,
  stringSet,
  table,
  textOf,
  union,
  updatedAt,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { createSingleTable, type Engine, openEngine } from './open-engine.ts';

const Club = table('club', {
  key: { partition: 'pk', sort: 'sk' },
  indexes: { gsi1: { partition: 'gsi1pk', sort: 'gsi1sk' } },
});
const timestamps = { created: createdAt().storedAs('_ct'), modified: updatedAt().storedAs('_md') };

const Player = entity('Player', {
  table: Club,
  attributes: {
    trainer: string(),
    name: string(),
    kind: oneOf('junior', 'senior'),
    level: number().default(1),
    code: bigint().optional(),
    picture: binary().optional(),
    badges: stringSet().optional(),
    scores: numberSet().optional(),
    prints: binarySet().optional(),
    moves: list(map({ name: string().storedAs('n'), power: number() })).optional(),
    visits: record(number()).optional(),
    extra: anyValue().optional(),
    nothing: nullValue().optional(),
    isShiny: boolean().optional(),
    entityName: oneOf('Player').default('Player').storedAs('_et').hidden(),
    ...timestamps,
  },
  key: { partition: key`TRAINER#${textOf('trainer')}`, sort: key`PLAYER#${textOf('name')}` },
  indexes: {
    byKind: { on: 'gsi1', partition: key`KIND#${'kind'}`, sort: key`LEVEL#${padded('level', 3)}` },
  },
});

const prefixed = custom(string(), {
  encode: (id: string) => `TRAINER#${id}`,
  decode: (text) => text.slice('TRAINER#'.length),
});
const Trainer = entity('Trainer', {
  table: Club,
  attributes: {
    id: prefixed.storedAs('pk'),
    part: oneOf('PROFILE').default('PROFILE').storedAs('sk'),
    age: number(),
    ...timestamps,
  },
  key: { partition: 'id', sort: 'part' },
});
/** Reads the items of the table that have the marker. */
const Trainers = union('Trainers', { by: 'entityName', storedAs: '_et', members: { Trainer } });

/** The definitions of the same table in DynamoDB-Toolbox. */
function toolboxEntities({ client }: Engine) {
  const club = new toolbox.Table({
    name: 'club',
    documentClient: DynamoDBDocumentClient.from(client),
    partitionKey: { name: 'pk', type: 'string' },
    sortKey: { name: 'sk', type: 'string' },
    indexes: {
      gsi1: {
        type: 'global',
        partitionKey: { name: 'gsi1pk', type: 'string' },
        sortKey: { name: 'gsi1sk', type: 'string' },
      },
    },
  });
  const { any, boolean, item, list, map, nul, number, record, set, string } = toolbox;
  const schema = item({
    trainer: string().key(),
    name: string().key(),
    kind: string().enum('junior', 'senior'),
    level: number().default(1),
    code: number().big().optional(),
    picture: toolbox.binary().optional(),
    badges: set(string()).optional(),
    scores: set(number()).optional(),
    prints: set(toolbox.binary()).optional(),
    moves: list(map({ name: string().savedAs('n'), power: number() })).optional(),
    visits: record(string(), number()).optional(),
    extra: any().optional(),
    nothing: nul().optional(),
    isShiny: boolean().optional(),
  }).and((before) => ({
    gsi1pk: string()
      .hidden()
      .link<typeof before>(({ kind }) => `KIND#${kind}`),
    gsi1sk: string()
      .hidden()
      .link<typeof before>(({ level }) => `LEVEL#${String(level).padStart(3, '0')}`),
  }));
  const players = new toolbox.Entity({
    name: 'Player',
    table: club,
    schema,
    computeKey: ({ trainer, name }) => ({ pk: `TRAINER#${trainer}`, sk: `PLAYER#${name}` }),
  });
  const trainers = new toolbox.Entity({
    name: 'Trainer',
    table: club,
    schema: item({
      id: string().key().savedAs('pk').transform(toolbox.prefix('TRAINER')),
      part: string().key().savedAs('sk').default('PROFILE'),
      age: number(),
    }),
  });
  return { club, players, trainers };
}

const jane = { trainer: 'Ash', name: 'Jane#2', kind: 'junior', level: 5 } as const;
const rich = {
  ...jane,
  code: 12345678901234567890n,
  picture: new Uint8Array([1, 2]),
  badges: new Set(['a', 'b']),
  scores: new Set([1, 2.5]),
  moves: [{ name: 'serve', power: 40 }],
  visits: { Rio: 2 },
  extra: { n: [1, 'x', null] },
  nothing: null,
  isShiny: true,
} as const;
const print = new Uint8Array([3]);

const test = suite('a table of DynamoDB-Toolbox');

async function open() {
  const engine = openEngine();
  await createSingleTable(engine, 'club');
  const { db, stored } = engine;
  const our = { players: repository(Player, db), trainers: repository(Trainers, db), db };
  const take = async () => {
    const items = await stored('club');
    await our.players.writeMany({ delete: await our.players.scan().all() });
    await our.trainers.writeMany({ delete: await our.trainers.scan().all() });
    // The times differ between two writes.
    return items.map(({ _ct, _md, ...item }) => [typeof _ct?.S, typeof _md?.S, item]);
  };
  return { their: toolboxEntities(engine), our, take };
}

test('has the same items, whichever library creates them', async () => {
  const { their, our, take } = await open();
  const player = { ...rich, moves: [...rich.moves], badges: new Set(rich.badges), prints: new Set([print]) };
  await their.players.build(toolbox.PutItemCommand).item(player).send();
  await their.players.build(toolbox.PutItemCommand).item({ trainer: 'Ash', name: 'John', kind: 'senior' }).send();
  await their.trainers.build(toolbox.PutItemCommand).item({ id: 'Ash', age: 10 }).send();
  const items = await take();
  assert.is(items.length, 3);
  await our.players.create({ ...rich, prints: [print] });
  await our.players.put({ trainer: 'Ash', name: 'John', kind: 'senior' });
  await our.trainers.create({ entityName: 'Trainer', id: 'Ash', age: 10 });
  assert.equal(await take(), items);
});

test('what DynamoDB-Toolbox writes is read by key, by query, by index and by scan', async () => {
  const { their, our } = await open();
  const put = their.players.build(toolbox.PutItemCommand);
  await put.item({ ...rich, moves: [...rich.moves], prints: new Set([print]) }).send();
  for (const level of [9, 10, 100]) await put.item({ ...jane, name: `n-${level}`, level }).send();
  await their.trainers.build(toolbox.PutItemCommand).item({ id: 'Ash', age: 10 }).send();
  const { created, modified, ...found } = await our.players.getOrThrow(jane);
  assert.equal(found, { ...rich, prints: [print] });
  assert.ok(created instanceof Date && created.getTime() === modified.getTime());
  assert.is(await our.players.query({ trainer: 'Ash' }).count(), 4);
  const strong = await our.players
    .index('byKind')
    .query({ kind: 'junior', level: gte(10) })
    .all();
  assert.equal(
    strong.map(({ level }) => level),
    [10, 100],
  );
  assert.is(await our.players.scan({ filter: (u) => u.level.lt(10) }).count(), 2);
  assert.equal(
    (await our.trainers.scan().all()).map(({ id, age }) => [id, age]),
    [['Ash', 10]],
  );
  assert.is((await our.trainers.query({ id: 'Ash' }).all()).length, 1);
});

test('what dynarepo writes is read by key, by query, by index and by scan', async () => {
  const { their, our } = await open();
  const created = await our.players.create({ ...rich, prints: [print] });
  await our.players.writeMany({ put: [9, 10].map((level) => ({ ...jane, name: `n-${level}`, level })) });
  await our.trainers.create({ entityName: 'Trainer', id: 'Ash', age: 10 });
  const { Item } = await their.players.build(toolbox.GetItemCommand).key(jane).send();
  const times = { created: created.created.toISOString(), modified: created.modified.toISOString() };
  assert.equal(Item, { ...rich, prints: new Set([print]), ...times });
  const { Items = [] } = await their.club
    .build(toolbox.QueryCommand)
    .entities(their.players)
    .query({ index: 'gsi1', partition: 'KIND#junior', range: { gte: 'LEVEL#009' } })
    .send();
  assert.equal(
    Items.map(({ level }) => level),
    [9, 10],
  );
  const { Items: all = [] } = await their.club
    .build(toolbox.QueryCommand)
    .entities(their.players, their.trainers)
    .query({ partition: 'TRAINER#Ash' })
    .send();
  assert.equal(
    all.map((each) => ('age' in each ? each.id : each.name)),
    ['Jane#2', 'n-10', 'n-9', 'Ash'],
  );
});

test('both change the same item', async () => {
  const { their, our } = await open();
  await their.players.build(toolbox.PutItemCommand).item(jane).send();
  const read = await our.players.getOrThrow(jane);
  const raised = await our.players.update(read, { level: 6, badges: new Set(['mine']) });
  await their.players
    .build(toolbox.UpdateItemCommand)
    .item({ trainer: 'Ash', name: jane.name, badges: toolbox.$add(new Set(['theirs'])), isShiny: true })
    .options({ condition: { attr: 'level', eq: 6 } })
    .send();
  const [found] = await our.players.index('byKind').query({ kind: 'junior', level: 6 }).all();
  assert.equal([found?.badges, found?.isShiny], [new Set(['mine', 'theirs']), true]);
  assert.ok(
    found !== undefined && found.modified >= raised.modified && found.created.getTime() === read.created.getTime(),
  );
  await their.players.build(toolbox.DeleteItemCommand).key(jane).send();
  assert.is(await our.players.get(jane), undefined);
});

test('a create of one library is a conflict with an item of the other', async () => {
  const { their, our } = await open();
  await their.players.build(toolbox.PutItemCommand).item(jane).send();
  assert.is((await attempt(our.players.create(jane))).ok, false);
  await our.players.put({ ...jane, name: 'Other' });
  const twice: unknown = await their.players
    .build(toolbox.PutItemCommand)
    .item({ ...jane, name: 'Other' })
    .options({ condition: { attr: 'name', exists: false } })
    .send()
    .catch((error: unknown) => error);
  assert.match(String(twice), 'The conditional request failed');
});

test.run();
