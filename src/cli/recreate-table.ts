import { encodeMembers, type Members } from '../adapters/http/encode-members.ts';
import { operations } from '../domain/api/operation-models.ts';
import type { Input, TableDescription } from '../domain/dynamodb.ts';

/** The tags of a table. */
export type Tags = NonNullable<Input<'CreateTable'>['Tags']>;

/**
 * Returns the CreateTable input for a table like the one described, with tags. An index that is being deleted is left out, with
 * the attributes that only its key has.
 */
export function createTableInput(description: TableDescription, tags: Tags = []): Members {
  const { BillingModeSummary, SSEDescription, TableClassSummary } = description;
  const isOnDemand = BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST';
  const described = withoutDeletedIndexes(description);
  const settings = {
    ...described,
    GlobalSecondaryIndexes: described.GlobalSecondaryIndexes?.map((index) =>
      withRequestedThroughput(index, isOnDemand),
    ),
    ...(SSEDescription?.Status === 'ENABLED'
      ? {
          SSESpecification: {
            Enabled: true,
            SSEType: SSEDescription.SSEType,
            KMSMasterKeyId: SSEDescription.KMSMasterKeyArn,
          },
        }
      : {}),
    TableClass: TableClassSummary?.TableClass,
    ...(tags.length > 0 && { Tags: tags }),
    BillingMode: isOnDemand ? 'PAY_PER_REQUEST' : 'PROVISIONED',
  };
  // The model of CreateTable leaves out the members that only a description has.
  return encodeMembers(withRequestedThroughput(settings, isOnDemand), operations.CreateTable.input);
}

function withoutDeletedIndexes(description: TableDescription): TableDescription {
  const { AttributeDefinitions, KeySchema, LocalSecondaryIndexes = [], GlobalSecondaryIndexes = [] } = description;
  const remaining = GlobalSecondaryIndexes.filter(({ IndexStatus }) => IndexStatus !== 'DELETING');
  if (remaining.length === GlobalSecondaryIndexes.length) return description;
  const keys = [KeySchema, ...[...LocalSecondaryIndexes, ...remaining].map((index) => index.KeySchema)];
  const used = new Set(keys.flatMap((key) => key ?? []).map(({ AttributeName }) => AttributeName));
  return {
    ...description,
    AttributeDefinitions: AttributeDefinitions?.filter(({ AttributeName }) => used.has(AttributeName)),
    GlobalSecondaryIndexes: remaining.length === 0 ? undefined : remaining,
  };
}

type Throughput = Pick<TableDescription, 'ProvisionedThroughput' | 'WarmThroughput'>;

/**
 * Returns a description with the throughput that a request would have: without the zeros that an on-demand table has as its
 * provisioned throughput, and without warm throughput that a new table has anyway.
 */
function withRequestedThroughput<Described extends Throughput>(described: Described, isOnDemand: boolean): Described {
  const { ProvisionedThroughput: provisioned, WarmThroughput: warm } = described;
  const read = (isOnDemand ? onDemandWarmUnits.read : provisioned?.ReadCapacityUnits) ?? 0;
  const write = (isOnDemand ? onDemandWarmUnits.write : provisioned?.WriteCapacityUnits) ?? 0;
  const { ReadUnitsPerSecond = 0, WriteUnitsPerSecond = 0 } = warm ?? {};
  const isRaised = ReadUnitsPerSecond > read || WriteUnitsPerSecond > write;
  const raised = {
    ReadUnitsPerSecond: Math.max(ReadUnitsPerSecond, read),
    WriteUnitsPerSecond: Math.max(WriteUnitsPerSecond, write),
  };
  return {
    ...described,
    WarmThroughput: isRaised ? raised : undefined,
    ...(isOnDemand ? { ProvisionedThroughput: undefined } : {}),
  };
}

/** The warm throughput of a new on-demand table or index, in units per second. Source: the service's recorded answers. */
const onDemandWarmUnits = { read: 12_000, write: 4000 };
