import type { Input, Item, Output } from '../../domain/dynamodb.ts';
import { allPages } from './all-pages.ts';
import type { ConformanceContext, ConformanceSuite } from './conformance-test.ts';
import { expectEqual, expectThat } from './expect.ts';
import { filledPartition, partitionQuery } from './filled-partition.ts';
import { sortedTable } from './table-shapes.ts';

/** Pagination of Query and Scan: where a page ends and where the next one starts. */
export const pagesSuite: ConformanceSuite = {
  name: 'pages',
  tests: [
    {
      name: 'pages of every size add up to the whole partition',
      async run(context) {
        const TableName = await context.table(sortedTable);
        const pk = await filledPartition(context, TableName, numbered(7));
        for (const Limit of [1, 2, 3, 6, 7, 8]) {
          const pages = await pagesOf(context, { ...partitionQuery(TableName, pk), Limit });
          expectEqual(pages.flatMap(sortKeys), ['1', '2', '3', '4', '5', '6', '7'], `pages of ${Limit}`);
          expectEqual(pages[0]?.Count, Math.min(Limit, 7), `the count of the first page of ${Limit}`);
        }
      },
    },
    {
      name: 'pages in reverse order add up to the whole partition',
      async run(context) {
        const TableName = await context.table(sortedTable);
        const pk = await filledPartition(context, TableName, numbered(5));
        const pages = await pagesOf(context, { ...partitionQuery(TableName, pk), Limit: 2, ScanIndexForward: false });
        expectEqual(pages.map(sortKeys), [['5', '4'], ['3', '2'], ['1']]);
      },
    },
    {
      name: 'the last evaluated key is the key of the last item of the page',
      async run(context) {
        const TableName = await context.table(sortedTable);
        const pk = await filledPartition(context, TableName, numbered(3));
        const output = await context.db.execute('Query', { ...partitionQuery(TableName, pk), Limit: 2 });
        expectEqual(output.LastEvaluatedKey, { pk, sk: { S: '2' } });
      },
    },
    {
      name: 'a page that ends before its Limit has no last evaluated key',
      async run(context) {
        const TableName = await context.table(sortedTable);
        const pk = await filledPartition(context, TableName, numbered(3));
        const output = await context.db.execute('Query', { ...partitionQuery(TableName, pk), Limit: 4 });
        expectEqual([output.Count, output.LastEvaluatedKey], [3, undefined]);
      },
    },
    {
      name: 'Limit counts evaluated items, so the last evaluated key may be of an item that the filter removed',
      async run(context) {
        const TableName = await context.table(sortedTable);
        const pk = await filledPartition(context, TableName, numbered(5));
        const query = {
          ...partitionQuery(TableName, pk),
          FilterExpression: 'n > :n',
          ExpressionAttributeValues: { ':pk': pk, ':n': { N: '4' } },
          Limit: 3,
        };
        const { Items, Count, ScannedCount, LastEvaluatedKey } = await context.db.execute('Query', query);
        expectEqual(
          { Items, Count, ScannedCount, LastEvaluatedKey },
          { Items: [], Count: 0, ScannedCount: 3, LastEvaluatedKey: { pk, sk: { S: '3' } } },
        );
        const rest = await context.db.execute('Query', { ...query, ExclusiveStartKey: LastEvaluatedKey });
        expectEqual([sortKeys(rest), rest.ScannedCount], [['5'], 2]);
      },
    },
    {
      name: 'Limit is a 32-bit integer: fractions are dropped and larger numbers are capped',
      async run(context) {
        const TableName = await context.table(sortedTable);
        const pk = await filledPartition(context, TableName, numbered(3));
        const fraction = await context.db.execute('Query', { ...partitionQuery(TableName, pk), Limit: 1.5 });
        const beyond = await context.db.execute('Query', { ...partitionQuery(TableName, pk), Limit: 2 ** 32 });
        expectEqual([fraction.Count, beyond.Count], [1, 3]);
      },
    },
    {
      name: 'Select COUNT returns the same pages without items',
      async run(context) {
        const TableName = await context.table(sortedTable);
        const pk = await filledPartition(context, TableName, numbered(5));
        const pages = await pagesOf(context, { ...partitionQuery(TableName, pk), Limit: 2, Select: 'COUNT' });
        expectEqual(
          pages.map((page) => [page.Count, page.Items]),
          [
            [2, undefined],
            [2, undefined],
            [1, undefined],
          ],
        );
      },
    },
    {
      name: 'the exclusive start key need not be the key of an item',
      async run(context) {
        const TableName = await context.table(sortedTable);
        const pk = await filledPartition(context, TableName, numbered(4));
        const start = { ...partitionQuery(TableName, pk), ExclusiveStartKey: { pk, sk: { S: '25' } } };
        expectEqual(sortKeys(await context.db.execute('Query', start)), ['3', '4']);
        const backwards = await context.db.execute('Query', { ...start, ScanIndexForward: false });
        expectEqual(sortKeys(backwards), ['2', '1'], 'the items backwards');
      },
    },
    {
      name: 'paging continues after the item of the exclusive start key is deleted',
      async run(context) {
        const { db } = context;
        const TableName = await context.table(sortedTable);
        const pk = await filledPartition(context, TableName, numbered(4));
        const { LastEvaluatedKey } = await db.execute('Query', { ...partitionQuery(TableName, pk), Limit: 2 });
        await db.execute('DeleteItem', { TableName, Key: { pk, sk: { S: '2' } } });
        const rest = await db.execute('Query', {
          ...partitionQuery(TableName, pk),
          ExclusiveStartKey: LastEvaluatedKey,
        });
        expectEqual(sortKeys(rest), ['3', '4']);
      },
    },
    {
      name: 'a page ends after about 1 MB of items, measured before the projection',
      async run(context) {
        const TableName = await context.table(sortedTable);
        const pk = await filledPartition(context, TableName, megabytes);
        const pages = await pagesOf(context, { ...partitionQuery(TableName, pk), ProjectionExpression: 'sk' });
        expectEqual(
          pages.map((page) => page.Count),
          [megabyte, megabytes.length - megabyte],
          'the sizes of the pages',
        );
        const counted = await context.db.execute('Query', { ...partitionQuery(TableName, pk), Select: 'COUNT' });
        expectEqual(counted.Count, megabyte, 'the count of the first page');
      },
    },
    {
      name: 'a page ends after about 1 MB, even if no item passes the filter',
      async run(context) {
        const TableName = await context.table(sortedTable);
        const pk = await filledPartition(context, TableName, megabytes);
        const page = await context.db.execute('Query', {
          ...partitionQuery(TableName, pk),
          FilterExpression: 'attribute_not_exists(filler)',
        });
        expectEqual([page.Items, page.ScannedCount], [[], megabyte]);
        expectThat(page.LastEvaluatedKey !== undefined, 'the page has no last evaluated key');
      },
    },
    {
      name: 'scan pages cover the whole table and return each item once',
      async run(context) {
        const TableName = await context.ownTable(sortedTable);
        for (let partition = 0; partition < 4; partition += 1) await filledPartition(context, TableName, numbered(3));
        const pages = await allPages((ExclusiveStartKey) =>
          context.db.execute('Scan', { TableName, Limit: 5, ExclusiveStartKey, ConsistentRead: true }),
        );
        const whole = await context.db.execute('Scan', { TableName, ConsistentRead: true });
        expectEqual(
          pages.flatMap((page) => page.Items ?? []),
          whole.Items,
        );
        expectEqual([whole.Count, whole.ScannedCount, whole.LastEvaluatedKey], [12, 12, undefined], 'the whole scan');
      },
    },
  ],
};

/** Items of 100 KB; the eleventh crosses the 1 MB limit and is still part of the page. */
const megabytes: readonly Item[] = Array.from({ length: 13 }, (_, index) => ({
  sk: { S: String(index + 10) },
  filler: { S: 'f'.repeat(100_000) },
}));
const megabyte = 11;

function numbered(count: number): Item[] {
  return Array.from({ length: count }, (_, index) => ({ sk: { S: String(index + 1) }, n: { N: String(index + 1) } }));
}

/** Reads all pages of a query. */
function pagesOf({ db }: ConformanceContext, query: Input<'Query'>): Promise<Output<'Query'>[]> {
  return allPages((ExclusiveStartKey) => db.execute('Query', { ...query, ExclusiveStartKey }));
}

function sortKeys({ Items }: Output<'Query'>): (string | undefined)[] {
  return (Items ?? []).map((item) => item.sk?.S);
}
