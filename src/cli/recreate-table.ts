import { encodeMembers, type Members } from '../adapters/http/encode-members.ts';
import { operations } from '../domain/api/operation-models.ts';
import type { Input, TableDescription } from '../domain/dynamodb.ts';

/** The tags of a table. */
export type Tags = NonNullable<Input<'CreateTable'>['Tags']>;

/** Returns the CreateTable input for a table like the one described, with tags. */
export function createTableInput(description: TableDescription, tags: Tags = []): Members {
  const { BillingModeSummary, SSEDescription, TableClassSummary } = description;
  const isOnDemand = BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST';
  const settings = {
    ...description,
    GlobalSecondaryIndexes: description.GlobalSecondaryIndexes?.map((index) =>
      withoutMeasuredThroughput(index, isOnDemand),
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
  return encodeMembers(withoutMeasuredThroughput(settings, isOnDemand), operations.CreateTable.input);
}

/** Leaves out measured throughput, and the zeros that an on-demand table has as its throughput. */
function withoutMeasuredThroughput<Described extends object>(described: Described, isOnDemand: boolean): Described {
  return { ...described, WarmThroughput: undefined, ...(isOnDemand ? { ProvisionedThroughput: undefined } : {}) };
}
