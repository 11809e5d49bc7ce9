/**
 * Entities and their repositories: entry point `dynarepo`. The adapters are in `dynarepo/dynamodb` and
 * `dynarepo/memory`.
 *
 * @packageDocumentation
 */
export type {
  AttributeValue,
  CalledEntity,
  DynamoDb,
  ExecuteOptions,
  Input,
  Item,
  OperationName,
  Operations,
  Output,
  RepositoryCall,
  TableDescription,
} from './domain/dynamodb.ts';
export type {
  AnyAttribute,
  Attribute,
  AttributeRole,
  Attributes,
  Computation,
  HiddenPresence,
  Presence,
  WrittenAttribute,
} from './domain/entity/attribute.ts';
export type {
  BinaryKind,
  Kind,
  ListKind,
  NotKey,
  NullableKind,
  NumberKind,
  OrderedKind,
  ReadOnlyKind,
  RecordKind,
  SetKind,
  TextKind,
  TtlKind,
  TupleKind,
  ValueKind,
  WrittenKind,
} from './domain/entity/attribute-kinds.ts';
export {
  anyValue,
  bigint,
  bigintSet,
  binary,
  binarySet,
  boolean,
  computed,
  createdAt,
  custom,
  type DateAttribute,
  dateText,
  decimal,
  decimalSet,
  type ElementAttribute,
  epochMilliseconds,
  epochSeconds,
  isoDate,
  json,
  list,
  map,
  mapUnion,
  migrated,
  nullValue,
  number,
  numberSet,
  olderForm,
  oneOf,
  openMap,
  record,
  string,
  stringSet,
  ttl,
  tuple,
  updatedAt,
  version,
} from './domain/entity/attributes.ts';
export type { Billing } from './domain/entity/billing.ts';
export type { Codec } from './domain/entity/codecs/custom-codec.ts';
export type { DateForm } from './domain/entity/codecs/date-codecs.ts';
export type { OlderForm } from './domain/entity/codecs/migrated-codec.ts';
export { type AnyEntity, type Entity, entity } from './domain/entity/entity.ts';
export { decodeItem, encodeEntity, encodeKey, keyOf } from './domain/entity/entity-codec.ts';
export type {
  EntityDefinition,
  IndexDefinition,
  IndexDefinitions,
  IndexProjection,
  KeyProperties,
} from './domain/entity/entity-definition.ts';
export type {
  ChangesOf,
  EntityOf,
  IndexEntityOf,
  IndexNameOf,
  IndexPartitionKeyOf,
  IndexQueryKeyOf,
  KeyOf,
  NewOf,
  PartitionKeyOf,
  PathsOf,
  QueryKeyOf,
} from './domain/entity/entity-types.ts';
export { ExactNumber } from './domain/entity/exact-number.ts';
export { type KeyTemplate, key, type Padded, padded } from './domain/entity/keys/key-template.ts';
export type { MapKind, MapMembers, MapUnionKind, OpenMapKind } from './domain/entity/map-kind.ts';
export type * from './domain/entity/paths/attribute-path.ts';
export type { UndeclaredPaths } from './domain/entity/paths/undeclared-paths.ts';
export {
  type KeyAttributeDefinition,
  type StreamView,
  type Table,
  type TableDefinition,
  type TableIndexDefinition,
  table,
} from './domain/entity/table.ts';
export {
  type TagAttribute,
  type TagKind,
  type Union,
  type UnionDefinition,
  type UnionMembers,
  union,
} from './domain/entity/union.ts';
export type { Upcast } from './domain/entity/upcast.ts';
export type { ValidationIssue, ValidationResult, Validator } from './domain/entity/validator.ts';
export type { GivenOf, PathsOfAttributes, ValuesOf } from './domain/entity/value-types.ts';
export { type Clock, type Random, systemClock, systemRandom } from './domain/environment.ts';
export {
  AbortedError,
  type CancellationReason,
  type Conflict,
  ConflictError,
  DynarepoError,
  type ErrorCode,
  ItemNotFoundError,
  NotImplementedError,
  ServiceError,
  type ServiceErrorDetails,
  StoredValueError,
  TableMismatchError,
  TableNotFoundError,
  type ThrottlingReason,
  TimeoutError,
  TransactionError,
  type TransactionReason,
  UnprocessedError,
  type UnreadableItem,
} from './domain/errors.ts';
export { and, type Joined, not, or } from './domain/expressions/condition-builders.ts';
export {
  beginsWith,
  between,
  gt,
  gte,
  lt,
  lte,
  type SortBetween,
  type SortComparison,
  type SortCondition,
  type SortPrefix,
} from './domain/expressions/sort-condition.ts';
export type { Condition, UpdateAction } from './domain/expressions/tree.ts';
export { type Attempted, attempt } from './repositories/attempt.ts';
export { type BatchGetOptions, batchGet } from './repositories/batch-get.ts';
export { type BatchWrite, type BatchWriteOptions, batchWrite } from './repositories/batch-write.ts';
export type { CallOptions } from './repositories/call-options.ts';
export {
  type Collection,
  type CollectionIndex,
  type CollectionIndexItemOf,
  type CollectionItemOf,
  collection,
} from './repositories/collection.ts';
export type { CollectionResults, Grouped } from './repositories/collection-results.ts';
export { EntityRepository, type RepositoryOptions, repository } from './repositories/entity-repository.ts';
export type { EntityTable } from './repositories/entity-table.ts';
export type { MissingOptions } from './repositories/get-many.ts';
export type { IndexRepository } from './repositories/index-repository.ts';
export type { HydrateOptions, IndexResults } from './repositories/index-results.ts';
export type {
  ItemRequests,
  PlainChanges,
  PlainItem,
  PlainPaths,
  PlainUpdateOptions,
  PlainValue,
  PlainWriteOptions,
} from './repositories/items/item-requests.ts';
export {
  type Items,
  items,
  type PlainQueryOptions,
  type PlainScanOptions,
  type PlainWrites,
} from './repositories/items/items.ts';
export type { Modification } from './repositories/modify.ts';
export type { ReadBatchOptions } from './repositories/read-batch.ts';
export type { Changes, Repository } from './repositories/repository.ts';
export type { ConditionCallback, UpdateCallback } from './repositories/requests/callbacks.ts';
export type { CheckOptions, CheckRequest, KeyCheckOptions, TransactWrite } from './repositories/requests/check.ts';
export type { CollectionItem, CollectionOptions } from './repositories/requests/collection-plan.ts';
export { createTableInput } from './repositories/requests/create-table-input.ts';
export { EntityRequests } from './repositories/requests/entity-requests.ts';
export type { GetRequest } from './repositories/requests/get.ts';
export type { Page } from './repositories/requests/page.ts';
export type {
  AttributeNameOf,
  IndexAttributeNameOf,
  PartNameOf,
  Selected,
} from './repositories/requests/projection.ts';
export type { PutOptions, PutRequest } from './repositories/requests/put.ts';
export type {
  CountOptions,
  GetManyOptions,
  GetOptions,
  OnUnreadable,
  QueryOptions,
  RangeOptions,
  ReadOptions,
  ScanOptions,
} from './repositories/requests/read-options.ts';
export type { ErrorTranslation, Request, TransactionRequest, WriteRequest } from './repositories/requests/request.ts';
export type { SaveOptions } from './repositories/requests/save.ts';
export { sizeOf } from './repositories/requests/size-of.ts';
export type { SaveRequest, UpdateOptions, UpdateRequest } from './repositories/requests/update.ts';
export type {
  Returned,
  ReturningOption,
  VersionedWriteOptions,
  WriteOptions,
} from './repositories/requests/write-options.ts';
export type { Entry, Results } from './repositories/results.ts';
export type { RetryOptions } from './repositories/retry.ts';
export type { BatchProgress } from './repositories/run-batch.ts';
export type { WaitOptions } from './repositories/table-wait.ts';
export { transactGet } from './repositories/transactions/transact-get.ts';
export { transactWrite } from './repositories/transactions/transact-write.ts';
export type {
  CommitOptions,
  TransactionOptions,
  TransactWriteOptions,
} from './repositories/transactions/transaction-options.ts';
export { type PendingChange, UnitOfWork } from './repositories/transactions/unit-of-work.ts';
export type { WriteBatchOptions } from './repositories/write-batch.ts';
export type { StreamedWrites, WriteManyOptions, Writes } from './repositories/write-many.ts';
