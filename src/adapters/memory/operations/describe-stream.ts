import type { Input } from '../../../domain/dynamodb.ts';
import { streamPageLimit } from '../../../domain/limits.ts';
import type { Shard } from '../account/stream.ts';
import type { Operation } from '../operation.ts';
import { entryPage } from '../storage/entry-page.ts';
import { findStream } from '../streams/find-stream.ts';
import { isRetained } from '../streams/retention.ts';
import { streamDescription } from '../streams/stream-description.ts';

/**
 * Describes a stream with its shards, one page of them at a time.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html
 */
export const describeStream: Operation<'DescribeStream'> = (account, input, { nowMs }) => {
  const { StreamArn = '', ExclusiveStartShardId: after, ShardFilter, Limit = streamPageLimit } = input;
  // Pass 1 (api §8.1): the ARN has the form of a stream's; the stream exists.
  const stream = findStream(account, StreamArn);
  const { values: shards, lastKey } = entryPage(stream.shards, {
    after,
    limit: Limit,
    includes: (shard) => isRetained(shard, nowMs) && passesFilter(shard, ShardFilter),
  });
  const StreamDescription = streamDescription(stream, shards);
  if (lastKey !== undefined) StreamDescription.LastEvaluatedShardId = lastKey;
  return { account, output: { StreamDescription } };
};

/** Whether a shard continues the one that the filter names. */
function passesFilter({ origin: { parentId } }: Shard, filter: Input<'DescribeStream'>['ShardFilter']): boolean {
  return filter === undefined || (parentId !== undefined && parentId === filter.ShardId);
}
