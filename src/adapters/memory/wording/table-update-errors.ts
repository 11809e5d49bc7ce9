import { ServiceError } from '../../../domain/errors.ts';
import { invalidParameter, stillInUse, validationError } from './validation-errors.ts';

/** The texts that UpdateTable reports for the combination of members in a request, and for tables in use. */

/** Members that a request can't combine. */
export const combinationErrors = {
  /** @param sent - members of the list that the request has. */
  nothing: (sent: readonly string[]): ServiceError => {
    const names = updateMembers.filter((name) => !sent.includes(name));
    return validationError(`At least one of ${names.slice(0, -1).join(', ')} or ${names.at(-1)} is required`);
  },
  notAlone: (
    modification:
      | 'Server-Side Encryption modification'
      | 'TableClass modification'
      | 'DeletionProtection modification'
      | 'Replica modification'
      | 'WarmThroughput',
  ): ServiceError => invalidParameter(`${modification} must be the only operation in the request`),
  onDemandThroughput: (): ServiceError =>
    invalidParameter('OnDemandThroughput can only be combined with BillingMode in an UpdateTable request'),
  warmThroughputAndCreation: (): ServiceError =>
    invalidParameter('Create global secondary index cannot be specified when updating WarmThroughput'),
  streamAndThroughput: (): ServiceError =>
    invalidParameter('You cannot modify stream status while updating table IOPS'),
  indexAndThroughput: (): ServiceError =>
    invalidParameter('You cannot create or delete index while updating table IOPS'),
  indexAndStream: (): ServiceError =>
    invalidParameter('You cannot create or delete index while changing stream status'),
  replicasAndOthers: (): ServiceError =>
    invalidParameter('Requests that modify replicas or witnesses must not also modify other fields'),
};

/** The members that the service lists when a request has none of them; it names a stream specification differently. */
const updateMembers = [
  'ProvisionedThroughput',
  'BillingMode',
  'UpdateStreamEnabled',
  'GlobalSecondaryIndexUpdates',
  'SSESpecification',
  'ReplicaUpdates',
  'MultiAccountReplicaReady',
  'ReplicaTransitRoleArn',
  'MultiRegionConsistency',
  'DeletionProtectionEnabled',
  'OnDemandThroughput',
  'WarmThroughput',
  'TableClass',
];

/** A table or index is in a status that doesn't allow the operation. */
export const inUseErrors = {
  beingUsed: (table: string): ServiceError => stillInUse(`Table: ${table} is being used.`),
  beingUpdated: (table: string): ServiceError => stillInUse(`Table: ${table} is in the process of being updated.`),
  throughput: (table: string): ServiceError => stillInUse(`Table IOPS are currently being updated. Table: ${table}`),
  tableClass: (table: string, tableClass: string): ServiceError =>
    stillInUse(
      `Can't update table class when a table class update is in progress. Table: ${table} TableClassUpdateInProgress: ${tableClass}`,
    ),
  onDemandThroughput: (): ServiceError =>
    stillInUse('OnDemandThroughput cannot be updated while BillingMode update is in progress'),
  encryption: (): ServiceError => stillInUse('Server-Side Encryption is still being updated'),
  indexes: (): ServiceError => stillInUse('Cannot delete table while indexes are being created, updated, or deleted.'),
  indexAllocation: (table: string, index: string): ServiceError =>
    stillInUse(
      'Index creation is in resource allocation phase. Retry deletion during backfilling phase or when the index is active. ' +
        `Table: ${table} Index: ${index}`,
    ),
  // The two spaces are the service's.
  indexNotBackfilling: (table: string, index: string): ServiceError =>
    stillInUse(`Index is being created but is not backfilling yet.  Table: ${table} Index: ${index}`),
  throughputDuringCreation: (table: string, indexes: readonly string[]): ServiceError =>
    stillInUse(
      `Can't change table IOPS when an index is being created. Table: ${table} Indexes: [${indexes.join(', ')}]`,
    ),
  indexDeletion: (table: string, index: string): ServiceError =>
    stillInUse(`Index is being deleted. Table: ${table} Index: ${index}`),
  protection: (): ServiceError =>
    new ServiceError(
      'ResourceInUseException',
      'Table needs to be in ACTIVE status to modify deletion protection setting.',
    ),
};
