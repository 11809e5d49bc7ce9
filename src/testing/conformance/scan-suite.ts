import type { Input, Item } from '../../domain/dynamodb.ts';
import { allPages } from './all-pages.ts';
import type { ConformanceContext, ConformanceSuite } from './conformance-test.ts';
import { expectEqual, expectRejection, expectSameElements } from './expect.ts';
import { rejectionTest } from './rejection-test.ts';
import { hashTable, sortedTable } from './table-shapes.ts';

/** An invalid scan: its description, its members besides the table name, and the error message. */
type RejectedScan = readonly [name: string, members: Partial<Input<'Scan'>>, message: string];

const oneError = '1 validation error detected: ';

const rejected: readonly RejectedScan[] = [
  [
    'a limit of 0',
    { Limit: 0 },
    `${oneError}Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1`,
  ],
  [
    'Segment without TotalSegments',
    { Segment: 0 },
    'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
  ],
  [
    'TotalSegments without Segment',
    { TotalSegments: 2 },
    'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
  ],
  [
    'a Segment equal to TotalSegments',
    { Segment: 2, TotalSegments: 2 },
    'The Segment parameter is zero-based and must be less than parameter TotalSegments',
  ],
  [
    'TotalSegments of 0',
    { Segment: 0, TotalSegments: 0 },
    `${oneError}Value at 'TotalSegments' failed to satisfy constraint: Member must have value greater than or equal to 1`,
  ],
  [
    'a negative Segment',
    { Segment: -1, TotalSegments: 2 },
    `${oneError}Value at 'Segment' failed to satisfy constraint: Member must have value greater than or equal to 0`,
  ],
  [
    'TotalSegments above 1,000,000',
    { Segment: 0, TotalSegments: 1_000_001 },
    `${oneError}Value at 'TotalSegments' failed to satisfy constraint: Member must have value less than or equal to 1000000`,
  ],
  [
    'a limit of 0 together with a negative Segment',
    { Limit: 0, Segment: -1, TotalSegments: 2 },
    "2 validation errors detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1; Value at 'Segment' failed to satisfy constraint: Member must have value greater than or equal to 0",
  ],
  [
    'a start key without the sort key',
    { ExclusiveStartKey: { pk: { S: 'a' } } },
    'The provided starting key is invalid',
  ],
  [
    'a start key with an extra attribute',
    { ExclusiveStartKey: { pk: { S: 'a' }, sk: { S: 'a' }, a: { S: 'a' } } },
    'The provided starting key is invalid',
  ],
  [
    'a start key of the wrong type on a table without indexes',
    { ExclusiveStartKey: { pk: { N: '1' }, sk: { S: 'a' } } },
    'The provided starting key is invalid',
  ],
  ['an index that does not exist', { IndexName: 'absent' }, 'The table does not have the specified index: absent'],
  [
    'Select SPECIFIC_ATTRIBUTES without a projection',
    { Select: 'SPECIFIC_ATTRIBUTES' },
    `${oneError}Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES`,
  ],
  [
    'Select ALL_PROJECTED_ATTRIBUTES without an index',
    { Select: 'ALL_PROJECTED_ATTRIBUTES' },
    `${oneError}ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName`,
  ],
  [
    'Select COUNT with a projection',
    { Select: 'COUNT', ProjectionExpression: 'a' },
    `${oneError}Cannot specify the ProjectionExpression when choosing to get only the Count`,
  ],
];

