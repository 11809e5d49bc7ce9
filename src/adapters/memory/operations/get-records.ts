import { streamRecordsLimit } from '../../../domain/limits.ts';
import type { Operation } from '../operation.ts';
import { findStream } from '../streams/find-stream.ts';
import { recordPage } from '../streams/record-page.ts';
import { retainedShard } from '../streams/retention.ts';
import { parseShardIterator, printShardIterator } from '../streams/shard-iterator.ts';
import { checkNotTrimmed } from '../streams/start-position.ts';
import { streamErrors } from '../wording/stream-errors.ts';

/**
 * Returns the records of a shard from an iterator on, one page at a time. The page has another iterator unless the shard is
 * closed and was read to its end.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html
 */
export const getRecords: Operation<'GetRecords'> = (account, input, environment) => {
  const { ShardIterator = '', Limit: limit = streamRecordsLimit } = input;
  const { nowMs } = environment;
  // Pass 1 (api §8.1): the iterator is valid and at most 15 minutes old.
  const iterator = parseShardIterator(ShardIterator, nowMs);
  // Pass 2 (api §8.1): its stream exists; no record from its position on is trimmed.
  const stream = findStream(account, iterator.streamArn);
  const shard = retainedShard(stream, iterator.shardId, nowMs);
  if (shard === undefined) throw streamErrors.trimmed();
  checkNotTrimmed(shard, iterator.number, nowMs);
  const page = recordPage({ stream, shard }, { number: iterator.number, limit }, environment);
  const next = { ...iterator, number: page.nextNumber, issuedAtMs: nowMs };
  return {
    account,
    output: { Records: page.records, ...(!page.isAtEnd && { NextShardIterator: printShardIterator(next) }) },
  };
};
