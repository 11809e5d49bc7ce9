import { streamRetentionMs } from '../../../domain/limits.ts';
import type { RecordKey, Shard, Stream } from '../account/stream.ts';
import { walk } from '../storage/ordered-map.ts';

/** Returns the trim horizon: records older than this time are trimmed. */
export function trimHorizonMs(nowMs: number): number {
  return nowMs - streamRetentionMs;
}

/** Returns whether a shard can be read: it is open, or was closed within the time of retention. */
export function isRetained({ closedAtMs }: Shard, nowMs: number): boolean {
  return closedAtMs === undefined || closedAtMs >= trimHorizonMs(nowMs);
}

/** Returns the shard of an id, unless it is trimmed. */
export function retainedShard({ shards }: Stream, id: string, nowMs: number): Shard | undefined {
  let found: Shard | undefined;
  walk(shards, { skip: (each) => each < id }, (shard) => {
    if (shard.origin.id === id && isRetained(shard, nowMs)) found = shard;
    return false;
  });
  return found;
}

/** Returns the key of a shard's first record that is not skipped; the skipped ones must be the first ones. */
export function firstRecordKey({ records }: Shard, skip: (key: RecordKey) => boolean): RecordKey | undefined {
  let found: RecordKey | undefined;
  walk(records, { skip }, (_, key) => {
    found = key;
    return false;
  });
  return found;
}
