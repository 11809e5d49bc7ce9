import type { Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceContext, ConformanceSuite } from './conformance-test.ts';
import { expectEqual, expectSameElements } from './expect.ts';
import { conditionFailed, expectCancelled } from './expect-cancelled.ts';
import { sizedItem } from './sized-item.ts';
import { hashTable, indexedTable, sortedTable } from './table-shapes.ts';

type Action = NonNullable<Input<'TransactWriteItems'>['TransactItems']>[number];

/** What a transaction does to an item, its size in bytes before (`undefined` without one), and the units consumed. */
type Write = readonly [
  name: string,
  before: number | undefined,
  action: (TableName: string, Key: { pk: { S: string } }) => Action,
  units: number,
];

const putOf =
  (sizeBytes: number): Write[2] =>
  (TableName, Key) => ({
    Put: { TableName, Item: sizedItem(Key, sizeBytes) },
  });
const remove: Write[2] = (TableName, Key) => ({ Delete: { TableName, Key } });
const check: Write[2] = (TableName, Key) => ({
  ConditionCheck: { TableName, Key, ConditionExpression: 'attribute_not_exists(nothing)' },
});
const update: Write[2] = (TableName, Key) => ({ Update: { TableName, Key, UpdateExpression: 'REMOVE filler' } });

/** Two units for each KB of the larger item, before or after (behaviour §15, api §7.3). */
const writes: readonly Write[] = [
  ['a put of a small item', undefined, putOf(100), 2],
  ['a put of 1,500 bytes', undefined, putOf(1500), 4],
  ['a put in place of a larger item', 5000, putOf(100), 10],
  ['an update that makes the item smaller', 3000, update, 6],
  ['a delete', 2000, remove, 4],
  ['a delete of a missing item', undefined, remove, 2],
  ['a check of an item, by its size', 2500, check, 6],
  ['a check of a missing item', undefined, check, 2],
];

/** Sizes of items in bytes, `undefined` without an item, and the units: two for each 4 KB (behaviour §15, api §7.2). */
const reads: readonly (readonly [number | undefined, number])[] = [
  [undefined, 2],
  [100, 2],
  [4096, 2],
  [4097, 4],
  [9000, 6],
];

