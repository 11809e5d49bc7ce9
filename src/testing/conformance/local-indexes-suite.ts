import type { Input, Item, Output } from '../../domain/dynamodb.ts';
import { allPages } from './all-pages.ts';
import type { ConformanceContext, ConformanceSuite } from './conformance-test.ts';
import { expectEqual, expectSameElements } from './expect.ts';
import { filledPartition } from './filled-partition.ts';
import { indexedTable } from './table-shapes.ts';

/** Local secondary indexes: another order of each partition. */
export const localIndexesSuite: ConformanceSuite = {
  name: 'local-indexes',
  tests: [
    {
      name: 'a partition is found in the order of the index sort key, consistently',
      async run(context) {
        const { find } = await partitionOf(context, ['3', '-1', '20', '2.5']);
        expectEqual(scores(await find({})), ['-1', '2.5', '3', '20']);
        expectEqual(scores(await find({ ScanIndexForward: false })), ['20', '3', '2.5', '-1'], 'the order backwards');
      },
    },
    {
      name: 'a condition on the index sort key narrows the query',
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
      name: 'items of the same index key are all kept, and all met in pages',
      async run(context) {
        const { find } = await partitionOf(context, ['1', '1', '1', '1', '1']);
        const pages = await allPages((ExclusiveStartKey) => find({ Limit: 2, ExclusiveStartKey }));
        const paged = pages.flatMap((page) => page.Items ?? []);
        expectEqual(paged, (await find({})).Items);
        expectEqual(paged.length, 5, 'the number of items');
      },
    },
    {
      name: 'the last evaluated key holds the key of the table and the index sort key',
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
        expectEqual(scores(await find({})), [], 'the scores once removed');
      },
    },
    {
      name: 'the projection KEYS_ONLY shows the keys of table and index',
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
      name: 'attributes that are not projected are fetched from the table when asked for',
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
      name: 'a scan of the index finds the items in it, and no others',
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
  /** Queries the index `localAll` for the partition, unless told otherwise. */
  readonly find: (members: Partial<Input<'Query'>>) => Promise<Output<'Query'>>;
}

/** A partition with an item for each score; sort keys are 0, 1, …. */
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
