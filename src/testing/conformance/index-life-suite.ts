import type { Item } from '../../domain/dynamodb.ts';
import type { ConformanceContext, ConformanceSuite } from './conformance-test.ts';
import { expectEqual, expectRejection, expectSameElements } from './expect.ts';
import { hashTable, indexedTable, keys, sortedTable } from './table-shapes.ts';
import {
  indexCreation,
  indexDeletion,
  onDemandIndexedTable,
  provisionedTable,
  type TableChange,
  units,
  updateTable,
} from './table-update.ts';

/** Global indexes that UpdateTable creates and deletes (behaviour §12, api §1.2). */
export const indexLifeSuite: ConformanceSuite = {
  name: 'index-life',
  tests: [
    {
      name: 'UpdateTable returns a new index in status CREATING, not backfilling yet',
      async run({ db, ownTable }) {
        const TableName = await ownTable(hashTable);
        const { TableDescription } = await db.execute('UpdateTable', { TableName, ...indexCreation() });
        const { IndexName, IndexStatus, Backfilling, KeySchema } = TableDescription?.GlobalSecondaryIndexes?.[0] ?? {};
        expectEqual(TableDescription?.TableStatus, 'UPDATING', 'the status of the table');
        expectEqual(
          { IndexName, IndexStatus, Backfilling, KeySchema },
          { IndexName: 'byColour', IndexStatus: 'CREATING', Backfilling: false, KeySchema: keys('colour') },
        );
      },
    },
    {
      name: 'a new index has the items that the table had before',
      async run(context) {
        const TableName = await tableWith(context, [
          { pk: { S: 'a' }, colour: { S: 'red' } },
          { pk: { S: 'b' }, colour: { S: 'blue' } },
          { pk: { S: 'c' } },
        ]);
        await updateTable(context, TableName, indexCreation());
        await context.settled(() => expectInIndex(context, TableName, ['a', 'b']));
        const { Items } = await context.db.execute('Query', {
          TableName,
          IndexName: 'byColour',
          KeyConditionExpression: 'colour = :colour',
          ExpressionAttributeValues: { ':colour': { S: 'red' } },
        });
        expectEqual(Items, [{ pk: { S: 'a' }, colour: { S: 'red' } }]);
      },
    },
    {
      name: 'a new index is ACTIVE with its counts, and does not report a backfill any more',
      async run(context) {
        const TableName = await tableWith(context, []);
        const { GlobalSecondaryIndexes } = await updateTable(context, TableName, indexCreation());
        const [index] = GlobalSecondaryIndexes ?? [];
        expectEqual(
          [index?.IndexStatus, index?.Backfilling, index?.ItemCount, index?.IndexSizeBytes],
          ['ACTIVE', undefined, 0, 0],
        );
      },
    },
    {
      name: 'a backfill skips items whose attribute has another type, is empty or is too long for a key',
      async run(context) {
        const TableName = await tableWith(context, [
          { pk: { S: 'string' }, colour: { S: 'red' } },
          { pk: { S: 'number' }, colour: { N: '1' } },
          { pk: { S: 'list' }, colour: { L: [{ S: 'red' }] } },
          { pk: { S: 'empty' }, colour: { S: '' } },
          { pk: { S: 'longest' }, colour: { S: 'x'.repeat(2048) } },
          { pk: { S: 'too long' }, colour: { S: 'x'.repeat(2049) } },
        ]);
        await updateTable(context, TableName, indexCreation());
        await context.settled(() => expectInIndex(context, TableName, ['longest', 'string']));
        expectEqual((await context.db.execute('Scan', { TableName })).Count, 6, 'the items of the table');
      },
    },
    {
      name: 'an item that a backfill skipped can change, and is in the index once its attribute is a key',
      async run(context) {
        const { db } = context;
        const TableName = await tableWith(context, [{ pk: { S: 'a' }, colour: { N: '1' } }]);
        await updateTable(context, TableName, indexCreation());
        const Key = { pk: { S: 'a' } };
        const set = (UpdateExpression: string, value: string) =>
          db.execute('UpdateItem', {
            TableName,
            Key,
            UpdateExpression,
            ExpressionAttributeValues: { ':v': { S: value } },
          });
        await set('SET title = :v', 'x');
        await set('SET colour = :v', 'red');
        await context.settled(() => expectInIndex(context, TableName, ['a']));
      },
    },
    {
      name: 'writes after the creation of an index are in it, and must have its key types',
      async run(context) {
        const { db } = context;
        const TableName = await tableWith(context, []);
        await updateTable(context, TableName, indexCreation());
        await db.execute('PutItem', { TableName, Item: { pk: { S: 'a' }, colour: { S: 'red' } } });
        await context.settled(() => expectInIndex(context, TableName, ['a']));
        await expectRejection(db.execute('PutItem', { TableName, Item: { pk: { S: 'b' }, colour: { N: '1' } } }), {
          message:
            'One or more parameter values were invalid: Type mismatch for Index Key colour Expected: S Actual: N IndexName: byColour',
        });
      },
    },
    {
      name: 'a new index projects as it is defined',
      async run(context) {
        const TableName = await tableWith(context, [
          { pk: { S: 'a' }, colour: { S: 'red' }, title: { S: 't' }, note: { S: 'n' } },
        ]);
        const Projection = { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: ['title'] };
        await updateTable(context, TableName, indexCreation({ Projection }));
        await context.settled(async () => {
          const { Items } = await context.db.execute('Scan', { TableName, IndexName: 'byColour' });
          expectEqual(Items, [{ pk: { S: 'a' }, colour: { S: 'red' }, title: { S: 't' } }]);
        });
      },
    },
    {
      name: 'a new index adds the definitions of its key attributes, and unused definitions are dropped',
      async run(context) {
        const TableName = await context.ownTable(sortedTable);
        const change = indexCreation();
        const unused = { AttributeName: 'unused', AttributeType: 'N' } as const;
        const { AttributeDefinitions = [] } = change;
        const table = await updateTable(context, TableName, {
          ...change,
          AttributeDefinitions: [...AttributeDefinitions, unused],
        });
        expectSameElements(table.AttributeDefinitions, [
          { AttributeName: 'colour', AttributeType: 'S' },
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ]);
      },
    },
    {
      name: 'an attribute that an update defines with another type keeps its type',
      async run(context) {
        const TableName = await context.ownTable(onDemandIndexedTable);
        const table = await updateTable(context, TableName, {
          AttributeDefinitions: [
            { AttributeName: 'team', AttributeType: 'N' },
            { AttributeName: 'pk', AttributeType: 'S' },
          ],
          GlobalSecondaryIndexUpdates: [
            {
              Create: {
                IndexName: 'byTeamAndKey',
                KeySchema: keys('team', 'pk'),
                Projection: { ProjectionType: 'KEYS_ONLY' },
              },
            },
          ],
        });
        expectSameElements(table.AttributeDefinitions, onDemandIndexedTable.AttributeDefinitions ?? []);
      },
    },
    {
      name: 'a new index of a provisioned table has its own throughput',
      async run(context) {
        const TableName = await context.ownTable(provisionedTable);
        const change = indexCreation({ ProvisionedThroughput: units(2, 3) });
        const { GlobalSecondaryIndexes } = await updateTable(context, TableName, change);
        const { ReadCapacityUnits, WriteCapacityUnits } = GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput ?? {};
        expectEqual([ReadCapacityUnits, WriteCapacityUnits], [2, 3]);
      },
    },
    {
      name: 'a new index can have several key attributes',
      async run(context) {
        const TableName = await tableWith(context, [
          { pk: { S: 'a' }, colour: { S: 'red' }, size: { N: '1' } },
          { pk: { S: 'b' }, colour: { S: 'red' } },
        ]);
        const several: TableChange = {
          ...indexCreation({
            KeySchema: [
              { AttributeName: 'colour', KeyType: 'HASH' },
              { AttributeName: 'size', KeyType: 'HASH' },
            ],
          }),
          AttributeDefinitions: [
            { AttributeName: 'colour', AttributeType: 'S' },
            { AttributeName: 'size', AttributeType: 'N' },
          ],
        };
        await updateTable(context, TableName, several);
        await context.settled(() => expectInIndex(context, TableName, ['a']));
      },
    },
    {
      name: 'a local index has no status',
      async run({ db, ownTable }) {
        const { Table } = await db.execute('DescribeTable', { TableName: await ownTable(indexedTable) });
        const statuses = Table?.LocalSecondaryIndexes?.map((index) => Reflect.get(index, 'IndexStatus'));
        expectEqual(statuses, [undefined, undefined]);
      },
    },
    {
      name: 'UpdateTable returns an index that it deletes in status DELETING',
      async run({ db, ownTable }) {
        const TableName = await ownTable(onDemandIndexedTable);
        const { TableDescription } = await db.execute('UpdateTable', { TableName, ...indexDeletion('byTeam') });
        expectEqual(
          [TableDescription?.TableStatus, TableDescription?.GlobalSecondaryIndexes?.[0]?.IndexStatus],
          ['UPDATING', 'DELETING'],
        );
      },
    },
    {
      name: 'a deleted index and the definitions that only it used are gone',
      async run(context) {
        const TableName = await context.ownTable(onDemandIndexedTable);
        await context.db.execute('UpdateTable', { TableName, ...indexDeletion('byTeam') });
        await context.settled(async () => {
          const { Table } = await context.db.execute('DescribeTable', { TableName });
          expectEqual(Table?.TableStatus, 'ACTIVE', 'the status');
          expectEqual(Table?.GlobalSecondaryIndexes, undefined, 'the indexes');
          expectEqual(Table?.AttributeDefinitions, hashTable.AttributeDefinitions, 'the definitions');
        });
        await expectRejection(context.db.execute('Scan', { TableName, IndexName: 'byTeam' }), {
          message: 'The table does not have the specified index: byTeam',
        });
        await context.db.execute('PutItem', { TableName, Item: { pk: { S: 'a' }, team: { N: '1' } } });
      },
    },
    {
      name: 'an index can be created again with another key type',
      async run(context) {
        const TableName = await tableWith(context, [{ pk: { S: 'a' }, colour: { N: '1' } }]);
        await updateTable(context, TableName, indexCreation());
        await context.db.execute('UpdateTable', { TableName, ...indexDeletion('byColour') });
        await context.settled(async () => {
          const { Table } = await context.db.execute('DescribeTable', { TableName });
          expectEqual([Table?.TableStatus, Table?.GlobalSecondaryIndexes], ['ACTIVE', undefined]);
        });
        await updateTable(context, TableName, indexCreation({}, 'N'));
        await context.settled(() => expectInIndex(context, TableName, ['a']));
      },
    },
  ],
};

async function tableWith({ db, ownTable }: ConformanceContext, items: readonly Item[]): Promise<string> {
  const TableName = await ownTable(hashTable);
  for (const Item of items) await db.execute('PutItem', { TableName, Item });
  return TableName;
}

async function expectInIndex(
  { db }: ConformanceContext,
  TableName: string,
  expected: readonly string[],
): Promise<void> {
  const { Items = [] } = await db.execute('Scan', { TableName, IndexName: 'byColour' });
  expectEqual(Items.map(({ pk }) => pk?.S).sort(), expected);
}
