import type { Input, Item, Output } from '../../domain/dynamodb.ts';
import { allPages } from './all-pages.ts';
import type { ConformanceContext, ConformanceSuite } from './conformance-test.ts';
import { expectEqual, expectSameElements } from './expect.ts';
import { indexedTable } from './table-shapes.ts';

/** Global secondary indexes: the items in them, their order and their projections. */
export const globalIndexesSuite: ConformanceSuite = {
  name: 'global-indexes',
  tests: [
    {
      name: 'a query returns items of many partitions in the order of the index sort key',
      async run(context) {
        const { find } = await teamOf(context, ['3', '-1', '20', '2.5']);
        await context.settled(async () => {
          expectEqual(scores(await find({})), ['-1', '2.5', '3', '20']);
        });
      },
    },
    {
      name: 'a sort key condition restricts the query, also in reverse order',
      async run(context) {
        const { team, find } = await teamOf(context, ['1', '2', '3', '4']);
        await context.settled(async () => {
          const output = await find({
            KeyConditionExpression: 'team = :team AND score BETWEEN :low AND :high',
            ExpressionAttributeValues: { ':team': team, ':low': { N: '2' }, ':high': { N: '9' } },
            ScanIndexForward: false,
          });
          expectEqual(scores(output), ['4', '3', '2']);
        });
      },
    },
    {
      name: 'items with the same index key are all stored and all returned in pages',
      async run(context) {
        const { find } = await teamOf(context, ['1', '1', '1', '1', '1']);
        await context.settled(async () => {
          const whole = await find({});
          expectEqual(whole.Count, 5, 'the number of items');
          const pages = await allPages((ExclusiveStartKey) => find({ Limit: 2, ExclusiveStartKey }));
          const paged = pages.flatMap((page) => page.Items ?? []);
          expectEqual(paged, whole.Items, 'the items of the pages');
        });
      },
    },
    {
      name: 'the last evaluated key has the keys of the index and the table',
      async run(context) {
        const { team, find } = await teamOf(context, ['1', '2', '3']);
        await context.settled(async () => {
          const page = await find({ Limit: 2 });
          const last = page.Items?.[1];
          expectEqual(page.LastEvaluatedKey, { pk: last?.pk, sk: last?.sk, team, score: { N: '2' } });
        });
      },
    },
    {
      name: 'an item without one of the key attributes is not in the index',
      async run(context) {
        const { db, newKey } = context;
        const { TableName, team, find } = await teamOf(context, ['1']);
        await db.execute('PutItem', { TableName, Item: { pk: { S: newKey() }, sk: { S: '1' }, team } });
        await db.execute('PutItem', { TableName, Item: { pk: { S: newKey() }, sk: { S: '1' }, score: { N: '5' } } });
        await context.settled(async () => expectEqual(scores(await find({})), ['1']));
      },
    },
    {
      name: 'an item enters, moves in and leaves the index as its key attributes change',
      async run(context) {
        const { db, newKey } = context;
        const { TableName, team, find } = await teamOf(context, []);
        const update = (UpdateExpression: string, values?: Item) =>
          db.execute('UpdateItem', { TableName, Key, UpdateExpression, ExpressionAttributeValues: values });
        const Key = { pk: { S: newKey() }, sk: { S: '1' } };
        await update('SET team = :team', { ':team': team });
        await context.settled(async () => expectEqual(scores(await find({})), []));
        await update('SET score = :score', { ':score': { N: '1' } });
        await context.settled(async () => expectEqual(scores(await find({})), ['1']));
        await update('ADD score :score', { ':score': { N: '1' } });
        await context.settled(async () => expectEqual(scores(await find({})), ['2']));
        await update('REMOVE team');
        await context.settled(async () => expectEqual(scores(await find({})), []));
      },
    },
    {
      name: 'a put that replaces an item replaces it in the index',
      async run(context) {
        const { db, newKey } = context;
        const { TableName, team, find } = await teamOf(context, []);
        const Key = { pk: { S: newKey() }, sk: { S: '1' } };
        await db.execute('PutItem', { TableName, Item: { ...Key, team, score: { N: '1' }, title: { S: 'old' } } });
        await db.execute('PutItem', { TableName, Item: { ...Key, team, score: { N: '2' }, title: { S: 'new' } } });
        await context.settled(async () => {
          const { Items } = await find({});
          expectEqual(Items, [{ ...Key, team, score: { N: '2' }, title: { S: 'new' } }]);
        });
      },
    },
    {
      name: 'a deleted item is removed from the index',
      async run(context) {
        const { TableName, items, find } = await teamOf(context, ['1', '2']);
        for (const { pk, sk } of items.slice(0, 1)) {
          await context.db.execute('DeleteItem', { TableName, Key: { pk, sk } });
        }
        await context.settled(async () => expectEqual(scores(await find({})), ['2']));
      },
    },
    {
      name: 'the projection ALL returns whole items',
      async run(context) {
        const { items, find } = await teamOf(context, ['1']);
        await context.settled(async () => expectEqual((await find({ IndexName: 'all' })).Items, items));
      },
    },
    {
      name: 'the projection KEYS_ONLY returns the keys of the table and the index',
      async run(context) {
        const { items, find } = await teamOf(context, ['1']);
        await context.settled(async () => {
          const { Items } = await find({ IndexName: 'keys' });
          expectEqual(
            Items,
            items.map(({ pk, sk, team, score }) => ({ pk, sk, team, score })),
          );
        });
      },
    },
    {
      name: 'the projection INCLUDE returns the keys and the included attributes',
      async run(context) {
        const { items, find } = await teamOf(context, ['1']);
        await context.settled(async () => {
          const { Items } = await find({ IndexName: 'some', Select: 'ALL_PROJECTED_ATTRIBUTES' });
          expectEqual(
            Items,
            items.map(({ pk, sk, team, score, title }) => ({ pk, sk, team, score, title })),
          );
        });
      },
    },
    {
      name: 'Select ALL_ATTRIBUTES is accepted when the index projects all attributes',
      async run(context) {
        const { items, find } = await teamOf(context, ['1']);
        await context.settled(async () => expectEqual((await find({ Select: 'ALL_ATTRIBUTES' })).Items, items));
      },
    },
    {
      name: 'a filter may use the key attributes of the table',
      async run(context) {
        const { team, items, find } = await teamOf(context, ['1', '2']);
        await context.settled(async () => {
          const { Items, ScannedCount } = await find({
            FilterExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':team': team, ':pk': { S: items[1]?.pk.S ?? '' } },
          });
          expectEqual({ Items, ScannedCount }, { Items: items.slice(1), ScannedCount: 2 });
        });
      },
    },
    {
      name: 'an index without a sort key is queried by its partition key',
      async run({ db, table, newKey, settled }) {
        const TableName = await table(indexedTable);
        const label = { S: newKey() };
        const items = ['1', '2'].map((S) => ({ pk: { S: newKey() }, sk: { S }, label }));
        for (const Item of items) await db.execute('PutItem', { TableName, Item });
        await settled(async () => {
          const { Items } = await db.execute('Query', {
            TableName,
            IndexName: 'plain',
            KeyConditionExpression: 'label = :label',
            ExpressionAttributeValues: { ':label': label },
          });
          expectSameElements(Items, items);
        });
      },
    },
    {
      name: 'a scan of an index returns exactly the items in it',
      async run({ db, ownTable, newKey, settled }) {
        const TableName = await ownTable(indexedTable);
        const inside = ['1', '2', '3'].map((N) => ({
          pk: { S: newKey() },
          sk: { S: '1' },
          team: { S: newKey() },
          score: { N },
        }));
        const outside = { pk: { S: newKey() }, sk: { S: '1' }, label: { S: 'x' } };
        for (const Item of [...inside, outside]) await db.execute('PutItem', { TableName, Item });
        await settled(async () => {
          const { Items, Count, ScannedCount } = await db.execute('Scan', { TableName, IndexName: 'all' });
          expectSameElements(Items, inside);
          expectEqual([Count, ScannedCount], [3, 3], 'the counts');
        });
      },
    },
  ],
};

