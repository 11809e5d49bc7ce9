import { encodeMembers, type Members } from '../adapters/http/encode-members.ts';
import { operations } from '../domain/api/operation-models.ts';
import type { TableDescription } from '../domain/dynamodb.ts';

/** The members of the CreateTable request that makes a table like the one described. */
export function recreateTable(description: TableDescription): Members {
  const { BillingModeSummary, SSEDescription, TableClassSummary } = description;
  const isOnDemand = BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST';
  const settings = {
    ...description,
    GlobalSecondaryIndexes: description.GlobalSecondaryIndexes?.map((index) => withoutMeasures(index, isOnDemand)),
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
    BillingMode: isOnDemand ? 'PAY_PER_REQUEST' : 'PROVISIONED',
  };
  // What a description has and a request does not is left out, as the model of the request says.
  return encodeMembers(withoutMeasures(settings, isOnDemand), operations.CreateTable.input);
}

/** Throughput that was given and not measured; a table on demand is given none. */
function withoutMeasures<Described extends object>(described: Described, isOnDemand: boolean): Described {
  return { ...described, WarmThroughput: undefined, ...(isOnDemand ? { ProvisionedThroughput: undefined } : {}) };
}
