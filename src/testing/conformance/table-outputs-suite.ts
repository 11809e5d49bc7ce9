import type { TableDescription } from '../../domain/dynamodb.ts';
import type { ConformanceContext, ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual, expectThat } from './expect.ts';
import { hashTable, indexedTable, sortedTable, type TableShape } from './table-shapes.ts';
import { withSource } from './with-source.ts';

const provisionedTable: TableShape = {
  ...sortedTable,
  BillingMode: 'PROVISIONED',
  ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 2 },
};

/** The members of every table description in the output of DeleteTable. */
const deletedMembers = [
  'DeletionProtectionEnabled',
  'ItemCount',
  'ProvisionedThroughput',
  'TableArn',
  'TableId',
  'TableName',
  'TableSizeBytes',
  'TableStatus',
];

/** The table descriptions in the outputs of CreateTable, and what DescribeTable adds to them. */
const creations: readonly ConformanceTest[] = [
  creationTest('CreateTable returns no warm throughput of a table', hashTable, ({ WarmThroughput }) => {
    expectEqual(WarmThroughput, undefined);
  }),
  creationTest('CreateTable returns no warm throughput of an index', indexedTable, ({ GlobalSecondaryIndexes }) => {
    expectEqual(
      GlobalSecondaryIndexes?.map(({ WarmThroughput }) => WarmThroughput),
      [undefined, undefined, undefined, undefined],
    );
  }),
  creationTest('CreateTable returns the billing mode without its date', hashTable, ({ BillingModeSummary }) => {
    expectEqual(BillingModeSummary, { BillingMode: 'PAY_PER_REQUEST' });
  }),
  {
    name: 'DescribeTable returns the date of the billing mode',
    async run({ db, ownTable }) {
      const { Table } = await db.execute('DescribeTable', { TableName: await ownTable(hashTable) });
      expectThat(Table?.BillingModeSummary?.LastUpdateToPayPerRequestDateTime instanceof Date, 'it has no date');
    },
  },
  {
    name: 'DescribeTable returns the warm throughput of a table',
    async run({ db, ownTable }) {
      const { Table } = await db.execute('DescribeTable', { TableName: await ownTable(hashTable) });
      const { ReadUnitsPerSecond, WriteUnitsPerSecond } = Table?.WarmThroughput ?? {};
      expectEqual([ReadUnitsPerSecond, WriteUnitsPerSecond], [12_000, 4000]);
    },
  },
  {
    name: 'DescribeTable returns the warm throughput of an index',
    async run({ db, ownTable }) {
      const { Table } = await db.execute('DescribeTable', { TableName: await ownTable(indexedTable) });
      const units = Table?.GlobalSecondaryIndexes?.map(({ WarmThroughput }) => WarmThroughput?.ReadUnitsPerSecond);
      expectEqual(units, [12_000, 12_000, 12_000, 12_000]);
    },
  },
];

const deletions: readonly ConformanceTest[] = [
  deletionTest('DeleteTable returns no keys, indexes and times of an on-demand table', indexedTable, (description) => {
    expectMembers(description, [...deletedMembers, 'BillingModeSummary']);
  }),
  deletionTest('DeleteTable returns the billing mode with its date', hashTable, ({ BillingModeSummary }) => {
    expectEqual(BillingModeSummary?.BillingMode, 'PAY_PER_REQUEST', 'the billing mode');
    expectThat(BillingModeSummary?.LastUpdateToPayPerRequestDateTime instanceof Date, 'it has no date');
  }),
  deletionTest('DeleteTable returns no keys and times of a provisioned table', provisionedTable, (description) => {
    expectMembers(description, deletedMembers);
  }),
  deletionTest(
    'DeleteTable returns the capacity of a provisioned table',
    provisionedTable,
    ({ ProvisionedThroughput }) => {
      const { NumberOfDecreasesToday, ReadCapacityUnits, WriteCapacityUnits } = ProvisionedThroughput ?? {};
      expectEqual([NumberOfDecreasesToday, ReadCapacityUnits, WriteCapacityUnits], [0, 3, 2]);
    },
  ),
];

/** The table descriptions in the outputs of CreateTable and DeleteTable. */
export const tableOutputsSuite: ConformanceSuite = {
  name: 'table-outputs',
  tests: [
    ...withSource('behaviour §23, CreateTable', creations),
    ...withSource('behaviour §23, DeleteTable', deletions),
  ],
};

type Expectation = (description: TableDescription) => void;

function creationTest(name: string, shape: TableShape, expectation: Expectation): ConformanceTest {
  return {
    name,
    async run({ db, tableName }) {
      const { TableDescription } = await db.execute('CreateTable', { TableName: tableName('conformance'), ...shape });
      expectation(TableDescription ?? {});
    },
  };
}

function deletionTest(name: string, shape: TableShape, expectation: Expectation): ConformanceTest {
  return {
    name,
    async run({ db, ownTable }: ConformanceContext) {
      const { TableDescription } = await db.execute('DeleteTable', { TableName: await ownTable(shape) });
      expectation(TableDescription ?? {});
    },
  };
}

function expectMembers(description: TableDescription, expected: readonly string[]): void {
  const present = Object.entries(description).filter(([, value]) => value !== undefined);
  expectEqual(present.map(([name]) => name).sort(), [...expected].sort(), 'the members');
}
