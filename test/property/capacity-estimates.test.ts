import {
  CapacityCounter,
  type EntityOf,
  type EntityRepository,
  entity,
  key,
  type NewOf,
  number,
  repository,
  string,
  stringSet,
  table,
  version,
} from 'dynarepo';
import { type Explainable, explain } from 'dynarepo/explain';
import { MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';

const App = table('app', {
  key: { partition: 'pk', sort: 'sk' },
  indexes: {
    byTeam: { partition: 'gsi1pk', sort: 'gsi1sk' },
    byTitle: { partition: 'gsi2pk', projection: ['size', 'title'] },
    inverted: { partition: 'sk', sort: 'pk', projection: 'KEYS_ONLY' },
    bySize: { sort: { name: 'size', type: 'N' }, projection: 'KEYS_ONLY' },
  },
});
const Note = entity('Note', {
  table: App,
  attributes: {
    id: string(),
    slug: string(),
    team: string().optional(),
    title: string().optional(),
    size: number().optional(),
    tags: stringSet().optional(),
    version: version(),
  },
  key: { partition: key`NOTE#${'id'}`, sort: key`NOTE` },
  unique: ['slug'],
  indexes: {
    byTeam: { partition: key`TEAM#${'team'}`, sort: key`${'slug'}` },
    byTitle: { partition: key`TITLE#${'title'}`, projection: ['size', 'title'] },
    bySize: { sort: 'size', projection: 'KEYS_ONLY' },
  },
});
type Note = EntityOf<typeof Note>;
type Notes = EntityRepository<typeof Note>;

const texts = fc.constantFrom('a', 'b', 'x'.repeat(1_000), 'y'.repeat(1_100));
const values = {
  slug: fc.constantFrom('s', 't'),
  team: texts,
  title: texts,
  size: fc.constantFrom(1, 2),
  tags: fc.constantFrom(new Set(['new']), new Set(['z'.repeat(2_000)])),
};
const notes: fc.Arbitrary<NewOf<typeof Note>> = fc.record(
  { id: fc.constant('1'), ...values },
  { requiredKeys: ['id', 'slug'] },
);
const changes = fc.record({ slug: values.slug, size: values.size, tags: values.tags }, { requiredKeys: ['size'] });

/** A request, and the call that sends it. */
interface Call {
  readonly request: (notes: Notes) => Explainable;
  readonly send: (notes: Notes, options: { readonly capacity: CapacityCounter }) => Promise<unknown>;
}

/** Returns a call with a new note, and one with changes, of the note that is stored, if there is one. */
function callOf(name: string, given: NewOf<typeof Note>, changed: object, stored: Note | undefined): Call {
  const note = stored === undefined ? given : { ...given, version: stored.version };
  if (stored === undefined || name === 'put') {
    if (stored === undefined) return { request: (r) => r.requests.create(given), send: (r, o) => r.create(given, o) };
    return { request: (r) => r.requests.put(note), send: (r, o) => r.put(note, o) };
  }
  switch (name) {
    case 'save':
      return { request: (r) => r.requests.save(note), send: (r, o) => r.save(note, o) };
    case 'save from':
      return {
        request: (r) => r.requests.save(note, { from: stored }),
        send: (r, o) => r.save(note, { ...o, from: stored }),
      };
    case 'update':
      return {
        request: (r) => r.requests.update(stored, changed),
        send: (r, o) => r.update(stored, changed, o),
      };
    case 'add':
      return {
        request: (r) => r.requests.update({ id: '1' }, (n) => [n.size.add(1)]),
        send: (r, o) => r.update({ id: '1' }, (n) => [n.size.add(1)], o),
      };
    default:
      return { request: (r) => r.requests.delete(stored), send: (r, o) => r.delete(stored, o) };
  }
}

const names = fc.constantFrom('put', 'save', 'save from', 'update', 'add', 'delete');

const test = suite('estimates of capacity');

test('the estimate of each write of a known item is what it consumes, by table and index', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(names, notes, changes), { maxLength: 8 }), async (calls) => {
      const repositoryOfNotes = repository(Note, new MemoryDynamoDb());
      await repositoryOfNotes.table.ensure();
      for (const [name, note, changed] of calls) {
        const stored = await repositoryOfNotes.get({ id: '1' });
        const { request, send } = callOf(name, note, changed, stored);
        const explained = explain(request(repositoryOfNotes), { stored });
        const capacity = new CapacityCounter();
        await send(repositoryOfNotes, { capacity });
        const { read, write, tables } = capacity;
        assert.equal(explained.capacity, { read, write, tables }, name);
        assert.equal(explained.assumptions, []);
      }
    }),
    { numRuns: 200 },
  );
});

test.run();
