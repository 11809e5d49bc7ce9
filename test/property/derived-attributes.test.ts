import {
  computed,
  type EntityOf,
  type EntityRepository,
  entity,
  key,
  number,
  padded,
  repository,
  string,
  table,
  union,
} from 'dynarepo';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { checkHistory, type Derived, type Write } from './derived-history.ts';

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

type Call = Write<Works, Work>;

const derived: Derived<typeof Work, Works> = {
  entity: Work,
  made: ['pk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'label'],
  open: async (db) => {
    const repositoryOfWork = repository(Work, db);
    await repositoryOfWork.table.ensure();
    return repositoryOfWork;
  },
  readAll: (repository) => repository.scan().all(),
};

const writes: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(works, fc.constantFrom('create' as const, 'put' as const, 'save' as const)).map(
    ([work, method]): Call =>
      (repository) =>
        repository[method](work),
  ),
  works.map(
    (work): Call =>
      (repository) =>
        repository.writeMany({ put: [work] }),
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
  fc.tuple(ids, changes).map(
    ([id, change]): Call =>
      (repository) =>
        repository.update({ id }, change),
  ),
  fc.tuple(ids, changes).map(
    ([id, change]): Call =>
      (repository) =>
        repository.modify({ id }, (work) => ({ ...work, ...change })),
  ),
  fc.tuple(fc.nat(), fc.boolean()).map(
    ([index, isRegion]): Call =>
      (repository, known) =>
        repository.update(known[index % known.length] ?? { id: '1' }, (u) => [
          isRegion ? u.region.remove() : u.rank.remove(),
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

test('after any history every derived attribute is what its properties make', async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(writes, { maxLength: 30 }), async (history) => {
      accepted += await checkHistory(derived, history);
    }),
  );
  assert.ok(accepted > 100, 'most writes are accepted');
});

test.run();
