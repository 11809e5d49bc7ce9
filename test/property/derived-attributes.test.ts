import {
  ConflictError,
  computed,
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
  union,
} from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';

const test = suite('computed attributes and index keys of unions');

const App = table('app', {
  key: { partition: 'pk' },
  indexes: { gsi1: { partition: 'gsi1pk', sort: 'gsi1sk' }, gsi2: { partition: 'gsi2pk', sort: 'label' } },
});
const [city, rank] = [string(), number().default(0)];
const shared = { id: string(), city, rank, region: string().optional(), note: string().optional() };
const Task = entity('Task', {
  table: App,
  attributes: { ...shared, label: computed(string(), { city, rank }, (of) => `${of.city}-${of.rank}`) },
  key: { partition: key`WORK#${'id'}` },
  indexes: {
    byPlace: { on: 'gsi1', partition: key`TASK#${'region'}`, sort: key`${'city'}#${padded('rank', 3)}` },
    byLabel: { on: 'gsi2', partition: key`TASKS`, sort: 'label' },
  },
});
const Chore = entity('Chore', {
  table: App,
  attributes: { ...shared, hours: number(), label: computed(string(), { city }, (of) => of.city.toUpperCase()) },
  key: { partition: key`WORK#${'id'}` },
  indexes: { byHours: { on: 'gsi1', partition: key`CHORE#${'city'}`, sort: key`${padded('hours', 2)}#${'id'}` } },
});
const Work = union('Work', { by: 'kind', members: { task: Task, chore: Chore } });
type Work = EntityOf<typeof Work>;
type Works = EntityRepository<typeof Work>;

const texts = fc.constantFrom('a', 'b');
const ids = fc.constantFrom('1', '2');
const ranks = fc.constantFrom(0, 1, 20);
const given = { id: ids, city: texts, rank: ranks, region: texts, note: texts };
const requiredKeys = ['id', 'city', 'rank'] as const;
const works = fc.oneof(
  fc.record({ kind: fc.constant('task' as const), ...given }, { requiredKeys: ['kind', ...requiredKeys] }),
  fc.record(
    { kind: fc.constant('chore' as const), hours: ranks, ...given },
    { requiredKeys: ['kind', 'hours', ...requiredKeys] },
  ),
);
const changes = fc.record({ city: texts, region: texts, rank: ranks, note: texts }, { requiredKeys: [] });

/** One call, with the entities that were read before: some of them are out of date. */
type Write = (works: Works, known: readonly Work[]) => Promise<unknown>;

const writes: fc.Arbitrary<Write> = fc.oneof(
  fc.tuple(works, fc.constantFrom('create' as const, 'put' as const, 'save' as const)).map(
    ([work, method]): Write =>
      (repository) =>
        repository[method](work),
  ),
  works.map(
    (work): Write =>
      (repository) =>
        repository.writeMany({ put: [work] }),
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
  fc.tuple(ids, changes).map(
    ([id, change]): Write =>
      (repository) =>
        repository.update({ id }, change),
  ),
  fc.tuple(ids, changes).map(
    ([id, change]): Write =>
      (repository) =>
        repository.modify({ id }, (work) => ({ ...work, ...change })),
  ),
  fc.tuple(fc.nat(), fc.boolean()).map(
    ([index, isRegion]): Write =>
      (repository, known) =>
        repository.update(known[index % known.length] ?? { id: '1' }, (u) => [
          isRegion ? u.region.remove() : u.rank.remove(),
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

test('after any history every derived attribute is what its properties make', async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(writes, { maxLength: 30 }), async (history) => {
      const db = new MemoryDynamoDb();
      const repositoryOfWork = repository(Work, db);
      await repositoryOfWork.table.ensure();
      const known: Work[] = [];
      for (const write of history) {
        await write(repositoryOfWork, known).then(() => {
          accepted += 1;
        }, acceptRejection);
        for (const work of await repositoryOfWork.scan().all()) known.push(work);
        await checkItems(db);
      }
    }),
  );
  assert.ok(accepted > 100, 'most histories are accepted');
});

/** A write of an old object, of half of a key or of another member may be rejected. */
function acceptRejection(error: unknown): void {
  if (error instanceof ConflictError || error instanceof ItemNotFoundError) return;
  if (error instanceof DynarepoError && error.code === 'BAD_INPUT') return;
  throw error;
}

async function checkItems(db: MemoryDynamoDb): Promise<void> {
  const { Items = [] } = await db.execute('Scan', { TableName: 'app' });
  for (const item of Items) {
    const made = encodeEntity(Work, decodeItem(Work, item));
    for (const name of ['pk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'label']) {
      assert.equal(item[name], made[name], `${name} of ${JSON.stringify(item)}`);
    }
  }
}

test.run();
