import type { Item } from '../../../domain/dynamodb.ts';
import type { FlatItem } from '../storage/flat-item.ts';
import { emptyMap, type OrderedMap } from '../storage/ordered-map.ts';
import type { KeyAttributes } from '../storage/storage-key.ts';

/** The streams of an account, by ARN. A stream outlives its table. */
export type Streams = OrderedMap<string, Stream>;

/**
 * The changes of a table's items. Every change replaces the stream and one shard, so these two have few members of their own.
 */
export interface Stream {
  readonly definition: StreamDefinition;
  readonly status: StreamStatus;
  /** The last of the numbers that records and openings of shards get in order. */
  readonly lastNumber: number;
  /** The shards that receive records, in order of their hashes; empty while the stream is not enabled. */
  readonly openShards: readonly OpenShard[];
  /** By id, which is the order in which they were opened. */
  readonly shards: OrderedMap<string, Shard>;
}

/** What a stream is created with. */
export interface StreamDefinition {
  readonly arn: string;
  /** The end of the ARN: the time of creation. */
  readonly label: string;
  /** Unique among all streams ever created in the account. */
  readonly number: number;
  readonly tableName: string;
  /** The primary key of the table. */
  readonly key: KeyAttributes;
  readonly viewType: StreamViewType;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly createdAtMs: number;
  readonly sharding: Sharding;
}

/** The parts of items that the records of a stream contain. */
export type StreamViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

/** The status of a stream. */
export type StreamStatus = 'ENABLING' | 'ENABLED' | 'DISABLING' | 'DISABLED';

/** How a stream is divided into shards. */
export interface Sharding {
  /** The number of shards at the start. */
  readonly shards: number;
  /** The number of records after which a shard is split into two. `undefined`: it is not split. */
  readonly splitAfterRecords: number | undefined;
}

/** An open shard, and the first of the partition hashes that it is for. */
export interface OpenShard {
  readonly from: number;
  readonly id: string;
}

/** A part of a stream: the records of some partitions during some time. */
export interface Shard {
  readonly origin: ShardOrigin;
  /** Milliseconds since 1970-01-01 UTC; `undefined` while it is open. */
  readonly closedAtMs: number | undefined;
  /** The position of its last record, or of its opening if it has none. */
  readonly latest: RecordKey;
  readonly records: OrderedMap<RecordKey, StreamRecord>;
}

/** What a shard is opened with. */
export interface ShardOrigin {
  readonly id: string;
  /** The shard that this one continues. */
  readonly parentId: string | undefined;
  /** When it was opened; its number is less than those of its records. */
  readonly start: RecordKey;
  /** The partition hashes that it is for; `to` is exclusive. */
  readonly hashes: { readonly from: number; readonly to: number };
}

/** The position of a record in its shard. Both members grow from record to record. */
export interface RecordKey {
  readonly number: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly atMs: number;
}

/** A change of one item. */
export interface StreamRecord {
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  /** Whether the service itself deleted the item, because its time to live had passed. */
  readonly isExpiry: boolean;
  readonly keys: Item;
  /** The item before the change, if the view type includes it. */
  readonly oldImage: RecordImage | undefined;
  /** The item after the change, if the view type includes it. */
  readonly newImage: RecordImage | undefined;
}

/** An item in a record. It shares its values with the stored item. */
export type RecordImage = FlatItem;

/** Returns the shards of a new stream: none. */
export function noShards(): Stream['shards'] {
  return emptyMap(compareTexts);
}

/** Returns the records of a new shard: none. */
export function noRecords(): Shard['records'] {
  return emptyMap(compareRecordKeys);
}

/** Returns the streams of a new account: none. */
export function noStreams(): Streams {
  return emptyMap(compareTexts);
}

/** ARNs and ids are ASCII, so JavaScript's order is the service's. */
function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareRecordKeys(left: RecordKey, right: RecordKey): number {
  return left.number - right.number;
}
