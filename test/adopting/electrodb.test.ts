import {
  anyValue,
  attempt,
  boolean,
  collection,
  computed,
  entity,
  gte,
  key,
  list,
  map,
  number,
  numberSet,
  oneOf,
  padded,
  repository,
  string,
  stringSet,
  table,
  textOf,
  transactWrite,
} from 'dynarepo';
import { Entity, Service } from 'electrodb';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { createSingleTable, type Engine, openEngine } from './open-engine.ts';

const App = table('tracker', {
  key: { partition: 'pk', sort: 'sk' },
  indexes: { gsi1: { partition: 'gsi1pk', sort: 'gsi1sk' } },
});
const lower = <const Name extends string>(name: Name) => textOf(name, { case: 'lower' });
const marked = <const Name extends string>(name: Name) => ({
  entityName: oneOf(name).default(name).storedAs('__edb_e__').hidden(),
  entityVersion: oneOf('1').default('1').storedAs('__edb_v__').hidden(),
});

const Task = entity('Task', {
  table: App,
  attributes: {
    team: string(),
    task: string(),
    owner: string(),
    status: oneOf('Open', 'Done').default('Open'),
    points: number().default(0),
    tags: stringSet().optional(),
    days: numberSet().optional(),
    isUrgent: boolean().optional(),
    place: map({ city: string().optional() }).optional(),
    log: list(string()).optional(),
    extra: anyValue().optional(),
    title: string().optional().storedAs('t'),
    ...marked('task'),
  },
  key: { partition: key`$tracker#team_${lower('team')}`, sort: key`$task_1#task_${lower('task')}` },
  indexes: {
    byOwner: {
      on: 'gsi1',
      partition: key`$tracker#owner_${lower('owner')}`,
      sort: key`$work#task_1#status_${lower('status')}#points_${padded('points', 5)}`,
    },
  },
});

const phase = string().optional();
const Note = entity('Note', {
  table: App,
  attributes: {
    id: string(),
    owner: string(),
    phase,
    sortKey: computed(string(), { phase }, (of) => `$work#note_1#phase_${(of.phase ?? '').toLowerCase()}`).storedAs(
      'gsi1sk',
    ),
    ...marked('note'),
  },
  key: { partition: key`$tracker#id_${lower('id')}`, sort: key`$note_1` },
  indexes: { byOwner: { on: 'gsi1', partition: key`$tracker#owner_${lower('owner')}`, sort: 'sortKey' } },
});

/** ElectroDB's definitions of the same table. */
function electroEntities({ client }: Engine) {
  const tasks = new Entity({
    model: { entity: 'task', version: '1', service: 'tracker' },
    attributes: {
      team: { type: 'string', required: true },
      task: { type: 'string', required: true },
      owner: { type: 'string', required: true },
      status: { type: ['Open', 'Done'] as const, required: true, default: 'Open' },
      points: { type: 'number', required: true, default: 0, padding: { length: 5, char: '0' } },
      tags: { type: 'set', items: 'string' },
      days: { type: 'set', items: 'number' },
      isUrgent: { type: 'boolean' },
      place: { type: 'map', properties: { city: { type: 'string' } } },
      log: { type: 'list', items: { type: 'string' } },
      extra: { type: 'any' },
      title: { type: 'string', field: 't' },
    },
    indexes: {
      byTeam: { pk: { field: 'pk', composite: ['team'] }, sk: { field: 'sk', composite: ['task'] } },
      byOwner: {
        index: 'gsi1',
        collection: 'work',
        pk: { field: 'gsi1pk', composite: ['owner'] },
        sk: { field: 'gsi1sk', composite: ['status', 'points'] },
      },
    },
  });
  const notes = new Entity({
    model: { entity: 'note', version: '1', service: 'tracker' },
    attributes: {
      id: { type: 'string', required: true },
      owner: { type: 'string', required: true },
      phase: { type: 'string' },
    },
    indexes: {
      byId: { pk: { field: 'pk', composite: ['id'] }, sk: { field: 'sk', composite: [] } },
      byOwner: {
        index: 'gsi1',
        collection: 'work',
        pk: { field: 'gsi1pk', composite: ['owner'] },
        sk: { field: 'gsi1sk', composite: ['phase'] },
      },
    },
  });
  return new Service({ tasks, notes }, { client, table: 'tracker' });
}

const task = { team: 'Green_A', task: 'T#One', owner: 'Ann', points: 7 } as const;
const rich = {
  ...task,
  isUrgent: true,
  place: { city: 'Delft' },
  log: ['a', 'b'],
  extra: { n: [1, 'x'] },
  title: 'First',
};
const theirRich = { ...rich, status: 'Open', tags: ['x', 'y'], days: [1, 2.5] } as const;
const ourRich = { ...theirRich, tags: new Set(['x', 'y']), days: new Set([1, 2.5]) };

const note = { id: 'N1', owner: 'Ann', sortKey: '$work#note_1#phase_' };

const test = suite('a table of ElectroDB');

async function open() {
  const engine = openEngine();
  await createSingleTable(engine, 'tracker');
  const service = electroEntities(engine);
  const { db, stored } = engine;
  const their = { ...service.entities, service };
  const our = { tasks: repository(Task, db), notes: repository(Note, db), db };
  const take = async () => {
    const items = await stored('tracker');
    await our.tasks.writeMany({ delete: await our.tasks.scan().all() });
    await our.notes.writeMany({ delete: await our.notes.scan().all() });
    return items;
  };
  return { their, our, stored: () => stored('tracker'), take };
}

