import { type EntityOf, type EntityRepository, entity, key, number, padded, repository, string, table } from 'dynarepo';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { checkHistory, type Derived, type Write } from './derived-history.ts';

const test = suite('composed index keys');

const App = table('app', {
  key: { partition: 'pk', sort: 'sk' },
  indexes: {
    gsi1: { partition: 'gsi1pk', sort: 'gsi1sk' },
    gsi2: { partition: 'gsi2pk', sort: 'gsi2sk' },
    gsi3: { partition: 'gsi3pk', sort: { name: 'gsi3sk', type: 'N' } },
  },
});
const Task = entity('Task', {
  table: App,
  attributes: {
    id: string(),
    city: string(),
    region: string().optional(),
    rank: number().default(0),
    note: string().optional(),
  },
  key: { partition: key`TASK#${'id'}`, sort: key`TASK` },
  indexes: {
    byPlace: { on: 'gsi1', partition: key`REGION#${'region'}`, sort: key`${'city'}#${padded('rank', 3)}` },
    byRank: { on: 'gsi2', partition: 'city', sort: key`RANK#${padded('rank', 3)}#${'id'}` },
    all: { on: 'gsi3', partition: key`TASKS`, sort: 'rank' },
  },
});
type Task = EntityOf<typeof Task>;
type Tasks = EntityRepository<typeof Task>;

const texts = fc.constantFrom('a', 'b');
const ids = fc.constantFrom('1', '2');
const ranks = fc.constantFrom(0, 1, 20);
const tasks: fc.Arbitrary<Task> = fc.record(
  { id: ids, city: texts, region: texts, rank: ranks, note: texts },
  { requiredKeys: ['id', 'city', 'rank'] },
);
const changes = fc.record({ city: texts, region: texts, rank: ranks, note: texts }, { requiredKeys: [] });

type Call = Write<Tasks, Task>;

const derived: Derived<typeof Task, Tasks> = {
  entity: Task,
  made: ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk', 'gsi3pk', 'gsi3sk'],
  open: async (db) => {
    const repositoryOfTasks = repository(Task, db);
    await repositoryOfTasks.table.ensure();
    return repositoryOfTasks;
  },
  readAll: (repository) => repository.scan().all(),
};

const writes: fc.Arbitrary<Call> = fc.oneof(
  tasks.map(
    (task): Call =>
      (repository) =>
        repository.create(task),
  ),
  tasks.map(
    (task): Call =>
      (repository) =>
        repository.put(task),
  ),
  tasks.map(
    (task): Call =>
      (repository) =>
        repository.save(task),
  ),
  tasks.map(
    (task): Call =>
      (repository) =>
        repository.writeMany({ put: [task] }),
  ),
  fc.tuple(fc.nat(), changes).map(
    ([index, change]): Call =>
      (repository, known) => {
        const from = known[index % known.length];
        return from === undefined ? Promise.resolve() : repository.save({ ...from, ...change }, { from });
      },
  ),
  fc.tuple(fc.nat(), changes).map(
    ([index, change]): Call =>
      (repository, known) => {
        const target = known[index % known.length];
        return target === undefined ? Promise.resolve() : repository.update(target, change);
      },
  ),
  fc.tuple(ids, changes, fc.boolean()).map(
    ([id, change, upsert]): Call =>
      (repository) =>
        repository.update({ id }, change, { upsert }),
  ),
  fc.tuple(fc.nat(), fc.constantFrom('region', 'rank')).map(
    ([index, name]): Call =>
      (repository, known) =>
        repository.update(known[index % known.length] ?? { id: '1' }, (u) => [
          name === 'region' ? u.region.remove() : u.rank.remove(),
        ]),
  ),
  ids.map(
    (id): Call =>
      (repository) =>
        repository.update({ id }, (u) => [u.rank.add(1)]),
  ),
  ids.map(
    (id): Call =>
      (repository) =>
        repository.delete({ id }),
  ),
);

test('after any history every index key is what its properties make', async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(writes, { maxLength: 30 }), async (history) => {
      accepted += await checkHistory(derived, history);
    }),
  );
  assert.ok(accepted > 100, 'most writes are accepted');
});

test.run();
