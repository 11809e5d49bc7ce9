import { attributeMap, listOf, optional, structure, text } from './member-shapes.ts';
import type { Structures } from './shape.ts';

/** The members of the errors in the service model, and their structures. */
export const errorStructures: Structures = {
  ThrottlingReason: {
    reason: optional(text),
    resource: optional(text),
  },
  BackupInUseException: { message: optional(text) },
  BackupNotFoundException: { message: optional(text) },
  ConditionalCheckFailedException: {
    message: optional(text),
    Item: optional(attributeMap),
  },
  ContinuousBackupsUnavailableException: { message: optional(text) },
  DuplicateItemException: { message: optional(text) },
  ExpiredIteratorException: { message: optional(text) },
  ExportConflictException: { message: optional(text) },
  ExportNotFoundException: { message: optional(text) },
  GlobalTableAlreadyExistsException: { message: optional(text) },
  GlobalTableNotFoundException: { message: optional(text) },
  IdempotentParameterMismatchException: { Message: optional(text) },
  ImportConflictException: { message: optional(text) },
  ImportNotFoundException: { message: optional(text) },
  IndexNotFoundException: { message: optional(text) },
  InternalServerError: { message: optional(text) },
  InvalidEndpointException: { Message: optional(text) },
  InvalidExportTimeException: { message: optional(text) },
  InvalidRestoreTimeException: { message: optional(text) },
  ItemCollectionSizeLimitExceededException: { message: optional(text) },
  LimitExceededException: { message: optional(text) },
  PointInTimeRecoveryUnavailableException: { message: optional(text) },
  PolicyNotFoundException: { message: optional(text) },
  ProvisionedThroughputExceededException: {
    message: optional(text),
    ThrottlingReasons: optional(listOf(structure('ThrottlingReason'))),
  },
  ReplicaAlreadyExistsException: { message: optional(text) },
  ReplicaNotFoundException: { message: optional(text) },
  ReplicatedWriteConflictException: { message: optional(text) },
  RequestLimitExceeded: {
    message: optional(text),
    ThrottlingReasons: optional(listOf(structure('ThrottlingReason'))),
  },
  ResourceInUseException: { message: optional(text) },
  ResourceNotFoundException: { message: optional(text) },
  TableAlreadyExistsException: { message: optional(text) },
  TableInUseException: { message: optional(text) },
  TableNotFoundException: { message: optional(text) },
  ThrottlingException: {
    message: optional(text),
    throttlingReasons: optional(listOf(structure('ThrottlingReason'))),
  },
  TransactionCanceledException: {
    Message: optional(text),
    CancellationReasons: optional(listOf(structure('CancellationReason'), { minLength: 1, maxLength: 100 })),
  },
  TransactionConflictException: { message: optional(text) },
  TransactionInProgressException: { Message: optional(text) },
  TrimmedDataAccessException: { message: optional(text) },
};