test('has the same items, whichever library creates them', async () => {
  const { their, our, take } = await open();
  await their.tasks.create({ ...theirRich, tags: [...theirRich.tags], days: [...theirRich.days] }).go();
  await their.tasks.put(task).go();
  await their.tasks.upsert({ ...task, task: 'Third' }).go();
  await their.notes.create({ id: 'N1', owner: 'Ann', phase: 'Two' }).go();
  await their.notes.create({ id: 'N2', owner: 'Ann' }).go();
  const items = await take();
  assert.is(items.length, 4);
  await our.tasks.create(ourRich);
  await our.tasks.put(task);
  const { owner, points } = task;
  await our.tasks.update({ team: task.team, task: 'Third' }, { owner, status: 'Open', points }, { upsert: true });
  await our.notes.create({ id: 'N1', owner: 'Ann', phase: 'Two' });
  await our.notes.save({ id: 'N2', owner: 'Ann' });
  assert.equal(await take(), items);
});

test('what ElectroDB writes is read by key, by query, by index and by scan', async () => {
  const { their, our } = await open();
  await their.tasks.create({ ...theirRich, tags: [...theirRich.tags], days: [...theirRich.days] }).go();
  await their.tasks.put([1, 2, 10].map((points) => ({ ...task, task: `t-${points}`, points }))).go();
  await their.notes.create({ id: 'N1', owner: 'Ann' }).go();
  assert.equal(await our.tasks.get({ team: 'green_a', task: 'T#ONE' }), ourRich);
  const ofTeam = await our.tasks.query({ team: task.team, task: gte('T-10') }).all();
  assert.equal(
    ofTeam.map((each) => each.points),
    [10, 2],
  );
  const opened = await our.tasks
    .index('byOwner')
    .query({ owner: 'Ann', status: 'Open', points: gte(2) })
    .all();
  assert.equal(
    opened.map((each) => each.points),
    [2, 7, 10],
  );
  assert.is((await our.tasks.scan({ filter: (u) => u.place.at('city').eq('Delft') }).one())?.title, 'First');
  assert.is(await our.tasks.scan().count(), 4);
  assert.equal(await our.notes.scan().all(), [note]);
});

test('what dynarepo writes is read by key, by query, by index, by scan and by collection', async () => {
  const { their, our } = await open();
  const done = { ...task, task: 'Done', status: 'Done' } as const;
  await our.tasks.create(ourRich);
  await transactWrite(our.db, [
    our.tasks.requests.create({ ...task, task: 'Last', points: 12 }),
    our.notes.requests.create({ id: 'N1', owner: 'Ann' }),
  ]);
  await our.tasks.writeMany({ put: [done] });
  assert.equal((await their.tasks.get(task).go()).data, theirRich);
  const { data: ofTeam } = await their.tasks.query.byTeam({ team: 'Green_A' }).begins({ task: 'd' }).go();
  assert.equal(ofTeam, [done]);
  const { data: opened } = await their.tasks.query.byOwner({ owner: 'ANN', status: 'Open' }).gte({ points: 8 }).go();
  assert.equal(
    opened.map((each) => each.task),
    ['Last'],
  );
  assert.is((await their.tasks.scan.go()).data.length, 3);
  const { data: work } = await their.service.collections.work({ owner: 'Ann' }).go();
  assert.equal([work.tasks.length, work.notes], [3, [{ id: 'N1', owner: 'Ann' }]]);
  const ourWork = await collection(our.db, [Task, Note]).index(Task, 'byOwner').query({ owner: 'Ann' }).grouped();
  assert.equal([ourWork.Task.length, ourWork.Note], [3, [note]]);
});

test('both change the same item, with its index keys', async () => {
  const { their, our } = await open();
  await their.tasks.create(task).go();
  await our.tasks.update(task, (u) => [u.tags.add('mine'), u.log.set(['a'])]);
  await their.tasks
    .patch(task)
    .set({ status: 'Done', points: 8 })
    .append({ log: ['b'] })
    .where(({ log }, { exists }) => exists(log))
    .go();
  const found = await our.tasks.index('byOwner').query({ owner: 'Ann', status: 'Done', points: 8 }).one();
  if (found === undefined) return assert.unreachable('the task is in the index');
  assert.equal(found, { ...task, status: 'Done', points: 8, tags: new Set(['mine']), log: ['a', 'b'] });
  await our.tasks.save({ ...found, owner: 'Bob', points: 9 }, { from: found });
  const { data } = await their.tasks.query.byOwner({ owner: 'Bob', status: 'Done', points: 9 }).go();
  assert.equal(
    data.map((each) => each.tags),
    [['mine']],
  );
  await our.tasks.modify(task, (each) => ({ ...each, title: 'Last' }));
  assert.is((await their.tasks.remove(task).go({ response: 'all_old' })).data?.title, 'Last');
  assert.is(await our.tasks.get(task), undefined);
});

test('an item that one library created is a conflict for the other', async () => {
  const { their, our } = await open();
  await their.tasks.create(task).go();
  const late = await attempt(our.tasks.create({ ...task, team: 'GREEN_A' }));
  assert.is(late.ok, false);
  await our.tasks.create({ ...task, task: 'Second' });
  const twice: unknown = await their.tasks
    .create({ ...task, task: 'second' })
    .go()
    .catch((error: unknown) => error);
  assert.match(String(twice), 'The conditional request failed');
});

test.run();
