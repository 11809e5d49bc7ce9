import type { Operation } from '../operation.ts';
import { findStream } from '../streams/find-stream.ts';
import { retainedShard } from '../streams/retention.ts';
import { printShardIterator } from '../streams/shard-iterator.ts';
import { numberAt, parseStartPosition } from '../streams/start-position.ts';
import { streamErrors } from '../wording/stream-errors.ts';

/**
 * Returns an iterator for a position in a shard. It can be used for 15 minutes.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html
 */
export const getShardIterator: Operation<'GetShardIterator'> = (account, input, { nowMs }) => {
  const { StreamArn = '', ShardId = '' } = input;
  // Pass 1 (api §8.1; inferred: the order): the members for the type of the iterator.
  const position = parseStartPosition(input, nowMs);
  // Pass 2 (api §8.1): the stream exists; the shard exists and is not trimmed.
  const stream = findStream(account, StreamArn);
  const shard = retainedShard(stream, ShardId, nowMs);
  if (shard === undefined) throw streamErrors.noSuchShard();
  // Pass 3 (api §8.1): the sequence number is one of the shard's, and its record is not trimmed.
  const number = numberAt(position, { stream, shard }, nowMs);
  const iterator = { streamArn: StreamArn, shardId: ShardId, number, issuedAtMs: nowMs };
  return { account, output: { ShardIterator: printShardIterator(iterator) } };
};
