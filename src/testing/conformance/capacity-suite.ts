import type { AttributeValue, Input } from '../../domain/dynamodb.ts';
import type { ConformanceContext, ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual, expectThat } from './expect.ts';
import { partitionQuery } from './filled-partition.ts';
import { sizedItem } from './sized-item.ts';
import { hashTable, sortedTable } from './table-shapes.ts';

/** Size of the item in bytes, `undefined` without an item; whether the read is strongly consistent; capacity units. */
const gets: readonly (readonly [number | undefined, boolean, number])[] = [
  [undefined, true, 1],
  [undefined, false, 0.5],
  [100, true, 1],
  [100, false, 0.5],
  [4096, true, 1],
  [4097, true, 2],
  [4097, false, 1],
  [100_000, true, 25],
  [100_000, false, 12.5],
];

/** Sizes of the item in bytes before (`undefined` without an item) and after; capacity units. */
const puts: readonly (readonly [number | undefined, number, number])[] = [
  [undefined, 100, 1],
  [undefined, 1024, 1],
  [undefined, 1025, 2],
  [undefined, 100_000, 98],
  [5000, 100, 5],
  [100, 5000, 5],
];

/** Size of the item in bytes, `undefined` without an item; capacity units. */
const deletes: readonly (readonly [number | undefined, number])[] = [
  [undefined, 1],
  [1024, 1],
  [1025, 2],
];

/** Consumed capacity of requests: read units of 4 KB and write units of 1 KB. */
export const capacitySuite: ConformanceSuite = {
  name: 'capacity',
  tests: [
    ...gets.map(([sizeBytes, consistent, units]) => getConsumes(sizeBytes, consistent, units)),
    ...puts.map(([before, after, units]) => putConsumes(before, after, units)),
    ...deletes.map(([sizeBytes, units]) => deleteConsumes(sizeBytes, units)),
    {
      name: 'an update consumes capacity for the larger of the item before and after',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: sizedItem(Key, 3000) });
        const update = (UpdateExpression: string, values?: Record<string, AttributeValue>) =>
          db.execute('UpdateItem', {
            TableName,
            Key,
            UpdateExpression,
            ExpressionAttributeValues: values,
            ReturnConsumedCapacity: 'TOTAL',
          });
        const small = await update('SET a = :v', { ':v': { S: 'x' } });
        const shrinking = await update('REMOVE filler');
        const created = await update('SET filler = :v', { ':v': { S: 'f'.repeat(2000) } });
        expectEqual(
          [small, shrinking, created].map((output) => output.ConsumedCapacity?.CapacityUnits),
          [3, 3, 2],
        );
      },
    },
    {
      name: 'a projection does not reduce the capacity of a get',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: sizedItem(Key, 5000) });
        const { ConsumedCapacity } = await db.execute('GetItem', {
          TableName,
          Key,
          ProjectionExpression: 'pk',
          ConsistentRead: true,
          ReturnConsumedCapacity: 'TOTAL',
        });
        expectEqual(ConsumedCapacity?.CapacityUnits, 2);
      },
    },
    {
      name: 'a query consumes capacity for the total size of the evaluated items, rounded once',
      async run(context) {
        const query = await queryOf(context, [3000, 3000, 3000]);
        expectEqual(await unitsOf(context, { ...query, ConsistentRead: true }), 3, 'the units of a consistent read');
        expectEqual(await unitsOf(context, query), 1.5, 'the units of an eventually consistent read');
        expectEqual(await unitsOf(context, { ...query, Limit: 1 }), 0.5, 'the units of one item');
      },
    },
    {
      name: 'a filter, projection or COUNT does not reduce the capacity of a query',
      async run(context) {
        const query = { ...(await queryOf(context, [3000, 3000])), ConsistentRead: true };
        const filtered = await unitsOf(context, { ...query, FilterExpression: 'attribute_not_exists(filler)' });
        const projected = await unitsOf(context, { ...query, ProjectionExpression: 'sk' });
        const counted = await unitsOf(context, { ...query, Select: 'COUNT' });
        expectEqual([filtered, projected, counted], [2, 2, 2]);
      },
    },
    {
      name: 'a query without results consumes the minimum capacity',
      async run(context) {
        const query = await queryOf(context, []);
        expectEqual(
          [await unitsOf(context, query), await unitsOf(context, { ...query, ConsistentRead: true })],
          [0.5, 1],
        );
      },
    },
    {
      name: 'a scan consumes capacity for the total size of the evaluated items',
      async run({ db, ownTable, newKey }) {
        const TableName = await ownTable(hashTable);
        for (let count = 0; count < 3; count += 1) {
          await db.execute('PutItem', { TableName, Item: sizedItem({ pk: { S: newKey() } }, 3000) });
        }
        const { ConsumedCapacity } = await db.execute('Scan', {
          TableName,
          ConsistentRead: true,
          ReturnConsumedCapacity: 'TOTAL',
        });
        // The service charges a little more for each partition of the table's storage.
        const units = ConsumedCapacity?.CapacityUnits ?? 0;
        expectThat(units >= 3 && units <= 6, `the scan consumed ${units} units`);
      },
    },
    {
      name: 'BatchGetItem consumes capacity rounded up for each item, and the minimum for a missing item',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Keys = [1, 2, 3].map(() => ({ pk: { S: newKey() } }));
        for (const key of Keys.slice(0, 2)) await db.execute('PutItem', { TableName, Item: sizedItem(key, 5000) });
        const get = async (ConsistentRead: boolean) => {
          const { ConsumedCapacity } = await db.execute('BatchGetItem', {
            RequestItems: { [TableName]: { Keys, ConsistentRead } },
            ReturnConsumedCapacity: 'TOTAL',
          });
          return ConsumedCapacity;
        };
        expectEqual(await get(true), [{ TableName, CapacityUnits: 5 }]);
        expectEqual(await get(false), [{ TableName, CapacityUnits: 2.5 }], 'the eventually consistent capacity');
      },
    },
    {
      name: 'BatchWriteItem consumes capacity rounded up for each item',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const replaced = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: sizedItem(replaced, 3000) });
        const { ConsumedCapacity } = await db.execute('BatchWriteItem', {
          RequestItems: {
            [TableName]: [
              { PutRequest: { Item: sizedItem({ pk: { S: newKey() } }, 1500) } },
              { PutRequest: { Item: replaced } },
              { DeleteRequest: { Key: { pk: { S: newKey() } } } },
            ],
          },
          ReturnConsumedCapacity: 'TOTAL',
        });
        expectEqual(ConsumedCapacity, [{ TableName, CapacityUnits: 6 }]);
      },
    },
    {
      name: 'ReturnConsumedCapacity NONE reports nothing, TOTAL the sum, INDEXES also the table',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const get = async (ReturnConsumedCapacity: Input<'GetItem'>['ReturnConsumedCapacity']) => {
          const { ConsumedCapacity } = await db.execute('GetItem', {
            TableName,
            Key: { pk: { S: newKey() } },
            ReturnConsumedCapacity,
          });
          return ConsumedCapacity;
        };
        expectEqual([await get(undefined), await get('NONE')], [undefined, undefined], 'the capacity by default');
        expectEqual(await get('TOTAL'), { TableName, CapacityUnits: 0.5 }, 'TOTAL');
        expectEqual(await get('INDEXES'), { TableName, CapacityUnits: 0.5, Table: { CapacityUnits: 0.5 } }, 'INDEXES');
      },
    },
  ],
};

