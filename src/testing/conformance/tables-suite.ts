import { isDate } from '../../domain/brands.ts';
import type { ConformanceContext, ConformanceSuite } from './conformance-test.ts';
import { expectEqual, expectRejection, expectSameElements, expectThat } from './expect.ts';
import { hashTable, indexedTable, keys, sortedTable } from './table-shapes.ts';

/** CreateTable, DescribeTable, ListTables and DeleteTable. */
export const tablesSuite: ConformanceSuite = {
  name: 'tables',
  tests: [
    {
      name: 'CreateTable returns the description of a table in status CREATING',
      async run({ db, tableName }) {
        const TableName = tableName('conformance');
        const { TableDescription } = await db.execute('CreateTable', { TableName, ...sortedTable });
        expectEqual(TableDescription?.TableName, TableName, 'the name');
        expectEqual(TableDescription?.TableStatus, 'CREATING', 'the status');
        expectEqual(TableDescription?.KeySchema, sortedTable.KeySchema, 'the key schema');
        expectSameElements(TableDescription?.AttributeDefinitions, sortedTable.AttributeDefinitions ?? []);
      },
    },
    {
      name: 'DescribeTable describes an empty table',
      async run({ db, ownTable }) {
        const TableName = await ownTable(sortedTable);
        const { Table } = await db.execute('DescribeTable', { TableName });
        expectEqual(
          {
            TableName: Table?.TableName,
            TableStatus: Table?.TableStatus,
            KeySchema: Table?.KeySchema,
            AttributeDefinitions: Table?.AttributeDefinitions,
            ItemCount: Table?.ItemCount,
            TableSizeBytes: Table?.TableSizeBytes,
            DeletionProtectionEnabled: Table?.DeletionProtectionEnabled,
            LocalSecondaryIndexes: Table?.LocalSecondaryIndexes,
            GlobalSecondaryIndexes: Table?.GlobalSecondaryIndexes,
            StreamSpecification: Table?.StreamSpecification,
          },
          {
            TableName,
            TableStatus: 'ACTIVE',
            KeySchema: sortedTable.KeySchema,
            AttributeDefinitions: sortedTable.AttributeDefinitions,
            ItemCount: 0,
            TableSizeBytes: 0,
            DeletionProtectionEnabled: false,
          },
        );
      },
    },
    {
      name: 'DescribeTable returns an ARN and the creation time',
      async run({ db, ownTable }) {
        const TableName = await ownTable(hashTable);
        const { Table } = await db.execute('DescribeTable', { TableName });
        const arn = Table?.TableArn ?? '';
        expectThat(/^arn:[a-z-]+:dynamodb:[a-z0-9-]+:[0-9]{12}:table\//.test(arn), `the ARN is ${arn}`);
        expectThat(arn.endsWith(`:table/${TableName}`), `the ARN is ${arn}`);
        expectThat(isDate(Table?.CreationDateTime), 'the creation time is not a Date');
      },
    },
    {
      name: 'DescribeTable returns a table id that does not change',
      async run({ db, ownTable }) {
        const TableName = await ownTable(hashTable);
        const { Table } = await db.execute('DescribeTable', { TableName });
        const id = Table?.TableId ?? '';
        expectThat(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id), `the id is "${id}"`);
        const again = await db.execute('DescribeTable', { TableName });
        expectEqual(again.Table?.TableId, id);
      },
    },
    {
      name: 'DescribeTable of an on-demand table returns its billing mode and throughput of 0',
      async run({ db, ownTable }) {
        const { Table } = await db.execute('DescribeTable', { TableName: await ownTable(hashTable) });
        const { ReadCapacityUnits, WriteCapacityUnits, NumberOfDecreasesToday } = Table?.ProvisionedThroughput ?? {};
        expectEqual(Table?.BillingModeSummary?.BillingMode, 'PAY_PER_REQUEST', 'the billing mode');
        expectEqual(
          { ReadCapacityUnits, WriteCapacityUnits, NumberOfDecreasesToday },
          { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 },
        );
      },
    },
    {
      name: 'DescribeTable of an on-demand table returns the initial warm throughput',
      async run({ db, ownTable }) {
        const { Table } = await db.execute('DescribeTable', { TableName: await ownTable(hashTable) });
        expectEqual(Table?.WarmThroughput, {
          ReadUnitsPerSecond: 12_000,
          WriteUnitsPerSecond: 4000,
          Status: 'ACTIVE',
        });
      },
    },
    {
      name: 'DescribeTable of a provisioned table returns its throughput and no billing mode',
      async run({ db, ownTable }) {
        const TableName = await ownTable({
          ...hashTable,
          BillingMode: undefined,
          ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 2 },
        });
        const { Table } = await db.execute('DescribeTable', { TableName });
        const { ReadCapacityUnits, WriteCapacityUnits } = Table?.ProvisionedThroughput ?? {};
        expectEqual([ReadCapacityUnits, WriteCapacityUnits, Table?.BillingModeSummary], [3, 2, undefined]);
      },
    },
    {
      name: 'DescribeTable sorts attribute definitions by name',
      async run({ db, ownTable }) {
        const TableName = await ownTable({
          KeySchema: keys('zone', 'area'),
          AttributeDefinitions: [
            { AttributeName: 'zone', AttributeType: 'S' },
            { AttributeName: 'area', AttributeType: 'N' },
          ],
          BillingMode: 'PAY_PER_REQUEST',
        });
        const { Table } = await db.execute('DescribeTable', { TableName });
        expectEqual(Table?.AttributeDefinitions, [
          { AttributeName: 'area', AttributeType: 'N' },
          { AttributeName: 'zone', AttributeType: 'S' },
        ]);
        expectEqual(Table?.KeySchema, keys('zone', 'area'), 'the key schema');
      },
    },
    {
      name: 'DescribeTable returns the keys, projections and sizes of indexes',
      async run({ db, ownTable }) {
        const TableName = await ownTable(indexedTable);
        const { Table } = await db.execute('DescribeTable', { TableName });
        expectSameElements(
          Table?.GlobalSecondaryIndexes?.map(
            ({ IndexName, KeySchema, Projection, IndexStatus, ItemCount, IndexSizeBytes }) => ({
              IndexName,
              KeySchema,
              Projection,
              IndexStatus,
              ItemCount,
              IndexSizeBytes,
            }),
          ),
          (indexedTable.GlobalSecondaryIndexes ?? []).map(({ IndexName, KeySchema, Projection }) => ({
            IndexName,
            KeySchema,
            Projection,
            IndexStatus: 'ACTIVE',
            ItemCount: 0,
            IndexSizeBytes: 0,
          })),
          'the global indexes',
        );
        expectSameElements(
          Table?.LocalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({
            IndexName,
            KeySchema,
            Projection,
          })),
          indexedTable.LocalSecondaryIndexes ?? [],
          'the local indexes',
        );
        for (const { IndexArn, IndexName } of [
          ...(Table?.GlobalSecondaryIndexes ?? []),
          ...(Table?.LocalSecondaryIndexes ?? []),
        ]) {
          expectEqual(IndexArn, `${Table?.TableArn}/index/${IndexName}`, 'the ARN of an index');
        }
      },
    },
    {
      name: 'DeleteTable returns a table in status DELETING and deletes it',
      async run(context) {
        const { db } = context;
        const TableName = await context.ownTable(hashTable);
        const { TableDescription } = await db.execute('DeleteTable', { TableName });
        expectEqual([TableDescription?.TableName, TableDescription?.TableStatus], [TableName, 'DELETING']);
        await context.settled(() => expectNoTable(context, TableName));
      },
    },
    {
      name: 'a table created with the name of a deleted table is empty',
      async run(context) {
        const { db } = context;
        const TableName = await context.ownTable(hashTable);
        await db.execute('PutItem', { TableName, Item: { pk: { S: 'a' } } });
        await db.execute('DeleteTable', { TableName });
        await context.settled(() => expectNoTable(context, TableName));
        await db.execute('CreateTable', { TableName, ...hashTable });
        await context.settled(async () => {
          const { Count } = await db.execute('Scan', { TableName });
          expectEqual(Count, 0);
        });
      },
    },
    {
      name: 'CreateTable ignores an OnDemandThroughput without limits',
      async run({ db, ownTable }) {
        const TableName = await ownTable({ ...hashTable, OnDemandThroughput: {} });
        const { Table } = await db.execute('DescribeTable', { TableName });
        expectEqual(Table?.OnDemandThroughput, undefined);
      },
    },
    {
      name: 'a table with deletion protection cannot be deleted',
      async run({ db, ownTable }) {
        const TableName = await ownTable({ ...hashTable, DeletionProtectionEnabled: true });
        const { Table } = await db.execute('DescribeTable', { TableName });
        expectEqual(Table?.DeletionProtectionEnabled, true, 'the protection');
        await expectRejection(db.execute('DeleteTable', { TableName }), {
          message:
            'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
        });
      },
    },
    {
      name: 'table names are case-sensitive',
      async run({ db, tableName }) {
        const lower = tableName('conformance-case');
        const upper = lower.replace('case', 'CASE');
        await db.execute('CreateTable', { TableName: lower, ...hashTable });
        await expectRejection(db.execute('DescribeTable', { TableName: upper }), {
          error: 'ResourceNotFoundException',
          message: `Requested resource not found: Table: ${upper} not found`,
        });
      },
    },
    {
      name: 'ListTables returns names in order, in pages that start after a name',
      async run({ db, tableName }) {
        // One prefix for all names, so that no other table sorts between them.
        const prefix = tableName('conformance-list');
        const names = ['a', 'b', 'c'].map((letter) => tableName(`${prefix}-${letter}`));
        for (const TableName of names.toReversed()) await db.execute('CreateTable', { TableName, ...hashTable });
        const page = await db.execute('ListTables', { ExclusiveStartTableName: prefix, Limit: 2 });
        expectEqual([page.TableNames, page.LastEvaluatedTableName], [names.slice(0, 2), names[1]], 'the first page');
        const next = await db.execute('ListTables', { ExclusiveStartTableName: names[1], Limit: 1 });
        expectEqual(next.TableNames, names.slice(2), 'the second page');
      },
    },
  ],
};

async function expectNoTable({ db }: ConformanceContext, TableName: string): Promise<void> {
  await expectRejection(db.execute('DescribeTable', { TableName }), {
    error: 'ResourceNotFoundException',
    message: /./,
  });
}
