import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Entity } from 'electrodb';
import * as assert from 'uvu/assert';
import { createSingleTable, type Program } from './program.ts';

const table = 'electro';

/** ElectroDB: entities of a single-table design. */
export const electroDb: Program = async (client) => {
  await createSingleTable(client, table);
  const Task = taskEntity(client);
  await oneItem(Task);
  await manyItems(Task);
};

function taskEntity(client: DynamoDBClient) {
  return new Entity(
    {
      model: { entity: 'task', version: '1', service: 'tracker' },
      attributes: {
        team: { type: 'string', required: true },
        task: { type: 'string', required: true },
        status: { type: ['open', 'closed'] as const, required: true, default: 'open' },
        points: { type: 'number', default: 0 },
        tags: { type: 'set', items: 'string' },
        comments: {
          type: 'list',
          items: { type: 'map', properties: { by: { type: 'string' }, text: { type: 'string' } } },
        },
      },
      indexes: {
        byTeam: { pk: { field: 'pk', composite: ['team'] }, sk: { field: 'sk', composite: ['task'] } },
        byStatus: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['status'] },
          sk: { field: 'gsi1sk', composite: ['team', 'task'] },
        },
      },
    },
    { client, table },
  );
}

type TaskEntity = ReturnType<typeof taskEntity>;

async function oneItem(Task: TaskEntity): Promise<void> {
  const first = { team: 'green', task: 'task-00' };
  await Task.create({ ...first, points: 3, tags: ['a', 'b'] }).go();
  assert.equal((await Task.get(first).go()).data, { ...first, points: 3, status: 'open', tags: ['a', 'b'] });
  const twice: unknown = await Task.create(first)
    .go()
    .catch((error: unknown) => error);
  assert.match(String(twice), 'The conditional request failed');

  const changed = await Task.patch(first)
    .add({ points: 5, tags: ['c'] })
    .append({ comments: [{ by: 'me', text: 'done' }] })
    .set({ status: 'closed' })
    .where(({ points }, { lt }) => lt(points, 10))
    .go({ response: 'all_new' });
  assert.equal(changed.data, {
    ...first,
    points: 8,
    status: 'closed',
    tags: ['a', 'b', 'c'],
    comments: [{ by: 'me', text: 'done' }],
  });

  await Task.delete(first).go();
}

async function manyItems(Task: TaskEntity): Promise<void> {
  const many = Array.from({ length: 30 }, (_, number) => ({
    team: 'red',
    task: `task-${String(number).padStart(2, '0')}`,
    points: number,
  }));
  assert.equal((await Task.put(many).go()).unprocessed, []);
  const page = await Task.query
    .byTeam({ team: 'red' })
    .between({ task: 'task-05' }, { task: 'task-24' })
    .where(({ points }, { gte }) => gte(points, 10))
    .go({ pages: 'all' });
  assert.equal(
    page.data.map(({ points }) => points),
    Array.from({ length: 15 }, (_, number) => number + 10),
  );
  const start = await Task.query.byTeam({ team: 'red' }).go({ limit: 20 });
  const rest = await Task.query.byTeam({ team: 'red' }).go({ cursor: start.cursor });
  assert.equal([start.data.length, rest.data.length, rest.cursor], [20, 10, null]);
  assert.is(
    (await Task.query.byStatus({ status: 'open' }).go({ pages: 'all', order: 'desc' })).data[0]?.task,
    'task-29',
  );
  assert.is((await Task.get(many.slice(0, 3)).go()).data.length, 3);
  await Task.delete(many.slice(5)).go();
  assert.is((await Task.scan.go({ pages: 'all' })).data.length, 5);
}