interface TeamItem extends Item {
  readonly pk: { S: string };
  readonly sk: { S: string };
}

interface Team {
  readonly TableName: string;
  readonly team: { S: string };
  readonly items: readonly TeamItem[];
  /** Queries an index for the team. Default: the index `all`. */
  readonly find: (members: Partial<Input<'Query'>>) => Promise<Output<'Query'>>;
}

/** Creates one item for each score, each in its own partition, all with a `team` that no other test uses. */
async function teamOf({ db, table, newKey }: ConformanceContext, itemScores: readonly string[]): Promise<Team> {
  const TableName = await table(indexedTable);
  const team = { S: newKey() };
  const items = itemScores.map((N, index) => ({
    pk: { S: newKey() },
    sk: { S: String(index) },
    team,
    score: { N },
    title: { S: `title ${index}` },
    extra: { L: [{ S: 'more' }] },
  }));
  for (const Item of items) await db.execute('PutItem', { TableName, Item });
  const find = (members: Partial<Input<'Query'>>) =>
    db.execute('Query', {
      TableName,
      IndexName: 'all',
      KeyConditionExpression: 'team = :team',
      ExpressionAttributeValues: { ':team': team },
      ...members,
    });
  return { TableName, team, items, find };
}

function scores({ Items }: Output<'Query'>): (string | undefined)[] {
  return (Items ?? []).map((item) => item.score?.N);
}
