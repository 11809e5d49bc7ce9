import { isDate } from '../../domain/brands.ts';
import type { ConformanceSuite } from './conformance-test.ts';
import { expectEqual, expectRejection, expectThat } from './expect.ts';
import { hashTable } from './table-shapes.ts';
import {
  indexUpdate,
  onDemandIndexedTable,
  provisionedIndexedTable,
  provisionedTable,
  units,
  updateTable,
} from './table-update.ts';

/** UpdateTable: billing mode, provisioned throughput and deletion protection (api §1.2, control-plane §1, behaviour §22). */
export const updateTableSuite: ConformanceSuite = {
  name: 'update-table',
  tests: [
    {
      name: 'UpdateTable returns the description of a table in status UPDATING, with its old throughput',
      async run({ db, ownTable }) {
        const TableName = await ownTable(provisionedTable);
        const { TableDescription } = await db.execute('UpdateTable', { TableName, ProvisionedThroughput: units(7, 6) });
        expectEqual([TableDescription?.TableName, TableDescription?.TableStatus], [TableName, 'UPDATING']);
        expectEqual(TableDescription?.KeySchema, hashTable.KeySchema, 'the key schema');
        const { ReadCapacityUnits, WriteCapacityUnits } = TableDescription?.ProvisionedThroughput ?? {};
        expectEqual([ReadCapacityUnits, WriteCapacityUnits], [5, 5], 'the throughput');
      },
    },
    {
      name: 'UpdateTable increases throughput',
      async run(context) {
        const TableName = await context.ownTable(provisionedTable);
        const table = await updateTable(context, TableName, { ProvisionedThroughput: units(7, 6) });
        const { LastIncreaseDateTime, ...throughput } = table.ProvisionedThroughput ?? {};
        expectEqual(throughput, { NumberOfDecreasesToday: 0, ...units(7, 6) });
        expectThat(isDate(LastIncreaseDateTime), 'it has no date of the increase');
      },
    },
    {
      name: 'UpdateTable decreases throughput, and counts it',
      async run(context) {
        const TableName = await context.ownTable(provisionedTable);
        const table = await updateTable(context, TableName, { ProvisionedThroughput: units(4, 5) });
        const { LastDecreaseDateTime, ...throughput } = table.ProvisionedThroughput ?? {};
        expectEqual(throughput, { NumberOfDecreasesToday: 1, ...units(4, 5) });
        expectThat(isDate(LastDecreaseDateTime), 'it has no date of the decrease');
      },
    },
    {
      name: 'an update that raises one value and lowers the other counts as a decrease',
      async run(context) {
        const TableName = await context.ownTable(provisionedTable);
        const table = await updateTable(context, TableName, { ProvisionedThroughput: units(9, 4) });
        expectEqual(table.ProvisionedThroughput?.NumberOfDecreasesToday, 1);
      },
    },
    {
      name: 'UpdateTable changes the throughput of an index alone',
      async run(context) {
        const TableName = await context.ownTable(provisionedIndexedTable);
        const update = indexUpdate('byTeam', { ProvisionedThroughput: units(4, 8) });
        const table = await updateTable(context, TableName, update);
        const index = table.GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput ?? {};
        expectEqual(
          [index.ReadCapacityUnits, index.WriteCapacityUnits, index.NumberOfDecreasesToday],
          [4, 8, 1],
          'the index',
        );
        expectEqual(table.ProvisionedThroughput, { NumberOfDecreasesToday: 0, ...units(5, 5) }, 'the table');
      },
    },
    {
      name: 'UpdateTable changes the throughput of a table and its index together',
      async run(context) {
        const TableName = await context.ownTable(provisionedIndexedTable);
        const table = await updateTable(context, TableName, {
          ProvisionedThroughput: units(6, 6),
          ...indexUpdate('byTeam', { ProvisionedThroughput: units(8, 8) }),
        });
        expectEqual(
          [
            table.ProvisionedThroughput?.ReadCapacityUnits,
            table.GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput?.ReadCapacityUnits,
          ],
          [6, 8],
        );
      },
    },
    {
      name: 'UpdateTable switches to on-demand billing',
      async run(context) {
        const TableName = await context.ownTable(provisionedIndexedTable);
        const table = await updateTable(context, TableName, { BillingMode: 'PAY_PER_REQUEST' });
        expectEqual(table.BillingModeSummary?.BillingMode, 'PAY_PER_REQUEST', 'the billing mode');
        expectThat(isDate(table.BillingModeSummary?.LastUpdateToPayPerRequestDateTime), 'it has no date');
        const throughputs = [table, table.GlobalSecondaryIndexes?.[0]].map((each) => [
          each?.ProvisionedThroughput?.ReadCapacityUnits,
          each?.ProvisionedThroughput?.WriteCapacityUnits,
        ]);
        expectEqual(throughputs, [
          [0, 0],
          [0, 0],
        ]);
      },
    },
    {
      name: 'UpdateTable switches to provisioned billing',
      async run(context) {
        const TableName = await context.ownTable(onDemandIndexedTable);
        const table = await updateTable(context, TableName, {
          BillingMode: 'PROVISIONED',
          ProvisionedThroughput: units(3, 2),
          ...indexUpdate('byTeam', { ProvisionedThroughput: units(4, 1) }),
        });
        const throughputs = [table, table.GlobalSecondaryIndexes?.[0]].map((each) => [
          each?.ProvisionedThroughput?.ReadCapacityUnits,
          each?.ProvisionedThroughput?.WriteCapacityUnits,
        ]);
        expectEqual(throughputs, [
          [3, 2],
          [4, 1],
        ]);
      },
    },
    {
      name: 'a table that had on-demand billing reports its provisioned mode with the date of the other',
      async run(context) {
        const TableName = await context.ownTable(hashTable);
        const change = { BillingMode: 'PROVISIONED', ProvisionedThroughput: units(3, 2) } as const;
        const { BillingModeSummary } = await updateTable(context, TableName, change);
        expectEqual(BillingModeSummary?.BillingMode, 'PROVISIONED', 'the billing mode');
        expectThat(isDate(BillingModeSummary?.LastUpdateToPayPerRequestDateTime), 'it has no date');
      },
    },
    {
      name: 'UpdateTable accepts the ARN of a table',
      async run(context) {
        const TableName = await context.ownTable(provisionedTable);
        const { Table } = await context.db.execute('DescribeTable', { TableName });
        const table = await updateTable(context, String(Table?.TableArn), { ProvisionedThroughput: units(6, 6) });
        expectEqual([table.TableName, table.ProvisionedThroughput?.ReadCapacityUnits], [TableName, 6]);
      },
    },
    {
      name: 'UpdateTable leaves items alone',
      async run(context) {
        const TableName = await context.ownTable(provisionedTable);
        const Item = { pk: { S: 'a' } };
        await context.db.execute('PutItem', { TableName, Item });
        await updateTable(context, TableName, { ProvisionedThroughput: units(6, 6) });
        expectEqual((await context.db.execute('Scan', { TableName })).Items, [Item]);
      },
    },
    {
      name: 'UpdateTable sets deletion protection',
      async run(context) {
        const TableName = await context.ownTable(hashTable);
        const table = await updateTable(context, TableName, { DeletionProtectionEnabled: true });
        expectEqual(table.DeletionProtectionEnabled, true);
        await expectRejection(context.db.execute('DeleteTable', { TableName }), {
          message:
            'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
        });
      },
    },
    {
      name: 'UpdateTable rejects a second change of deletion protection within 15 seconds',
      async run(context) {
        const TableName = await context.ownTable(hashTable);
        await updateTable(context, TableName, { DeletionProtectionEnabled: true });
        const again = context.db.execute('UpdateTable', { TableName, DeletionProtectionEnabled: false });
        await expectRejection(again, {
          error: 'ThrottlingException',
          message: new RegExp(
            `^Deletion protection setting for table ${TableName} modified within the previous 15000 milliseconds\\. Please try again after \\d{4}-\\d\\d-\\d\\dT`,
          ),
        });
      },
    },
    {
      name: 'DescribeLimits returns the quotas of provisioned throughput',
      async run({ db }) {
        const { requestId: _, ...limits } = await db.execute('DescribeLimits', {});
        expectEqual(limits, {
          AccountMaxReadCapacityUnits: 80_000,
          AccountMaxWriteCapacityUnits: 80_000,
          TableMaxReadCapacityUnits: 40_000,
          TableMaxWriteCapacityUnits: 40_000,
        });
      },
    },
    {
      name: 'DescribeEndpoints returns an endpoint without a scheme for a day',
      async run({ db }) {
        const { Endpoints = [] } = await db.execute('DescribeEndpoints', {});
        expectEqual(
          Endpoints.map(({ CachePeriodInMinutes }) => CachePeriodInMinutes),
          [1440],
        );
        const address = String(Endpoints[0]?.Address);
        expectThat(/^dynamodb\.[a-z\d-]+\.amazonaws\.com$/.test(address), `the address is ${address}`);
      },
    },
  ],
};
