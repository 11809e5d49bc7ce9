import type { Input, TableDescription } from '../../domain/dynamodb.ts';
import type { Request } from '../requests/request.ts';
import { changeRequest } from '../requests/table-requests.ts';

type CreateTable = Input<'CreateTable'>;
type NewIndex = NonNullable<CreateTable['GlobalSecondaryIndexes']>[number];
type Update = Request<'UpdateTable', void>;
/** Capacity units per second. */
export type Throughput = NewIndex['ProvisionedThroughput'];

/** Builds the request that changes settings or an index of a table. */
export function updateTableRequest(
  { TableName }: TableDescription,
  changes: Omit<Input<'UpdateTable'>, 'TableName'>,
): Update {
  return changeRequest(TableName ?? '', 'UpdateTable', { TableName, ...changes });
}

/** Builds the request that deletes a global secondary index. */
export function deleteIndexRequest(table: TableDescription, name: string | undefined): Update {
  return updateTableRequest(table, { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: name } }] });
}

/** Builds the request that creates a global secondary index, with the capacity of the table if the definition has none. */
export function newIndexRequest(
  table: TableDescription,
  { AttributeDefinitions }: CreateTable,
  { IndexName, KeySchema, Projection, ProvisionedThroughput }: NewIndex,
): Update {
  const capacity = throughputOf(table);
  const Create = {
    ...{ IndexName, KeySchema, Projection },
    ...(capacity && { ProvisionedThroughput: ProvisionedThroughput ?? capacity }),
  };
  return updateTableRequest(table, {
    AttributeDefinitions: AttributeDefinitions?.filter(({ AttributeName: name }) =>
      KeySchema?.some(({ AttributeName }) => AttributeName === name),
    ),
    GlobalSecondaryIndexUpdates: [{ Create }],
  });
}

/** Returns the throughput of a table with provisioned billing; `undefined`: its billing is on-demand. */
export function throughputOf({ BillingModeSummary, ProvisionedThroughput = {} }: TableDescription): Throughput {
  const { ReadCapacityUnits = 0, WriteCapacityUnits } = ProvisionedThroughput;
  const isOnDemand = BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST' || ReadCapacityUnits === 0;
  return isOnDemand ? undefined : { ReadCapacityUnits, WriteCapacityUnits };
}
