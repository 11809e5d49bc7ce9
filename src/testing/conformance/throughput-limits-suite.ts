import type { ConformanceContext, ConformanceSuite } from './conformance-test.ts';
import { expectEqual, expectRejection } from './expect.ts';
import { indexUpdate, provisionedIndexedTable, provisionedTable, units, updateTable } from './table-update.ts';

const perTable = (direction: string, requested: string, kind = 'table') =>
  new RegExp(
    `^The requested ${direction}CapacityUnits, ${requested}, is above the per ${kind} maximum for the account in [a-z\\d-]+\\. Per ${kind} maximum: 40000\\. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits\\.$`,
  );

const tooManyDecreases =
  /^Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day\. After the first 4 decreases, each subsequent decrease in the same UTC day can be performed at most once every 3600 seconds\. Number of decreases today: 4\. Last decrease at /;

/** The service's limits on provisioned throughput (control-plane §1, api §6). */
export const throughputLimitsSuite: ConformanceSuite = {
  name: 'throughput-limits',
  tests: [
    {
      name: 'UpdateTable rejects the fifth decrease of a day within an hour',
      async run(context) {
        const TableName = await context.ownTable(provisionedTable);
        await decreaseFourTimes(context, TableName);
        await expectLimit(context, TableName, { message: tooManyDecreases, ProvisionedThroughput: units(1, 4) });
      },
    },
    {
      name: 'after four decreases a value of each pair is judged against the current one',
      async run(context) {
        const TableName = await context.ownTable(provisionedTable);
        await decreaseFourTimes(context, TableName);
        const table = await updateTable(context, TableName, { ProvisionedThroughput: units(9, 9) });
        expectEqual(table.ProvisionedThroughput?.NumberOfDecreasesToday, 4, 'the decreases after an increase');
        await expectLimit(context, TableName, { message: tooManyDecreases, ProvisionedThroughput: units(10, 8) });
      },
    },
    {
      name: 'the decreases of an index are counted on their own',
      async run(context) {
        const TableName = await context.ownTable(provisionedIndexedTable);
        await decreaseFourTimes(context, TableName);
        const update = indexUpdate('byTeam', { ProvisionedThroughput: units(4, 4) });
        const { GlobalSecondaryIndexes } = await updateTable(context, TableName, update);
        expectEqual(GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput?.NumberOfDecreasesToday, 1);
      },
    },
    {
      name: 'UpdateTable rejects throughput above the quota of a table',
      async run(context) {
        const TableName = await context.ownTable(provisionedTable);
        const message = perTable('Read', '40001');
        await expectLimit(context, TableName, { message, ProvisionedThroughput: units(40_001, 5) });
      },
    },
    {
      name: 'UpdateTable rejects throughput above the quota of an index',
      async run(context) {
        const { db, ownTable } = context;
        const TableName = await ownTable(provisionedIndexedTable);
        const update = indexUpdate('byTeam', { ProvisionedThroughput: units(5, 40_001) });
        await expectRejection(db.execute('UpdateTable', { TableName, ...update }), {
          error: 'LimitExceededException',
          message: perTable('Write', 'for index byTeam, 40001', 'index'),
        });
      },
    },
    {
      name: 'CreateTable rejects throughput above the quota of a table',
      async run({ db, tableName }) {
        const TableName = tableName('conformance');
        const input = { TableName, ...provisionedTable, ProvisionedThroughput: units(40_001, 1) };
        await expectRejection(db.execute('CreateTable', input), {
          error: 'LimitExceededException',
          message: perTable('Read', '40001'),
        });
      },
    },
  ],
};

async function decreaseFourTimes(context: ConformanceContext, TableName: string): Promise<void> {
  for (const read of [4, 3, 2, 1]) await updateTable(context, TableName, { ProvisionedThroughput: units(read, 5) });
}

interface Limit {
  readonly ProvisionedThroughput: ReturnType<typeof units>;
  readonly message: RegExp;
}

async function expectLimit(
  { db }: ConformanceContext,
  TableName: string,
  { message, ProvisionedThroughput }: Limit,
): Promise<void> {
  await expectRejection(db.execute('UpdateTable', { TableName, ProvisionedThroughput }), {
    error: 'LimitExceededException',
    message,
  });
}
