import type { Input, Item, Output } from '../../domain/dynamodb.ts';
import { allPages } from './all-pages.ts';
import type { ConformanceContext, ConformanceSuite } from './conformance-test.ts';
import { expectEqual, expectSameElements } from './expect.ts';
import { filledPartition } from './filled-partition.ts';
import { indexedTable } from './table-shapes.ts';

/** Local secondary indexes: each partition in the order of another sort key. */
export const localIndexesSuite: ConformanceSuite = {
  name: 'local-indexes',
  tests: [
    {
      name: 'a consistent query returns a partition in the order of the index sort key',
      async run(context) {
        const { find } = await partitionOf(context, ['3', '-1', '20', '2.5']);
        expectEqual(scores(await find({})), ['-1', '2.5', '3', '20']);
        expectEqual(scores(await find({ ScanIndexForward: false })), ['20', '3', '2.5', '-1'], 'the order backwards');
      },
    },
    {
      name: 'a condition on the index sort key restricts the query',
      async run(context) {
        const { pk, find } = await partitionOf(context, ['1', '2', '3']);
        const output = await find({
          KeyConditionExpression: 'pk = :pk AND score > :score',
          ExpressionAttributeValues: { ':pk': pk, ':score': { N: '1' } },
        });
        expectEqual(scores(output), ['2', '3']);
      },
    },
    {
      name: 'items with the same index key are all stored and all returned in pages',
      async run(context) {
        const { find } = await partitionOf(context, ['1', '1', '1', '1', '1']);
        const pages = await allPages((ExclusiveStartKey) => find({ Limit: 2, ExclusiveStartKey }));
        const paged = pages.flatMap((page) => page.Items ?? []);
        expectEqual(paged, (await find({})).Items);
        expectEqual(paged.length, 5, 'the number of items');
      },
    },
    {
      name: 'the last evaluated key has the key of the table and the index sort key',
      async run(context) {
        const { pk, find } = await partitionOf(context, ['1', '2']);
        const { LastEvaluatedKey } = await find({ Limit: 1 });
        expectEqual(LastEvaluatedKey, { pk, sk: { S: '0' }, score: { N: '1' } });
      },
    },
    {
      name: 'an item without the index sort key is not in the index',
      async run(context) {
        const { db } = context;
        const { TableName, pk, find } = await partitionOf(context, ['1']);
        await db.execute('PutItem', { TableName, Item: { pk, sk: { S: 'x' } } });
        expectEqual(scores(await find({})), ['1']);
        await db.execute('UpdateItem', { TableName, Key: { pk, sk: { S: '0' } }, UpdateExpression: 'REMOVE score' });
        expectEqual(scores(await find({})), [], 'the scores after the removal');
      },
    },
    {
      name: 'the projection KEYS_ONLY returns the keys of the table and the index',
      async run(context) {
        const { items, find } = await partitionOf(context, ['1']);
        const { Items } = await find({ IndexName: 'localKeys' });
        expectEqual(
          Items,
          items.map(({ pk, sk, score }) => ({ pk, sk, score })),
        );
      },
    },
    {
      name: 'attributes that are not projected are fetched from the table on request',
      async run(context) {
        const { items, find } = await partitionOf(context, ['1']);
        const { Items } = await find({ IndexName: 'localKeys', ProjectionExpression: 'sk, title' });
        expectEqual(
          Items,
          items.map(({ sk, title }) => ({ sk, title })),
        );
        const whole = await find({ IndexName: 'localKeys', Select: 'ALL_ATTRIBUTES' });
        expectEqual(whole.Items, items, 'the items with all attributes');
      },
    },
    {
      name: 'a scan of the index returns exactly the items in it',
      async run(context) {
        const { db, newKey } = context;
        const TableName = await context.ownTable(indexedTable);
        const inside = ['1', '2'].map((N) => ({ pk: { S: newKey() }, sk: { S: '1' }, score: { N } }));
        const outside = { pk: { S: newKey() }, sk: { S: '1' } };
        for (const Item of [...inside, outside]) await db.execute('PutItem', { TableName, Item });
        const { Items } = await db.execute('Scan', { TableName, IndexName: 'localAll', ConsistentRead: true });
        expectSameElements(Items, inside);
      },
    },
  ],
};

interface Partition {
  readonly TableName: string;
  readonly pk: { S: string };
  readonly items: readonly Item[];
  /** Queries an index for the partition. Default: the index `localAll`. */
  readonly find: (members: Partial<Input<'Query'>>) => Promise<Output<'Query'>>;
}

/** Creates a partition with one item for each score; the sort keys are 0, 1, … */
async function partitionOf(context: ConformanceContext, itemScores: readonly string[]): Promise<Partition> {
  const TableName = await context.table(indexedTable);
  const items = itemScores.map((N, index) => ({
    sk: { S: String(index) },
    score: { N },
    title: { S: `title ${index}` },
  }));
  const pk = await filledPartition(context, TableName, items);
  const find = (members: Partial<Input<'Query'>>) =>
    context.db.execute('Query', {
      TableName,
      IndexName: 'localAll',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
      ...members,
    });
  return { TableName, pk, items: items.map((item) => ({ pk, ...item })), find };
}

function scores({ Items }: Output<'Query'>): (string | undefined)[] {
  return (Items ?? []).map((item) => item.score?.N);
}
