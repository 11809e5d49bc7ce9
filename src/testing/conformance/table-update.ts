import type { Input, TableDescription } from '../../domain/dynamodb.ts';
import type { ConformanceContext } from './conformance-test.ts';
import { expectThat } from './expect.ts';
import { hashTable, keys, type TableShape } from './table-shapes.ts';

/** An update of a table, without its name. */
export type TableChange = Omit<Input<'UpdateTable'>, 'TableName'>;

/** Updates a table, waits until it and its indexes are ACTIVE, and returns its description. */
export async function updateTable(
  context: ConformanceContext,
  TableName: string,
  change: TableChange,
): Promise<TableDescription> {
  await context.db.execute('UpdateTable', { TableName, ...change });
  let description: TableDescription = {};
  await context.settled(async () => {
    const { Table } = await context.db.execute('DescribeTable', { TableName });
    const statuses = [
      Table?.TableStatus,
      ...(Table?.GlobalSecondaryIndexes ?? []).map(({ IndexStatus }) => IndexStatus),
    ];
    expectThat(
      statuses.every((status) => status === 'ACTIVE'),
      `the statuses are ${statuses.join(', ')}`,
    );
    description = Table ?? {};
  });
  return description;
}

/** Provisioned throughput. */
export function units(
  ReadCapacityUnits: number,
  WriteCapacityUnits: number,
): { readonly ReadCapacityUnits: number; readonly WriteCapacityUnits: number } {
  return { ReadCapacityUnits, WriteCapacityUnits };
}

/** Partition key `pk`, a string, and 5 read and 5 write capacity units. */
export const provisionedTable: TableShape = {
  ...hashTable,
  BillingMode: 'PROVISIONED',
  ProvisionedThroughput: units(5, 5),
};

/** As `provisionedTable`, with the global index `byTeam` on `team`, a string, with 5 read and 5 write capacity units. */
export const provisionedIndexedTable: TableShape = {
  ...provisionedTable,
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'team', AttributeType: 'S' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byTeam',
      KeySchema: keys('team'),
      Projection: { ProjectionType: 'ALL' },
      ProvisionedThroughput: units(5, 5),
    },
  ],
};

/** Partition key `pk` and the global index `byTeam`, with on-demand billing. */
export const onDemandIndexedTable: TableShape = {
  ...hashTable,
  AttributeDefinitions: provisionedIndexedTable.AttributeDefinitions,
  GlobalSecondaryIndexes: [{ IndexName: 'byTeam', KeySchema: keys('team'), Projection: { ProjectionType: 'ALL' } }],
};

/** Returns the update that creates the index `byColour` on `colour`. */
export function indexCreation(
  more: Partial<NonNullable<NonNullable<TableChange['GlobalSecondaryIndexUpdates']>[number]['Create']>> = {},
  AttributeType: 'S' | 'N' | 'B' = 'S',
): TableChange {
  return {
    AttributeDefinitions: [{ AttributeName: 'colour', AttributeType }],
    GlobalSecondaryIndexUpdates: [
      {
        Create: {
          IndexName: 'byColour',
          KeySchema: keys('colour'),
          Projection: { ProjectionType: 'ALL' },
          ...more,
        },
      },
    ],
  };
}

/** Returns the update that deletes an index. */
export function indexDeletion(IndexName: string): TableChange {
  return { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] };
}

/** Returns an update of the throughput of an index. */
export function indexUpdate(
  IndexName: string,
  throughput: Omit<NonNullable<NonNullable<TableChange['GlobalSecondaryIndexUpdates']>[number]['Update']>, 'IndexName'>,
): TableChange {
  return { GlobalSecondaryIndexUpdates: [{ Update: { IndexName, ...throughput } }] };
}
