import {
  ConflictError,
  DynarepoError,
  decodeItem,
  type EntityOf,
  type EntityRepository,
  encodeEntity,
  entity,
  ItemNotFoundError,
  key,
  number,
  padded,
  repository,
  string,
  table,
} from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';

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

/** One call, with the entities that were read or written before: some of them are out of date. */
type Write = (tasks: Tasks, known: readonly Task[]) => Promise<unknown>;

const writes: fc.Arbitrary<Write> = fc.oneof(
  tasks.map(
    (task): Write =>
      (repository) =>
        repository.create(task),
  ),
  tasks.map(
    (task): Write =>
      (repository) =>
        repository.put(task),
  ),
  tasks.map(
    (task): Write =>
      (repository) =>
        repository.save(task),
  ),
  tasks.map(
    (task): Write =>
      (repository) =>
        repository.writeMany({ put: [task] }),
  ),
  fc.tuple(fc.nat(), changes).map(
    ([index, change]): Write =>
      (repository, known) => {
        const from = known[index % known.length];
        return from === undefined ? Promise.resolve() : repository.save({ ...from, ...change }, { from });
      },
  ),
  fc.tuple(fc.nat(), changes).map(
    ([index, change]): Write =>
      (repository, known) => {
        const target = known[index % known.length];
        return target === undefined ? Promise.resolve() : repository.update(target, change);
      },
  ),
  fc.tuple(ids, changes, fc.boolean()).map(
    ([id, change, upsert]): Write =>
      (repository) =>
        repository.update({ id }, change, { upsert }),
  ),
  fc.tuple(fc.nat(), fc.constantFrom('region', 'rank')).map(
    ([index, name]): Write =>
      (repository, known) =>
        repository.update(known[index % known.length] ?? { id: '1' }, (u) => [
          name === 'region' ? u.region.remove() : u.rank.remove(),
        ]),
  ),
  ids.map(
    (id): Write =>
      (repository) =>
        repository.update({ id }, (u) => [u.rank.add(1)]),
  ),
  ids.map(
    (id): Write =>
      (repository) =>
        repository.delete({ id }),
  ),
);

test('after any history every index key is what its properties make', () =>
  fc.assert(
    fc.asyncProperty(fc.array(writes, { maxLength: 30 }), async (history) => {
      const db = new MemoryDynamoDb();
      const repositoryOfTasks = repository(Task, db);
      await repositoryOfTasks.table.ensure();
      const known: Task[] = [];
      for (const write of history) {
        await write(repositoryOfTasks, known).catch(acceptRejection);
        for (const task of await repositoryOfTasks.scan().all()) known.push(task);
        await checkKeys(db);
      }
    }),
  ));

/** A write of an old object or of half of a key may be rejected. */
function acceptRejection(error: unknown): void {
  if (error instanceof ConflictError || error instanceof ItemNotFoundError) return;
  if (error instanceof DynarepoError && error.code === 'BAD_INPUT') return;
  throw error;
}

async function checkKeys(db: MemoryDynamoDb): Promise<void> {
  const { Items = [] } = await db.execute('Scan', { TableName: 'app' });
  for (const item of Items) {
    const made = encodeEntity(Task, decodeItem(Task, item));
    for (const name of ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk', 'gsi3pk', 'gsi3sk']) {
      assert.equal(item[name], made[name], `${name} of ${JSON.stringify(item)}`);
    }
  }
}

test.run();