function show(sizeBytes: number | undefined): string {
  return sizeBytes === undefined ? 'no item' : `an item of ${sizeBytes} bytes`;
}

function getConsumes(sizeBytes: number | undefined, ConsistentRead: boolean, units: number): ConformanceTest {
  return {
    name: `${ConsistentRead ? 'a strongly' : 'an eventually'} consistent get of ${show(sizeBytes)} consumes ${units} units`,
    async run({ db, table, newKey }) {
      const TableName = await table(hashTable);
      const Key = { pk: { S: newKey() } };
      if (sizeBytes !== undefined) await db.execute('PutItem', { TableName, Item: sizedItem(Key, sizeBytes) });
      const { ConsumedCapacity } = await db.execute('GetItem', {
        TableName,
        Key,
        ConsistentRead,
        ReturnConsumedCapacity: 'TOTAL',
      });
      expectEqual(ConsumedCapacity, { TableName, CapacityUnits: units });
    },
  };
}

function putConsumes(before: number | undefined, after: number, units: number): ConformanceTest {
  return {
    name: `a put of ${show(after)} in place of ${show(before)} consumes ${units} units`,
    async run({ db, table, newKey }) {
      const TableName = await table(hashTable);
      const Key = { pk: { S: newKey() } };
      if (before !== undefined) await db.execute('PutItem', { TableName, Item: sizedItem(Key, before) });
      const { ConsumedCapacity } = await db.execute('PutItem', {
        TableName,
        Item: sizedItem(Key, after),
        ReturnConsumedCapacity: 'TOTAL',
      });
      expectEqual(ConsumedCapacity, { TableName, CapacityUnits: units });
    },
  };
}

function deleteConsumes(sizeBytes: number | undefined, units: number): ConformanceTest {
  return {
    name: `a delete of ${show(sizeBytes)} consumes ${units} units`,
    async run({ db, table, newKey }) {
      const TableName = await table(hashTable);
      const Key = { pk: { S: newKey() } };
      if (sizeBytes !== undefined) await db.execute('PutItem', { TableName, Item: sizedItem(Key, sizeBytes) });
      const { ConsumedCapacity } = await db.execute('DeleteItem', { TableName, Key, ReturnConsumedCapacity: 'TOTAL' });
      expectEqual(ConsumedCapacity, { TableName, CapacityUnits: units });
    },
  };
}

/** Creates items of the given sizes in one partition and returns an eventually consistent query for it. */
async function queryOf(context: ConformanceContext, sizesBytes: readonly number[]): Promise<Input<'Query'>> {
  const TableName = await context.table(sortedTable);
  const pk = { S: context.newKey() };
  for (const [index, sizeBytes] of sizesBytes.entries()) {
    await context.db.execute('PutItem', {
      TableName,
      Item: sizedItem({ pk, sk: { S: String(index) } }, sizeBytes),
    });
  }
  return { ...partitionQuery(TableName, pk), ConsistentRead: false, ReturnConsumedCapacity: 'TOTAL' };
}

async function unitsOf({ db }: ConformanceContext, query: Input<'Query'>): Promise<number | undefined> {
  const { ConsumedCapacity } = await db.execute('Query', query);
  return ConsumedCapacity?.CapacityUnits;
}
