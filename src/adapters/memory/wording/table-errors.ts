import { ServiceError } from '../../../domain/errors.ts';
import { javaSet } from './java-set.ts';
import { invalidParameter, limitExceeded, notFound, stillInUse, validationError } from './validation-errors.ts';

/** The texts that the service reports for tables that do not exist, or whose status does not allow the operation. */
export const tableErrors = {
  // Operations on items do not name the missing table.
  noSuchResource: (): ServiceError => new ServiceError('ResourceNotFoundException', 'Requested resource not found'),
  noSuchTable: (name: string): ServiceError => notFound(`Table: ${name} not found`),
  exists: (name: string): ServiceError => new ServiceError('ResourceInUseException', `Table already exists: ${name}`),
  isBeingCreated: (name: string): ServiceError => stillInUse(`Table is being created: ${name}`),
  isBeingDeleted: (name: string): ServiceError => stillInUse(`Table is being deleted: ${name}`),
  tagsAreChanging: (name: string): ServiceError => stillInUse(`Table tags are being updated: ${name}`),
  isProtected: (): ServiceError =>
    validationError(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    ),
};

/** The texts that the service reports for the ARN of a resource with tags. */
export const arnErrors = {
  notAnArn: (text: string): ServiceError => invalidParameter(`ARNs must start with 'arn:': ${text}`),
  otherResource: (arn: string): ServiceError => invalidParameter(`Provided Arn is not a DynamoDB resource arn: ${arn}`),
  notTableOrStream: (arn: string): ServiceError =>
    invalidParameter(`Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${arn}`),
  otherAccount: (): ServiceError => new ServiceError('AccessDeniedException', 'Access is denied'),
  notTableOfRegion: (arn: string): ServiceError =>
    validationError(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`),
  notFound: (arn: string): ServiceError => notFound(`ResourceArn: ${arn} not found`),
};

/** The texts that the service reports for tags. */
export const tagErrors = {
  noTags: (): ServiceError => validationError('Atleast one Tag needs to be provided as Input.'),
  noTagKeys: (): ServiceError => validationError('Atleast one Tag Key needs to be provided as Input.'),
  areChanging: (table: string): ServiceError => limitExceeded(`Table tags are being updated: ${table}`),
  tooMany: (): ServiceError => validationError('Number of Tags exceed the current limit for the provided ResourceArn'),
  /** @param key - `undefined` for a missing key. */
  invalidKey: (key: string | undefined): ServiceError =>
    validationError(`The Tag Key provided is invalid, Key: ${key ?? 'null'}`),
  reservedKey: (key: string): ServiceError => validationError(`Tag Key cannot be prefixed with aws:, Key: ${key}`),
  /** @param value - `undefined` for a missing value. */
  invalidValue: (value: string | undefined): ServiceError =>
    validationError(`The Tag Value provided is invalid, Value: ${value ?? 'null'}`),
  duplicateKey: (key: string): ServiceError =>
    validationError(`Duplicate Tag Keys provided as input: Duplicate Tag Key found ${key}`),
};

/** The texts that the service reports for time to live. */
export const timeToLiveErrors = {
  alreadyEnabled: (): ServiceError => validationError('TimeToLive is already enabled'),
  alreadyDisabled: (): ServiceError => validationError('TimeToLive is already disabled'),
  otherAttribute: (current: string): ServiceError =>
    validationError(`TimeToLive is active on a different AttributeName: current AttributeName is ${current}`),
  changedTooOften: (): ServiceError =>
    validationError('Time to live has been modified multiple times within a fixed interval'),
  notDescribed: (status: 'CREATING' | 'DELETING'): ServiceError =>
    validationError(`Cannot describe time to live while table is in ${status} state: Current table state is ${status}`),
};

/** The texts that the service reports for the capacity of a table or index. */
export const billingErrors = {
  capacityOnDemand: (): ServiceError =>
    invalidParameter(
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    ),
  noCapacity: (): ServiceError =>
    invalidParameter('ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED'),
  indexCapacityOnDemand: (index: string): ServiceError =>
    invalidParameter(
      `ProvisionedThroughput should not be specified for index: ${index} when BillingMode is PAY_PER_REQUEST`,
    ),
  noIndexCapacity: (index: string): ServiceError =>
    invalidParameter(`ProvisionedThroughput is not specified for index: ${index}`),
  outOfBounds: (units: number, member: string, index?: string): ServiceError =>
    validationError(
      `Given value ${units} for ${member} is out of bounds${index === undefined ? '' : ` for index ${index}`}`,
    ),
};

/** The texts that the service reports for key schemas and attribute definitions. */
export const keySchemaErrors = {
  definedTwice: (name: string): ServiceError => invalidParameter(`Attribute Name is duplicated: ${name}`),
  tooFewDefinitions: (): ServiceError =>
    validationError('Invalid KeySchema: Some index key attribute have no definition'),
  notDefined: (keys: readonly string[], definitions: readonly string[]): ServiceError =>
    invalidParameter(
      'Some index key attributes are not defined in AttributeDefinitions. ' +
        `Keys: ${javaSet(keys)}, AttributeDefinitions: ${javaSet(definitions, definitions.length)}`,
    ),
  // For a table without indexes.
  definitionsAndKeyDiffer: (): ServiceError =>
    invalidParameter(
      'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
    ),
  definitionsNotUsed: (definitions: readonly string[], used: readonly string[]): ServiceError =>
    invalidParameter(
      'Some AttributeDefinitions are not used. ' +
        `AttributeDefinitions: ${javaSet(definitions, definitions.length)}, keys used: ${javaSet(used)}`,
    ),
  firstIsNotPartitionKey: (): ServiceError =>
    validationError('Invalid KeySchema: The first KeySchemaElement is not a HASH key type'),
  secondIsNotSortKey: (): ServiceError =>
    validationError('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type'),
  bothTheSame: (): ServiceError =>
    validationError('Both the Hash Key and the Range Key element in the KeySchema have the same name'),
  // For a global index, which can have more than two.
  severalTheSame: (): ServiceError =>
    validationError('The KeySchema contains multiple key attributes with the same name'),
  sortKeyBeforePartitionKey: (): ServiceError =>
    invalidParameter('All HASH key attributes must precede RANGE key attributes in the KeySchema'),
  tooMany: (type: 'HASH' | 'RANGE'): ServiceError =>
    invalidParameter(`The KeySchema exceeds the maximum allowed number of ${type} key attributes`),
};

/** The texts that the service reports for secondary indexes. */
export const indexErrors = {
  tableHasNoSortKey: (): ServiceError =>
    invalidParameter(
      'Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex',
    ),
  noSortKey: (index: string): ServiceError =>
    invalidParameter(`Index KeySchema does not have a range key for index: ${index}`),
  otherPartitionKey: (index: string, own: string, ofTable: string): ServiceError =>
    invalidParameter(
      `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${index}. ` +
        `index hash key: ${own}, table hash key: ${ofTable}`,
    ),
  noProjectionType: (): ServiceError => invalidParameter('Unknown ProjectionType: null'),
  attributesNotIncluded: (type: 'ALL' | 'KEYS_ONLY'): ServiceError =>
    invalidParameter(`ProjectionType is ${type}, but NonKeyAttributes is specified`),
  nothingIncluded: (): ServiceError =>
    invalidParameter('ProjectionType is INCLUDE, but NonKeyAttributes is not specified'),
  includedTwice: (name: string): ServiceError => invalidParameter(`Duplicate element in NonKeyAttributes: ${name}`),
  // Not recorded.
  tooManyIncluded: (limit: number): ServiceError =>
    invalidParameter(`Total number of NonKeyAttributes of all indexes exceeds the per-table limit of ${limit}`),
  nameTwice: (name: string): ServiceError => invalidParameter(`Duplicate index name: ${name}`),
  emptyList: (
    member: 'LocalSecondaryIndexes' | 'GlobalSecondaryIndexes' | 'GlobalSecondaryIndexUpdates',
  ): ServiceError => invalidParameter(`List of ${member} is empty`),
  tooManyLocal: (limit: number): ServiceError =>
    invalidParameter(`Number of LocalSecondaryIndexes exceeds per-table limit of ${limit}`),
  tooManyGlobal: (limit: number): ServiceError =>
    invalidParameter(`GlobalSecondaryIndex count exceeds the per-table limit of ${limit}`),
};
