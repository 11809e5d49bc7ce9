/** DynamoDB in this process, for tests and local work: `dynarepo/memory`. */
export { type MemoryAdmin, memoryAdmin, type Restorable } from './memory-admin.ts';
export { MemoryDynamoDb, type MemoryDynamoDbOptions } from './memory-dynamodb.ts';
export {
  type Fault,
  type FaultRequest,
  type Faults,
  internalServerError,
  requestLimitExceeded,
  throttled,
  transactionConflict,
  transactionInProgress,
  unprocessed,
} from './simulation/faults.ts';
export { ManualClock } from './simulation/manual-clock.ts';
export type { StreamOptions } from './simulation/stream-options.ts';
export { decodeSnapshot } from './snapshot/decode-snapshot.ts';
export { encodeSnapshot } from './snapshot/encode-snapshot.ts';
export type { Snapshot } from './snapshot/snapshot.ts';
export type { ShardToSplit } from './streams/split-shard.ts';
export type { RememberedToken } from './transactions/tokens.ts';
export type { WordingName } from './wording/wording-profile.ts';
