import type { Output } from '../../../domain/dynamodb.ts';
import { toKeySchema } from '../../../domain/key-schema.ts';
import type { Shard, Stream } from '../account/stream.ts';
import { toSequenceNumber } from './sequence-numbers.ts';

type StreamDescription = NonNullable<Output<'DescribeStream'>['StreamDescription']>;
type ShardDescription = NonNullable<StreamDescription['Shards']>[number];

/** Returns the description of a stream with these shards. */
export function streamDescription(stream: Stream, shards: readonly Shard[]): StreamDescription {
  return {
    StreamArn: stream.arn,
    StreamLabel: stream.label,
    StreamStatus: stream.status,
    StreamViewType: stream.viewType,
    CreationRequestDateTime: new Date(stream.createdAtMs),
    TableName: stream.tableName,
    KeySchema: toKeySchema(stream.key.partition, stream.key.sort),
    Shards: shards.map(shardDescription),
  };
}

function shardDescription({ id, parentId, startNumber, latest, closedAtMs }: Shard): ShardDescription {
  return {
    ShardId: id,
    SequenceNumberRange: {
      StartingSequenceNumber: toSequenceNumber(startNumber),
      ...(closedAtMs !== undefined && { EndingSequenceNumber: toSequenceNumber(latest.number) }),
    },
    ...(parentId !== undefined && { ParentShardId: parentId }),
  };
}