/** Scan: whole tables, read in pages or in segments. */
export const scanSuite: ConformanceSuite = {
  name: 'scan',
  tests: [
    {
      name: 'returns every item of the table and nothing else',
      async run(context) {
        const { TableName, items } = await filledTable(context);
        const { Items, Count, ScannedCount, LastEvaluatedKey } = await context.db.execute('Scan', {
          TableName,
          ConsistentRead: true,
        });
        expectSameElements(Items, items, 'the items');
        expectEqual({ Count, ScannedCount, LastEvaluatedKey }, { Count: items.length, ScannedCount: items.length });
      },
    },
    {
      name: 'returns an empty list for an empty table',
      async run({ db, ownTable }) {
        const { Items, Count, ScannedCount, LastEvaluatedKey } = await db.execute('Scan', {
          TableName: await ownTable(hashTable),
        });
        expectEqual({ Items, Count, ScannedCount, LastEvaluatedKey }, { Items: [], Count: 0, ScannedCount: 0 });
      },
    },
    {
      name: 'returns the items of a partition together, in the order of their sort keys',
      async run(context) {
        const { TableName } = await filledTable(context);
        const { Items = [] } = await context.db.execute('Scan', { TableName, ConsistentRead: true });
        const partitions = Items.map((item) => item.pk?.S);
        const changes = partitions.filter((partition, index) => partition !== partitions[index - 1]).length;
        expectEqual(changes, new Set(partitions).size, 'the number of runs of one partition');
        for (const partition of new Set(partitions)) {
          expectEqual(
            Items.filter((item) => item.pk?.S === partition).map((item) => item.sk?.S),
            ['1', '2', '3'],
            `the order in ${partition}`,
          );
        }
      },
    },
    {
      name: 'returns partitions in the order of their hashes',
      async run({ db, ownTable }) {
        const TableName = await ownTable(hashTable);
        const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
        for (const S of keys) await db.execute('PutItem', { TableName, Item: { pk: { S } } });
        const { Items = [] } = await db.execute('Scan', { TableName, ConsistentRead: true });
        expectEqual(
          Items.map((item) => item.pk?.S),
          ['f', 'b', 'c', 'd', 'e', 'a'],
        );
      },
    },
    {
      name: 'a filter may use key attributes and removes items from Count only',
      async run(context) {
        const { TableName, items } = await filledTable(context);
        const { Items, Count, ScannedCount } = await context.db.execute('Scan', {
          TableName,
          FilterExpression: 'sk = :sk AND n > :n',
          ExpressionAttributeValues: { ':sk': { S: '2' }, ':n': { N: '5' } },
          ConsistentRead: true,
        });
        const expected = items.filter((item) => item.sk.S === '2' && Number(item.n.N) > 5);
        expectSameElements(Items, expected, 'the items');
        expectEqual({ Count, ScannedCount }, { Count: expected.length, ScannedCount: items.length });
      },
    },
    {
      name: 'Select COUNT returns counts without items',
      async run(context) {
        const { TableName, items } = await filledTable(context);
        const { Items, Count } = await context.db.execute('Scan', { TableName, Select: 'COUNT', ConsistentRead: true });
        expectEqual({ Items, Count }, { Count: items.length });
      },
    },
    {
      name: 'a projection applies to every item',
      async run(context) {
        const { TableName, items } = await filledTable(context);
        const { Items } = await context.db.execute('Scan', {
          TableName,
          ProjectionExpression: 'n',
          ConsistentRead: true,
        });
        expectSameElements(
          Items,
          items.map(({ n }) => ({ n })),
        );
      },
    },
    {
      name: 'Limit counts evaluated items, not items that pass the filter',
      async run(context) {
        const { TableName } = await filledTable(context);
        const { Count, ScannedCount, LastEvaluatedKey } = await context.db.execute('Scan', {
          TableName,
          FilterExpression: 'attribute_not_exists(n)',
          Limit: 4,
          ConsistentRead: true,
        });
        expectEqual({ Count, ScannedCount }, { Count: 0, ScannedCount: 4 });
        expectEqual(Object.keys(LastEvaluatedKey ?? {}).sort(), ['pk', 'sk'], 'the last evaluated key');
      },
    },
    {
      name: 'segments are disjoint and cover the whole table',
      async run(context) {
        const { TableName, items } = await filledTable(context);
        for (const TotalSegments of [1, 2, 5]) {
          const found: Item[] = [];
          for (let Segment = 0; Segment < TotalSegments; Segment += 1) {
            found.push(...(await scanned(context, { TableName, Segment, TotalSegments, ConsistentRead: true })));
          }
          expectSameElements(found, items, `the items of ${TotalSegments} segments`);
        }
      },
    },
    {
      name: 'a start key of another segment is rejected',
      async run(context) {
        const { TableName } = await filledTable(context);
        const segment = { TableName, TotalSegments: 2, ConsistentRead: true };
        const [found] = await scanned(context, { ...segment, Segment: 0 });
        const start = context.db.execute('Scan', {
          ...segment,
          Segment: 1,
          ExclusiveStartKey: { pk: found?.pk ?? { S: '' }, sk: { S: '1' } },
        });
        await expectRejection(start, {
          message:
            'The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: 2 Segment: 1',
        });
      },
    },
    {
      name: 'a segment is scanned in pages',
      async run(context) {
        const { TableName, items } = await filledTable(context);
        const segments = [0, 1].map((Segment) => ({
          TableName,
          Segment,
          TotalSegments: 2,
          Limit: 2,
          ConsistentRead: true,
        }));
        const found = await Promise.all(segments.map((segment) => scanned(context, segment)));
        expectSameElements(found.flat(), items);
      },
    },
    ...rejected.map(([name, members, message]) =>
      rejectionTest(`${name} is rejected`, {
        operation: 'Scan',
        table: sortedTable,
        input: (TableName) => ({ TableName, ...members }),
        message,
      }),
    ),
  ],
};

interface NumberedItem extends Item {
  readonly pk: { S: string };
  readonly sk: { S: string };
  readonly n: { N: string };
}

/** Creates a table with eight partitions of three items each. */
async function filledTable({
  db,
  ownTable,
}: ConformanceContext): Promise<{ TableName: string; items: NumberedItem[] }> {
  const TableName = await ownTable(sortedTable);
  const items = Array.from({ length: 24 }, (_, index) => ({
    pk: { S: `partition ${index % 8}` },
    sk: { S: String(Math.floor(index / 8) + 1) },
    n: { N: String(index) },
  }));
  await Promise.all(items.map((Item) => db.execute('PutItem', { TableName, Item })));
  return { TableName, items };
}

async function scanned({ db }: ConformanceContext, scan: Input<'Scan'>): Promise<Item[]> {
  const pages = await allPages((ExclusiveStartKey) => db.execute('Scan', { ...scan, ExclusiveStartKey }));
  return pages.flatMap((page) => page.Items ?? []);
}
