import { collection, entity, key, number, padded, repository, string, table } from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';

const test = suite('collections');

const App = table('app', { key: { partition: 'pk', sort: 'sk' } });
const attributes = { id: string(), n: number() };
const partition = key`P#${'id'}`;
const entities = [
  entity('Profile', { table: App, attributes, key: { partition, sort: key`PROFILE` } }),
  entity('Plain', { table: App, attributes, key: { partition, sort: key`A#${padded('n', 2)}` } }),
  entity('Below', { table: App, attributes, key: { partition, sort: key`A#${padded('n', 2)}#B` } }),
  entity('Beside', { table: App, attributes, key: { partition, sort: key`B#${padded('n', 2)}` } }),
];

const items = fc.uniqueArray(
  fc.record({ of: fc.nat(entities.length - 1), id: fc.constantFrom('x', 'y'), n: fc.nat(30) }),
  { selector: ({ of, id, n }) => `${of}${id}${of === 0 ? '' : n}`, maxLength: 30 },
);

test('a collection has the items that its members have, in the order of the sort key, in pages of every size', () =>
  fc.assert(
    fc.asyncProperty(
      items,
      fc.subarray(entities, { minLength: 1 }),
      fc.record({ descending: fc.boolean(), pageSize: fc.integer({ min: 1, max: 9 }) }),
      fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
      async (stored, members, { descending, pageSize }, maxItems) => {
        const db = new MemoryDynamoDb();
        const repositories = entities.map((each) => repository(each, db));
        await repositories[0]?.table.ensure();
        for (const { of, id, n } of stored) await repositories[of]?.put({ id, n });
        const found = collection(db, members).query(members[0] ?? none(), { id: 'x' }, { descending, pageSize });
        const joined: unknown[] = [];
        let cursor: string | undefined;
        do {
          const page = await found.page({ cursor, maxItems });
          if (maxItems !== undefined) assert.ok(page.items.length <= maxItems);
          joined.push(...page.items);
          cursor = page.cursor;
        } while (cursor !== undefined);
        const expected = stored
          .filter(({ of, id }) => id === 'x' && members.some(({ name }) => name === entities[of]?.name))
          .map(({ of, id, n }) => ({ sort: sortOf(of, n), entity: entities[of]?.name, value: { id, n } }))
          .toSorted((left, right) => (left.sort < right.sort ? -1 : 1) * (descending ? -1 : 1))
          .map(({ sort: _, ...each }) => each);
        assert.equal(joined, expected);
        assert.is(await found.count(), expected.length);
      },
    ),
  ));

test.run();

function sortOf(of: number, n: number): string {
  const digits = String(n).padStart(2, '0');
  return ['PROFILE', `A#${digits}`, `A#${digits}#B`, `B#${digits}`][of] ?? none();
}

function none(): never {
  throw new Error('there is an entity for each number');
}
