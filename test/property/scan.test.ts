import { MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { AttributeValue, Input, Item, Output } from '../../src/domain/dynamodb.ts';
import { suite } from '../support/suite.ts';
import { canonicalNumbers } from './arbitraries/numbers.ts';

const test = suite('scan');

/** A few partition keys of one type; `number` is the sort key. */
const tables = fc.oneof(
  tableOf(
    'S',
    fc.string({ unit: 'binary', minLength: 1, maxLength: 5 }).map((S) => ({ S })),
  ),
  tableOf(
    'N',
    canonicalNumbers.map((N) => ({ N })),
  ),
  tableOf(
    'B',
    fc.uint8Array({ minLength: 1, maxLength: 5 }).map((B) => ({ B })),
  ),
);

test('any number of segments are disjoint and cover the table', () =>
  fc.assert(
    fc.asyncProperty(tables, fc.integer({ min: 1, max: 40 }), async (table, TotalSegments) => {
      const db = await filled(table);
      const found: Item[] = [];
      for (let Segment = 0; Segment < TotalSegments; Segment += 1) {
        found.push(...(await allItems(db, { TableName: 'things', Segment, TotalSegments, Limit: 2 })));
      }
      // Segments are contiguous in the order of the table.
      assert.equal(found, await allItems(db, { TableName: 'things' }));
      assert.is(found.length, table.items.length);
    }),
  ));

test('the order of a scan does not depend on the order of writing', () =>
  fc.assert(
    fc.asyncProperty(tables, fc.nat(), async (table, rotation) => {
      const start = rotation % table.items.length;
      const rotated = [...table.items.slice(start), ...table.items.slice(0, start)].reverse();
      const scans = [await filled(table), await filled({ ...table, items: rotated })].map((db) =>
        db.execute('Scan', { TableName: 'things' }),
      );
      const [first, second] = await Promise.all(scans);
      assert.equal(first?.Items, second?.Items);
    }),
  ));

test('a scan that starts after an item returns exactly the items that follow', () =>
  fc.assert(
    fc.asyncProperty(tables, fc.nat(), async (table, choice) => {
      const db = await filled(table);
      const { Items: whole = [] } = await db.execute('Scan', { TableName: 'things' });
      const position = choice % whole.length;
      const ExclusiveStartKey = whole[position];
      await db.execute('DeleteItem', { TableName: 'things', Key: ExclusiveStartKey });
      const { Items } = await db.execute('Scan', { TableName: 'things', ExclusiveStartKey });
      assert.equal(Items, whole.slice(position + 1));
    }),
  ));

test.run();

interface TableOfKeys {
  readonly type: 'S' | 'N' | 'B';
  /** Only keys, each once. */
  readonly items: readonly Item[];
}

function tableOf(type: TableOfKeys['type'], values: fc.Arbitrary<AttributeValue>): fc.Arbitrary<TableOfKeys> {
  const key = fc.tuple(values, fc.integer({ min: 1, max: 3 }));
  const items = fc
    .uniqueArray(key, { selector: (each) => JSON.stringify(each), minLength: 1, maxLength: 30 })
    .map((keys) => keys.map(([id, number]): Item => ({ id, number: { N: String(number) } })));
  return items.map((each) => ({ type, items: each }));
}

async function filled({ type, items }: TableOfKeys): Promise<MemoryDynamoDb> {
  const db = new MemoryDynamoDb();
  await db.execute('CreateTable', {
    TableName: 'things',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: type },
      { AttributeName: 'number', AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: 'id', KeyType: 'HASH' },
      { AttributeName: 'number', KeyType: 'RANGE' },
    ],
  });
  for (const Item of items) await db.execute('PutItem', { TableName: 'things', Item });
  return db;
}

async function allItems(db: MemoryDynamoDb, scan: Input<'Scan'>): Promise<Item[]> {
  const items: Item[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const page: Output<'Scan'> = await db.execute('Scan', { ...scan, ExclusiveStartKey });
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return items;
}
