import type { Input, Output } from '../../domain/dynamodb.ts';
import type { Request } from '../requests/request.ts';
import type { StreamRecord } from './stream-record.ts';

/** A stream as DescribeStream returns it. */
export type StreamDescription = NonNullable<Output<'DescribeStream'>['StreamDescription']>;

/** Builds the request that describes a stream with a page of its shards. */
export function describeStreamRequest(
  StreamArn: string,
  after: string | undefined,
): Request<'DescribeStream', StreamDescription> {
  return {
    operation: 'DescribeStream',
    input: { StreamArn, ...(after !== undefined && { ExclusiveStartShardId: after }) },
    entities: [],
    decode: ({ StreamDescription = {} }) => StreamDescription,
    translateError: (error) => error,
  };
}

/** Builds the request for an iterator, which a shard is read with. */
export function shardIteratorRequest(
  input: Input<'GetShardIterator'>,
): Request<'GetShardIterator', string | undefined> {
  return {
    operation: 'GetShardIterator',
    input,
    entities: [],
    decode: ({ ShardIterator }) => ShardIterator,
    translateError: (error) => error,
  };
}

/** Records of a shard, and the iterator for those after them; none at the end of a closed shard. */
export interface RecordPage {
  readonly records: readonly StreamRecord[];
  readonly next: string | undefined;
}

/** Builds the request that reads records of a shard. */
export function recordsRequest(ShardIterator: string): Request<'GetRecords', RecordPage> {
  return {
    operation: 'GetRecords',
    input: { ShardIterator },
    entities: [],
    decode: ({ Records = [], NextShardIterator }) => ({ records: Records, next: NextShardIterator ?? undefined }),
    translateError: (error) => error,
  };
}
