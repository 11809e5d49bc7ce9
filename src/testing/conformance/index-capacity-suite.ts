import type { Item, Output } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual } from './expect.ts';
import { filledPartition } from './filled-partition.ts';
import { hashTable, indexedTable } from './table-shapes.ts';

/** What an update does, the attributes before, and the units by place, such as `table 1, all 1, localKeys 2`. */
type Charged = readonly [
  name: string,
  before: Item | undefined,
  update: string,
  values: Item | undefined,
  charged: string,
];

const team = { S: 'red' };
const indexed = { team, score: { N: '1' }, title: { S: 'a' }, extra: { S: 'a' } };

/** What an update of an item costs in the indexes of `indexedTable`: only where what an index shows changes. */
const updates: readonly Charged[] = [
  ['an item in no index', undefined, 'SET extra = :v', { ':v': team }, 'table 1'],
  [
    'an item that enters five indexes',
    undefined,
    'SET team = :team, score = :score',
    { ':team': team, ':score': { N: '1' } },
    'table 1, all 1, keys 1, some 1, localAll 1, localKeys 1',
  ],
  [
    'an attribute that only some indexes project',
    indexed,
    'SET title = :v',
    { ':v': { S: 'b' } },
    'table 1, all 1, some 1, localAll 1',
  ],
  ['an attribute that is set to what it was', indexed, 'SET title = :v', { ':v': { S: 'a' } }, 'table 1'],
  [
    'a sort key of indexes that changes, which takes two writes in each',
    indexed,
    'SET score = :v',
    { ':v': { N: '2' } },
    'table 1, all 2, keys 2, some 2, localAll 2, localKeys 2',
  ],
  [
    'an item that leaves the global indexes',
    indexed,
    'REMOVE team',
    undefined,
    'table 1, all 1, keys 1, some 1, localAll 1',
  ],
  [
    'an item that enters one more index',
    indexed,
    'SET label = :v',
    { ':v': team },
    'table 1, all 1, plain 1, localAll 1',
  ],
];

