import type { Input } from '../../../domain/dynamodb.ts';
import type { Shard, Stream } from '../account/stream.ts';
import { streamErrors } from '../wording/stream-errors.ts';
import { firstRecordKey, trimHorizonMs } from './retention.ts';
import { fromSequenceNumber } from './sequence-numbers.ts';

/** Where the reading of a shard starts, as GetShardIterator asks for it. */
export type StartPosition =
  | { readonly kind: 'trim horizon' }
  | { readonly kind: 'latest' }
  | { readonly kind: 'at' | 'after'; readonly sequenceNumber: string }
  | { readonly kind: 'time'; readonly timeMs: number };

/**
 * Parses the start position of a request.
 *
 * @throws ServiceError - ValidationException: the type needs a sequence number or a timestamp, or excludes it; or the timestamp
 *   is in the future.
 */
export function parseStartPosition(
  { ShardIteratorType, SequenceNumber, Timestamp }: Input<'GetShardIterator'>,
  nowMs: number,
): StartPosition {
  const isBySequence = ShardIteratorType === 'AT_SEQUENCE_NUMBER' || ShardIteratorType === 'AFTER_SEQUENCE_NUMBER';
  if (!isBySequence && SequenceNumber !== undefined) throw streamErrors.surplusSequenceNumber();
  if (ShardIteratorType !== 'AT_TIMESTAMP' && Timestamp !== undefined) throw streamErrors.surplusTimestamp();
  if (isBySequence) {
    if (SequenceNumber === undefined) throw streamErrors.noSequenceNumber();
    return { kind: ShardIteratorType === 'AT_SEQUENCE_NUMBER' ? 'at' : 'after', sequenceNumber: SequenceNumber };
  }
  if (ShardIteratorType !== 'AT_TIMESTAMP') {
    return { kind: ShardIteratorType === 'LATEST' ? 'latest' : 'trim horizon' };
  }
  if (Timestamp === undefined) throw streamErrors.noTimestamp();
  if (Timestamp.getTime() > nowMs) throw streamErrors.futureTimestamp();
  return { kind: 'time', timeMs: Timestamp.getTime() };
}

/**
 * Returns the number of the record that comes next at a position in a shard.
 *
 * @throws ServiceError - ValidationException: the sequence number is not one of the shard's. TrimmedDataAccessException: it is
 *   that of a trimmed record.
 */
export function numberAt(position: StartPosition, { stream, shard }: Located, nowMs: number): number {
  const horizonMs = trimHorizonMs(nowMs);
  switch (position.kind) {
    case 'latest':
      return stream.lastNumber + 1;
    case 'trim horizon':
      return numberFrom(shard, stream, horizonMs);
    case 'time':
      return numberFrom(shard, stream, Math.max(position.timeMs, horizonMs));
    case 'at':
    case 'after': {
      const number = fromSequenceNumber(position.sequenceNumber);
      if (number === undefined || !hasNumber(shard, number)) throw streamErrors.otherShard();
      checkNotTrimmed(shard, number, nowMs);
      return position.kind === 'at' ? number : number + 1;
    }
    default:
      return position satisfies never;
  }
}

/** A shard and its stream. */
export interface Located {
  readonly stream: Stream;
  readonly shard: Shard;
}

/**
 * Checks that no record from a number on has been trimmed.
 *
 * @throws ServiceError - TrimmedDataAccessException.
 */
export function checkNotTrimmed(shard: Shard, number: number, nowMs: number): void {
  const first = firstRecordKey(shard, (key) => key.number < number);
  if (first !== undefined && first.atMs < trimHorizonMs(nowMs)) throw streamErrors.trimmed();
}

/** Returns whether a number is that of a shard's opening or of one of its records, trimmed or not. */
function hasNumber(shard: Shard, number: number): boolean {
  return number === shard.origin.start.number || firstRecordKey(shard, (key) => key.number < number)?.number === number;
}

/** Returns the number of a shard's first record at or after a time; the stream's next number if there is none. */
function numberFrom(shard: Shard, stream: Stream, timeMs: number): number {
  return firstRecordKey(shard, (key) => key.atMs < timeMs)?.number ?? stream.lastNumber + 1;
}
