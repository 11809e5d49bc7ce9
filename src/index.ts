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
  Output,
  RepositoryCall,
} from './domain/dynamodb.ts';
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
  dateText,
  decimal,
  decimalSet,
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
export type { Codec } from './domain/entity/codecs/custom-codec.ts';
export { type AnyEntity, type Entity, entity } from './domain/entity/entity.ts';
export type { ChangesOf, EntityOf, IndexEntityOf, KeyOf, NewOf } from './domain/entity/entity-types.ts';
export { ExactNumber } from './domain/entity/exact-number.ts';
export { key, padded, textOf } from './domain/entity/keys/key-template.ts';
export { type Table, table } from './domain/entity/table.ts';
export { type Union, union } from './domain/entity/union.ts';
export type { Validator } from './domain/entity/validator.ts';
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
export { and, not, or } from './domain/expressions/condition-builders.ts';
export { beginsWith, between, gt, gte, lt, lte, type SortCondition } from './domain/expressions/sort-condition.ts';
export type { Condition, UpdateAction } from './domain/expressions/tree.ts';
export { type Attempted, attempt } from './repositories/attempt.ts';
export { type BatchGetOptions, batchGet } from './repositories/batch-get.ts';
export { type BatchWrite, type BatchWriteOptions, batchWrite } from './repositories/batch-write.ts';
export type { CallOptions } from './repositories/call-options.ts';
export { type Capacity, CapacityCounter, type CapacityUnits, type TableCapacity } from './repositories/capacity.ts';
export { type Collection, type CollectionItemOf, collection } from './repositories/collection.ts';
export { decodeItem, encodeEntity, encodeKey, keyOf } from './repositories/entity-items.ts';
export { EntityRepository, repository } from './repositories/entity-repository.ts';
export { type EntityTable, tableOf } from './repositories/entity-table.ts';
export type { IndexRepository } from './repositories/index-repository.ts';
export type { HydrateOptions, IndexResults } from './repositories/index-results.ts';
export type {
  PlainChanges,
  PlainItem,
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
export type { Repository } from './repositories/repository.ts';
export type { RepositoryOptions, SharedOptions } from './repositories/repository-options.ts';
export type { CheckOptions, TransactWrite } from './repositories/requests/check.ts';
export { createTableInput } from './repositories/requests/create-table-input.ts';
export { EntityRequests } from './repositories/requests/entity-requests.ts';
export type { KnownItems } from './repositories/requests/explain-read.ts';
export type { Explanation, Warning } from './repositories/requests/explanation.ts';
export type { Page } from './repositories/requests/page.ts';
export type { PutOptions } from './repositories/requests/put.ts';
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
export type { Request, TransactionRequest, WriteRequest } from './repositories/requests/request.ts';
export type { SaveOptions } from './repositories/requests/save.ts';
export { sizeOf } from './repositories/requests/size-of.ts';
export type { UpdateOptions } from './repositories/requests/update.ts';
export type { WriteOptions } from './repositories/requests/write-options.ts';
export type { Entry, Results } from './repositories/results.ts';
export type { RetryOptions } from './repositories/retry.ts';
export type { BatchProgress } from './repositories/run-batch.ts';
export type { WaitOptions } from './repositories/table-wait.ts';
export type { EnsureOptions, EnsureProgress } from './repositories/tables/ensure-table.ts';
export type { TableChange, TablePlan, TableRequest, TableSubject } from './repositories/tables/table-plan.ts';
export type { VerifyOptions } from './repositories/tables/verify-table.ts';
export { transactGet } from './repositories/transactions/transact-get.ts';
export { transactWrite } from './repositories/transactions/transact-write.ts';
export type {
  CommitOptions,
  TransactionOptions,
  TransactWriteOptions,
} from './repositories/transactions/transaction-options.ts';
export { type PendingChange, UnitOfWork } from './repositories/transactions/unit-of-work.ts';
export type { WriteBatchOptions } from './repositories/write-batch.ts';
export type { WriteManyOptions, Writes } from './repositories/write-many.ts';
// So that the declarations of a library which exports entities name these types by their entry point, not by a file.
export type {} from './types.ts';
