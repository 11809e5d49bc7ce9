import {
  beginsWith,
  between,
  entity,
  gte,
  key,
  lt,
  number,
  oneOf,
  padded,
  repository,
  string,
  table,
  textOf,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, eventually } from './open-repository.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

/** An entity with the keys of a library that writes them in lower case. */
function define(name: string) {
  const App = table(name, {
    key: { partition: 'pk', sort: 'sk' },
    indexes: { gsi1: { partition: 'gsi1pk', sort: 'gsi1sk', projection: 'KEYS_ONLY' } },
  });
  const Task = entity('Task', {
    table: App,
    attributes: {
      team: string(),
      name: string(),
      round: number(),
      owner: string(),
      status: oneOf('Open', 'Done').default('Open'),
    },
    key: {
      partition: key`$app#team_${textOf('team', { case: 'lower' })}`,
      sort: key`$task#name_${textOf('name', { case: 'lower' })}#round_${textOf('round')}`,
    },
    indexes: {
      byOwner: {
        on: 'gsi1',
        partition: key`$app#owner_${textOf('owner', { case: 'upper' })}`,
        sort: key`$task#${padded('round', 3)}#${textOf('team')}`,
        projection: 'KEYS_ONLY',
      },
    },
  });
  return Task;
}

const task = { team: 'Blue_Team', name: 'Paint', round: 2, owner: 'Ann', status: 'Open' } as const;
const stored = {
  team: { S: 'Blue_Team' },
  name: { S: 'Paint' },
  round: { N: '2' },
  owner: { S: 'Ann' },
  status: { S: 'Open' },
  pk: { S: '$app#team_blue_team' },
  sk: { S: '$task#name_paint#round_2' },
  gsi1pk: { S: '$app#owner_ANN' },
  gsi1sk: { S: '$task#002#Blue_Team' },
};

for (const adapter of adapters()) {
  const test = suite(`texts in keys in lower case on ${adapter.name}`);
  test.after(() => adapter.close());

  test('are stored beside properties that keep their letter case', async () => {
    const { tasks, read } = await open(adapter);
    await tasks.create(task);
    assert.equal(await read(), stored);
    assert.equal(await tasks.get({ team: 'BLUE_team', name: 'PAINT', round: 2 }), task);
    assert.equal(await tasks.getMany([task, { ...task, name: 'paint' }]), [task]);
  });

  test('an upsert and a save that create the item store the properties as given', async () => {
    const { tasks, read } = await open(adapter);
    const { team, name, round, owner, status } = task;
    await tasks.update({ team, name, round }, { owner, status }, { upsert: true });
    assert.equal(await read(), stored);
    await tasks.delete({ team, name, round });
    await tasks.save(task);
    assert.equal(await read(), stored);
  });

  test('an update of an index key knows the property of the primary key as given', async () => {
    const { tasks, read } = await open(adapter);
    const created = await tasks.create(task);
    await tasks.update(created, { owner: 'Bob' });
    assert.equal(await read(), {
      ...stored,
      owner: { S: 'Bob' },
      gsi1pk: { S: '$app#owner_BOB' },
    });
  });

  test('conditions on the sort key are in its letter case', async () => {
    const { tasks } = await open(adapter);
    const names = ['Alpha', 'beta', 'Gamma', 'gate'];
    await tasks.writeMany({ put: names.map((name) => ({ ...task, name })) });
    const found = async (name: Parameters<typeof tasks.query>[0]['name']) =>
      (await tasks.query({ team: 'blue_team', name }).all()).map((each) => each.name);
    assert.equal(await found(beginsWith('GA')), ['Gamma', 'gate']);
    assert.equal(await found(gte('BETA')), ['beta', 'Gamma', 'gate']);
    assert.equal(await found(lt('B')), ['Alpha']);
    assert.equal(await found(between('ALPHA', 'Beta')), ['Alpha', 'beta']);
    assert.equal(await found('ALPHA'), ['Alpha']);
  });

  test('a number without leading zeros is found by its value, not by a range', async () => {
    const { tasks } = await open(adapter);
    await tasks.writeMany({ put: [2, 10].map((round) => ({ ...task, round })) });
    const { team, name } = task;
    assert.equal(await tasks.query({ team, name, round: 10 }).all(), [{ ...task, round: 10 }]);
    assert.match(
      await badInput(() => tasks.query({ team, name, round: gte(2) }).all()),
      /^Task\.round has no leading zeros in the key, which sorts it as text/,
    );
  });

  test('an index with keys alone returns their letter case, and hydrate the properties', async () => {
    const { tasks } = await open(adapter);
    await tasks.create(task);
    const results = tasks.index('byOwner').query({ owner: 'ann' });
    const [found] = await eventually(
      adapter,
      () => results.all(),
      ({ length }) => length === 1,
    );
    assert.equal(found, { team: 'Blue_Team', name: 'paint', round: 2, owner: 'ANN' });
    assert.equal(await results.hydrate().all(), [task]);
  });

  test.run();
}

async function open(adapter: AdapterUnderTest) {
  const spy = new SpyingDynamoDb(await adapter.open());
  const Task = define(adapter.tableName('texts'));
  const tasks = repository(Task, spy);
  await tasks.table.ensure();
  const { pk, sk } = stored;
  const input = { TableName: Task.table, Key: { pk, sk }, ConsistentRead: true };
  return { tasks, read: async () => (await spy.execute('GetItem', input)).Item };
}
