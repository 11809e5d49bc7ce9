import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { indexKey } from '../../src/adapters/memory/storage/index-key.ts';
import type { IndexSchema } from '../../src/adapters/memory/storage/index-schema.ts';
import { newOwner, type Owner, walk } from '../../src/adapters/memory/storage/ordered-map.ts';
import { entrySizeBytes, projectedItem } from '../../src/adapters/memory/storage/secondary-index.ts';
import { compareKeys, type KeyAttributes, tableKey } from '../../src/adapters/memory/storage/storage-key.ts';
import { newItem, type StoredItem } from '../../src/adapters/memory/storage/stored-item.ts';
import { emptyTable, itemAt, type Table, withItemReplaced } from '../../src/adapters/memory/storage/table.ts';
import type { Item } from '../../src/domain/dynamodb.ts';
import { itemSizeBytes } from '../../src/domain/values/size.ts';
import { suite } from '../support/suite.ts';

const test = suite('storage');

const key: KeyAttributes = { partition: ['pk'], sort: ['sk'] };
const keyTypes = { pk: 'S', sk: 'N', name: 'S', colour: 'S', shape: 'S' } as const;
const indexes: readonly IndexSchema[] = [
  { name: 'byName', kind: 'local', key: { partition: ['pk'], sort: ['name'] }, keyTypes, projection: { type: 'ALL' } },
  {
    name: 'byColour',
    kind: 'global',
    key: { partition: ['colour'], sort: [] },
    keyTypes,
    projection: { type: 'KEYS_ONLY' },
  },
  {
    name: 'byColourAndName',
    kind: 'global',
    key: { partition: ['colour', 'shape'], sort: ['name'] },
    keyTypes,
    projection: { type: 'INCLUDE', attributes: ['note'] },
  },
];

test('an index contains the items with its keys, in its order and with its sizes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof({ weight: 9, arbitrary: writes }, fc.constant('fork')), { maxLength: 160 }),
      (history) => {
        const database = history.reduce<OwnedTable>(
          (before, step) => (typeof step === 'string' ? forked(before) : written(before, step)),
          newTable(),
        );
        const items = itemsIn(database);
        const { table } = database;
        assert.is(
          table.sizeBytes,
          items.reduce((size, item) => size + itemSizeBytes(item.attributes), 0),
        );
        for (const { schema, entries, sizeBytes } of table.indexes) {
          const expected = items
            .flatMap((item) => {
              const position = indexKey(item, schema, item.key);
              return position === undefined ? [] : [{ position, item }];
            })
            .toSorted((a, b) => compareKeys(a.position, b.position));
          const found: StoredItem[] = [];
          walk(entries, {}, (item) => found.push(item) > 0);
          assert.equal(
            found,
            expected.map(({ item }) => item),
            schema.name,
          );
          assert.is(entries.size, expected.length);
          assert.is(
            sizeBytes,
            expected.reduce((size, { item }) => size + itemSizeBytes(projectedItem(schema, key, item)), 0),
          );
          for (const { item } of expected)
            assert.is(entrySizeBytes(schema, key, item), itemSizeBytes(projectedItem(schema, key, item)));
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('databases and their forks never see writes to each other', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(3), fc.oneof({ weight: 4, arbitrary: writes }, fc.nat(3))), { maxLength: 300 }),
      (steps) => {
        const databases = [0, 1, 2, 3].map(newTable);
        const models = databases.map(modelOf);
        for (const [which, step] of steps) {
          const database = databases[which] as OwnedTable; // one of the four
          if (typeof step === 'number') {
            databases[which] = forked(database);
            databases[step] = forked(database);
            models[step] = new Map(models[which]);
          } else {
            const replaced = { ...step, keepsOthers: false };
            databases[which] = written(database, replaced);
            models[which]?.set(`${step.pk} ${step.sk}`, step.attributes && itemOf(replaced));
          }
        }
        for (const [which, database] of databases.entries()) {
          const model = [...(models[which] ?? [])];
          const present = model.filter(([, item]) => item !== undefined);
          assert.equal(new Map([...modelOf(database)].sort()), new Map(present.sort()));
          for (const [id, item] of model) {
            const [pk, sk] = id.split(' ');
            const stored = itemAt(database.table, tableKey({ pk: { S: `${pk}` }, sk: { N: `${sk}` } }, key));
            assert.equal(stored?.attributes, item);
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});

test.run();

interface Write {
  readonly pk: string;
  readonly sk: number;
  /** `undefined` if the item is deleted. */
  readonly attributes: Readonly<Record<string, string | undefined>> | undefined;
  /** Whether the item keeps its other attributes, as an update does. Default: false. */
  readonly keepsOthers?: boolean;
}

const someText = fc.option(fc.constantFrom('a', 'b', 'é', '\u{1f600}'), { nil: undefined });

const writes: fc.Arbitrary<Write> = fc.record({
  pk: fc.constantFrom('p', 'q', 'r'),
  sk: fc.integer({ min: -8, max: 8 }),
  attributes: fc.option(
    fc.oneof(
      fc.record({ name: someText, colour: someText, shape: someText, note: someText, other: someText }),
      fc.record({ note: someText }),
      fc.record({ other: someText }),
    ),
    { nil: undefined, freq: 4 },
  ),
  keepsOthers: fc.boolean(),
});

/** A table, and the owner of the nodes that the next write may change. */
interface OwnedTable {
  readonly owner: Owner;
  readonly table: Table;
}

function newTable(): OwnedTable {
  return { owner: newOwner(), table: emptyTable({ name: 'things', key, keyTypes, indexes }, undefined) };
}

function forked({ table }: OwnedTable): OwnedTable {
  return { owner: newOwner(), table };
}

function written({ owner, table }: OwnedTable, write: Write): OwnedTable {
  const position = tableKey(itemOf(write), key);
  const previous = itemAt(table, position);
  const attributes = { ...(write.keepsOthers && previous?.attributes), ...itemOf(write) };
  const item = write.attributes && newItem(position, attributes, itemSizeBytes(attributes));
  return { owner, table: withItemReplaced(table, { previous, item }, owner) };
}

function itemOf({ pk, sk, attributes = {} }: Write): Item {
  const item: Item = { pk: { S: pk }, sk: { N: String(sk) } };
  for (const [name, text] of Object.entries(attributes)) if (text !== undefined) item[name] = { S: text };
  return item;
}

function itemsIn({ table }: OwnedTable): StoredItem[] {
  const items: StoredItem[] = [];
  walk(table.items, {}, (item) => items.push(item) > 0);
  return items;
}

function modelOf(database: OwnedTable): Map<string, Item | undefined> {
  return new Map(itemsIn(database).map(({ attributes }) => [`${attributes.pk?.S} ${attributes.sk?.N}`, attributes]));
}