/** What secondary indexes add to the capacity that requests consume. */
export const indexCapacitySuite: ConformanceSuite = {
  name: 'index-capacity',
  tests: [
    ...updates.map(chargesUpdate),
    {
      name: 'a put of the item that is there is charged on the table alone, sets in another order included',
      async run({ db, table, newKey }) {
        const TableName = await table(indexedTable);
        const Item = { pk: { S: newKey() }, sk: { S: '1' }, ...indexed };
        await db.execute('PutItem', { TableName, Item: { ...Item, tags: { SS: ['a', 'b'] } } });
        const output = await db.execute('PutItem', {
          TableName,
          Item: { ...Item, tags: { SS: ['b', 'a'] } },
          ReturnConsumedCapacity: 'INDEXES',
        });
        expectEqual(places(output), 'table 1');
      },
    },
    {
      name: 'a delete is charged in every index that the item was in',
      async run({ db, table, newKey }) {
        const TableName = await table(indexedTable);
        const Key = { pk: { S: newKey() }, sk: { S: '1' } };
        await db.execute('PutItem', { TableName, Item: { ...Key, ...indexed } });
        const output = await db.execute('DeleteItem', { TableName, Key, ReturnConsumedCapacity: 'INDEXES' });
        expectEqual(places(output), 'table 1, all 1, keys 1, some 1, localAll 1, localKeys 1');
      },
    },
    {
      name: 'an index is charged by the size of what it projects',
      async run({ db, table, newKey }) {
        const TableName = await table(indexedTable);
        const output = await db.execute('PutItem', {
          TableName,
          Item: { pk: { S: newKey() }, sk: { S: '1' }, ...indexed, filler: { S: 'f'.repeat(3500) } },
          ReturnConsumedCapacity: 'INDEXES',
        });
        expectEqual(places(output), 'table 4, all 4, keys 1, some 1, localAll 4, localKeys 1');
      },
    },
    {
      name: 'TOTAL is the sum of table and indexes',
      async run({ db, table, newKey }) {
        const TableName = await table(indexedTable);
        const { ConsumedCapacity } = await db.execute('PutItem', {
          TableName,
          Item: { pk: { S: newKey() }, sk: { S: '1' }, ...indexed },
          ReturnConsumedCapacity: 'TOTAL',
        });
        expectEqual(ConsumedCapacity, { TableName, CapacityUnits: 6 });
      },
    },
    {
      name: 'a query of a global index is charged on the index, by what it projects',
      async run({ db, table, newKey, settled }) {
        const TableName = await table(indexedTable);
        const own = { S: newKey() };
        const Item = { pk: { S: newKey() }, sk: { S: '1' }, ...indexed, team: own, filler: { S: 'f'.repeat(5000) } };
        await db.execute('PutItem', { TableName, Item });
        const query = async (IndexName: string) =>
          db.execute('Query', {
            TableName,
            IndexName,
            KeyConditionExpression: 'team = :team',
            ExpressionAttributeValues: { ':team': own },
            ReturnConsumedCapacity: 'INDEXES',
          });
        await settled(async () => {
          const [all, keys] = [await query('all'), await query('keys')];
          expectEqual([places(all), places(keys)], ['all 1', 'keys 0.5']);
        });
      },
    },
    {
      name: 'what a local index fetches from the table is charged on the table, item by item',
      async run(context) {
        const { db } = context;
        const TableName = await context.table(indexedTable);
        const item = { score: { N: '1' }, title: { S: 'a' } };
        const pk = await filledPartition(context, TableName, [
          { sk: { S: '1' }, ...item },
          { sk: { S: '2' }, ...item },
        ]);
        const query = (ProjectionExpression: string) =>
          db.execute('Query', {
            TableName,
            IndexName: 'localKeys',
            KeyConditionExpression: '#pk = :pk',
            ExpressionAttributeNames: { '#pk': 'pk' },
            ExpressionAttributeValues: { ':pk': pk },
            ProjectionExpression,
            ConsistentRead: true,
            ReturnConsumedCapacity: 'INDEXES',
          });
        expectEqual(places(await query('score')), 'localKeys 1', 'the units without a fetch');
        expectEqual(places(await query('score, title')), 'table 2, localKeys 1', 'the units with a fetch');
      },
    },
    {
      name: 'item collection metrics are shown where there is a local index, when asked',
      async run({ db, table, newKey }) {
        const pk = { S: newKey() };
        const plain = await db.execute('PutItem', {
          TableName: await table(hashTable),
          Item: { pk },
          ReturnItemCollectionMetrics: 'SIZE',
        });
        expectEqual(plain.ItemCollectionMetrics, undefined, 'the metrics of a table without local index');
        const put = { TableName: await table(indexedTable), Item: { pk, sk: { S: '1' } } };
        const unasked = await db.execute('PutItem', put);
        expectEqual(unasked.ItemCollectionMetrics, undefined, 'the metrics unasked');
        const asked = await db.execute('PutItem', { ...put, ReturnItemCollectionMetrics: 'SIZE' });
        expectEqual(asked.ItemCollectionMetrics, { ItemCollectionKey: { pk }, SizeEstimateRangeGB: [0, 1] });
      },
    },
  ],
};

function chargesUpdate([name, before, update, values, charged]: Charged): ConformanceTest {
  return {
    name: `an update is charged for ${name}`,
    async run({ db, table, newKey }) {
      const TableName = await table(indexedTable);
      const Key = { pk: { S: newKey() }, sk: { S: '1' } };
      if (before !== undefined) await db.execute('PutItem', { TableName, Item: { ...Key, ...before } });
      const output = await db.execute('UpdateItem', {
        TableName,
        Key,
        UpdateExpression: update,
        ExpressionAttributeValues: values,
        ReturnConsumedCapacity: 'INDEXES',
      });
      expectEqual(places(output), charged);
    },
  };
}

/** Units by place, those of nothing left out, in the order in which `indexedTable` has its indexes, local ones last. */
function places({ ConsumedCapacity }: Output<'PutItem'>): string {
  const { Table, GlobalSecondaryIndexes = {}, LocalSecondaryIndexes = {} } = ConsumedCapacity ?? {};
  const indexes = { ...GlobalSecondaryIndexes, ...LocalSecondaryIndexes };
  const units = [['table', Table] as const, ...Object.entries(indexes).sort(([a], [b]) => order(a) - order(b))];
  return units
    .filter(([, capacity]) => (capacity?.CapacityUnits ?? 0) > 0)
    .map(([place, capacity]) => `${place} ${capacity?.CapacityUnits}`)
    .join(', ');
}

function order(index: string): number {
  return ['all', 'keys', 'some', 'plain', 'localAll', 'localKeys'].indexOf(index);
}
