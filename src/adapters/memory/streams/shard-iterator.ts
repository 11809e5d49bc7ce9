import { shardIteratorLifetimeMs } from '../../../domain/limits.ts';
import { decodeBase64, encodeBase64 } from '../../../domain/values/base64.ts';
import { encodeUtf8 } from '../../../domain/values/utf8.ts';
import { streamErrors } from '../wording/stream-errors.ts';

/** A position in a shard, as GetShardIterator and GetRecords return it. */
export interface ShardIterator {
  readonly streamArn: string;
  readonly shardId: string;
  /** Records with this number or a greater one come next. */
  readonly number: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly issuedAtMs: number;
}

/** Encodes a position in the service's form: `<stream ARN>|1|<base64 text>`. */
export function printShardIterator({ streamArn, shardId, number, issuedAtMs }: ShardIterator): string {
  return `${streamArn}|1|${encodeBase64(encodeUtf8(`${shardId}|${number}|${Math.floor(issuedAtMs)}`))}`;
}

/**
 * Decodes a position.
 *
 * @throws ServiceError - ValidationException: neither GetShardIterator nor GetRecords returned it. ExpiredIteratorException: it
 *   is too old.
 */
export function parseShardIterator(text: string, nowMs: number): ShardIterator {
  const [, streamArn, encoded = ''] = /^([^|]+)\|1\|([^|]+)$/.exec(text) ?? [];
  const content = String.fromCharCode(...(decodeBase64(encoded) ?? []));
  const [, shardId, number, issuedAtMs] = /^([\w-]{28,65})\|(\d{1,15})\|(-?\d{1,16})$/.exec(content) ?? [];
  if (streamArn === undefined || shardId === undefined) throw streamErrors.invalidIterator();
  const iterator = { streamArn, shardId, number: Number(number), issuedAtMs: Number(issuedAtMs) };
  if (nowMs - iterator.issuedAtMs >= shardIteratorLifetimeMs) throw streamErrors.expiredIterator();
  return iterator;
}