/** The capacity that transactions consume, and how they report it (behaviour §15, api §7). */
export const transactCapacitySuite: ConformanceSuite = {
  name: 'transact-capacity',
  tests: [
    ...writes.map(([name, before, action, units]) => ({
      name: `${name} in a transaction consumes ${units} units`,
      source: 'api §7.3',
      async run({ db, table, newKey }: ConformanceContext) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        if (before !== undefined) await db.execute('PutItem', { TableName, Item: sizedItem(Key, before) });
        const { ConsumedCapacity } = await db.execute('TransactWriteItems', {
          TransactItems: [action(TableName, Key)],
          ReturnConsumedCapacity: 'TOTAL',
        });
        expectEqual(ConsumedCapacity, [{ TableName, CapacityUnits: units, WriteCapacityUnits: units }]);
      },
    })),
    ...reads.map(([sizeBytes, units]) => ({
      name: `a read of ${sizeBytes === undefined ? 'a missing item' : `${sizeBytes} bytes`} in a transaction consumes ${units} units`,
      source: 'api §7.2',
      async run({ db, table, newKey }: ConformanceContext) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        if (sizeBytes !== undefined) await db.execute('PutItem', { TableName, Item: sizedItem(Key, sizeBytes) });
        const { ConsumedCapacity } = await db.execute('TransactGetItems', {
          TransactItems: [{ Get: { TableName, Key, ProjectionExpression: 'pk' } }],
          ReturnConsumedCapacity: 'TOTAL',
        });
        expectEqual(ConsumedCapacity, [{ TableName, CapacityUnits: units, ReadCapacityUnits: units }]);
      },
    })),
    {
      name: 'each item is rounded separately, and each table is reported',
      source: 'behaviour §15',
      async run({ db, table, newKey }) {
        const [first, second] = [await table(hashTable), await table(sortedTable)];
        const key = () => ({ pk: { S: newKey() } });
        const [one, two] = [key(), key()];
        const sorted = { ...key(), sk: { S: '1' } };
        const { ConsumedCapacity: written } = await db.execute('TransactWriteItems', {
          TransactItems: [
            { Put: { TableName: first, Item: sizedItem(one, 1500) } },
            { Put: { TableName: second, Item: sorted } },
            { Put: { TableName: first, Item: sizedItem(two, 1500) } },
          ],
          ReturnConsumedCapacity: 'TOTAL',
        });
        expectSameElements(written, [
          { TableName: first, CapacityUnits: 8, WriteCapacityUnits: 8 },
          { TableName: second, CapacityUnits: 2, WriteCapacityUnits: 2 },
        ]);
        const { ConsumedCapacity: read } = await db.execute('TransactGetItems', {
          TransactItems: [
            { Get: { TableName: first, Key: one } },
            { Get: { TableName: second, Key: sorted } },
            { Get: { TableName: first, Key: two } },
          ],
          ReturnConsumedCapacity: 'INDEXES',
        });
        const units = (each: number) => ({ CapacityUnits: each, ReadCapacityUnits: each });
        expectSameElements(
          read,
          [
            { TableName: first, ...units(4), Table: units(4) },
            { TableName: second, ...units(2), Table: units(2) },
          ],
          'the capacity of the read',
        );
      },
    },
    {
      name: 'indexes consume what they do outside a transaction, and only if their view changes',
      source: 'behaviour §15',
      async run({ db, table, newKey }) {
        const TableName = await table(indexedTable);
        const Key = { pk: { S: newKey() }, sk: { S: '1' } };
        const write = async (Item: Item) => {
          const output = await db.execute('TransactWriteItems', {
            TransactItems: [{ Put: { TableName, Item: { ...Key, ...Item } } }],
            ReturnConsumedCapacity: 'INDEXES',
          });
          return output.ConsumedCapacity;
        };
        const units = (each: number) => ({ CapacityUnits: each, WriteCapacityUnits: each });
        const label = { S: newKey() };
        expectEqual(await write({ label }), [
          { TableName, ...units(3), Table: units(2), GlobalSecondaryIndexes: { plain: units(1) } },
        ]);
        expectEqual(await write({ label: { S: newKey() }, score: { N: '1' } }), [
          {
            TableName,
            ...units(6),
            Table: units(2),
            GlobalSecondaryIndexes: { plain: units(2) },
            LocalSecondaryIndexes: { localAll: units(1), localKeys: units(1) },
          },
        ]);
      },
    },
    {
      name: 'nothing is reported by default, nor with NONE',
      source: 'api §7.4',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        for (const ReturnConsumedCapacity of [undefined, 'NONE'] as const) {
          const Key = { pk: { S: newKey() } };
          const written = await db.execute('TransactWriteItems', {
            TransactItems: [{ Put: { TableName, Item: Key } }],
            ReturnConsumedCapacity,
          });
          const read = await db.execute('TransactGetItems', {
            TransactItems: [{ Get: { TableName, Key } }],
            ReturnConsumedCapacity,
          });
          expectEqual([written.ConsumedCapacity, read.ConsumedCapacity], [undefined, undefined]);
        }
      },
    },
    {
      name: 'a cancelled transaction reports no capacity',
      source: 'api §7.3',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Check = { TableName, Key: { pk: { S: newKey() } }, ConditionExpression: 'attribute_exists(pk)' };
        const request = db.execute('TransactWriteItems', {
          TransactItems: [{ ConditionCheck: Check }],
          ReturnConsumedCapacity: 'INDEXES',
        });
        await expectCancelled(request, [conditionFailed]);
      },
    },
  ],
};
