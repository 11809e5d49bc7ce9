import type { Item, Output } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual } from './expect.ts';
import { filledPartition } from './filled-partition.ts';
import { hashTable, indexedTable } from './table-shapes.ts';

/** An update: its description, the item before, the expression, its values, and the units, such as `table 1, all 1`. */
type UpdateUnits = readonly [
  name: string,
  before: Item | undefined,
  update: string,
  values: Item | undefined,
  units: string,
];

const team = { S: 'red' };
const indexed = { team, score: { N: '1' }, title: { S: 'a' }, extra: { S: 'a' } };

/** Updates of items in `indexedTable`: an index consumes capacity only if its projected attributes change. */
const updates: readonly UpdateUnits[] = [
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
  ['an attribute set to its current value', indexed, 'SET title = :v', { ':v': { S: 'a' } }, 'table 1'],
  [
    'a changed sort key of indexes, with two writes in each index',
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

/** Capacity that requests consume on secondary indexes. */
export const indexCapacitySuite: ConformanceSuite = {
  name: 'index-capacity',
  tests: [
    ...updates.map(updateConsumes),
    {
      name: 'a put of an identical item consumes capacity on the table only, even if the order of a set differs',
      async run({ db, table, newKey }) {
        const TableName = await table(indexedTable);
        const Item = { pk: { S: newKey() }, sk: { S: '1' }, ...indexed };
        await db.execute('PutItem', { TableName, Item: { ...Item, tags: { SS: ['a', 'b'] } } });
        const output = await db.execute('PutItem', {
          TableName,
          Item: { ...Item, tags: { SS: ['b', 'a'] } },
          ReturnConsumedCapacity: 'INDEXES',
        });
        expectEqual(unitsText(output), 'table 1');
      },
    },
    {
      name: 'a delete consumes capacity in every index that contains the item',
      async run({ db, table, newKey }) {
        const TableName = await table(indexedTable);
        const Key = { pk: { S: newKey() }, sk: { S: '1' } };
        await db.execute('PutItem', { TableName, Item: { ...Key, ...indexed } });
        const output = await db.execute('DeleteItem', { TableName, Key, ReturnConsumedCapacity: 'INDEXES' });
        expectEqual(unitsText(output), 'table 1, all 1, keys 1, some 1, localAll 1, localKeys 1');
      },
    },
    {
      name: 'an index consumes capacity for the size of its projected attributes',
      async run({ db, table, newKey }) {
        const TableName = await table(indexedTable);
        const output = await db.execute('PutItem', {
          TableName,
          Item: { pk: { S: newKey() }, sk: { S: '1' }, ...indexed, filler: { S: 'f'.repeat(3500) } },
          ReturnConsumedCapacity: 'INDEXES',
        });
        expectEqual(unitsText(output), 'table 4, all 4, keys 1, some 1, localAll 4, localKeys 1');
      },
    },
    {
      name: 'TOTAL is the sum of the table and its indexes',
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
      name: 'a query of a global index consumes capacity on the index for its projected attributes',
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
          expectEqual([unitsText(all), unitsText(keys)], ['all 1', 'keys 0.5']);
        });
      },
    },
    {
      name: 'attributes that a local index fetches consume capacity on the table for each item',
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
        expectEqual(unitsText(await query('score')), 'localKeys 1', 'the units without a fetch');
        expectEqual(unitsText(await query('score, title')), 'table 2, localKeys 1', 'the units with a fetch');
      },
    },
    {
      name: 'item collection metrics are returned on request for a table with a local index',
      async run({ db, table, newKey }) {
        const pk = { S: newKey() };
        const plain = await db.execute('PutItem', {
          TableName: await table(hashTable),
          Item: { pk },
          ReturnItemCollectionMetrics: 'SIZE',
        });
        expectEqual(plain.ItemCollectionMetrics, undefined, 'the metrics of a table without a local index');
        const put = { TableName: await table(indexedTable), Item: { pk, sk: { S: '1' } } };
        const unasked = await db.execute('PutItem', put);
        expectEqual(unasked.ItemCollectionMetrics, undefined, 'the metrics by default');
        const asked = await db.execute('PutItem', { ...put, ReturnItemCollectionMetrics: 'SIZE' });
        expectEqual(asked.ItemCollectionMetrics, { ItemCollectionKey: { pk }, SizeEstimateRangeGB: [0, 1] });
      },
    },
  ],
};

function updateConsumes([name, before, update, values, expected]: UpdateUnits): ConformanceTest {
  return {
    name: `an update consumes capacity for ${name}`,
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
      expectEqual(unitsText(output), expected);
    },
  };
}

/** Lists the consumed units of the table and each index, without zeros, in the order of `indexedTable`, local indexes last. */
function unitsText({ ConsumedCapacity }: Output<'PutItem'>): string {
  const { Table, GlobalSecondaryIndexes = {}, LocalSecondaryIndexes = {} } = ConsumedCapacity ?? {};
  const indexes = { ...GlobalSecondaryIndexes, ...LocalSecondaryIndexes };
  const units = [['table', Table] as const, ...Object.entries(indexes).sort(([a], [b]) => order(a) - order(b))];
  return units
    .filter(([, capacity]) => (capacity?.CapacityUnits ?? 0) > 0)
    .map(([name, capacity]) => `${name} ${capacity?.CapacityUnits}`)
    .join(', ');
}

function order(index: string): number {
  return ['all', 'keys', 'some', 'plain', 'localAll', 'localKeys'].indexOf(index);
}
