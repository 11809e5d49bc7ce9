import type { Output } from '../../../domain/dynamodb.ts';
import { toKeySchema } from '../../../domain/key-schema.ts';
import type { Shard, Stream } from '../account/stream.ts';
import { toSequenceNumber } from './sequence-numbers.ts';

type StreamDescription = NonNullable<Output<'DescribeStream'>['StreamDescription']>;
type ShardDescription = NonNullable<StreamDescription['Shards']>[number];

/** Returns the description of a stream with these shards. */
export function streamDescription({ definition, status }: Stream, shards: readonly Shard[]): StreamDescription {
  const { arn, label, viewType, createdAtMs, tableName, key } = definition;
  return {
    StreamArn: arn,
    StreamLabel: label,
    StreamStatus: status,
    StreamViewType: viewType,
    CreationRequestDateTime: new Date(createdAtMs),
    TableName: tableName,
    KeySchema: toKeySchema(key.partition, key.sort),
    Shards: shards.map(shardDescription),
  };
}

function shardDescription({ origin, latest, closedAtMs }: Shard): ShardDescription {
  const { id, parentId, start } = origin;
  return {
    ShardId: id,
    SequenceNumberRange: {
      StartingSequenceNumber: toSequenceNumber(start.number),
      ...(closedAtMs !== undefined && { EndingSequenceNumber: toSequenceNumber(latest.number) }),
    },
    ...(parentId !== undefined && { ParentShardId: parentId }),
  };
}
