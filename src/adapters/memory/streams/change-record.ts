import type { Item } from '../../../domain/dynamodb.ts';
import { attributeOf, setAttribute } from '../../../domain/values/attribute-value.ts';
import { itemsEqual } from '../../../domain/values/equality.ts';
import { type Account, streamOf, withStream } from '../account/account.ts';
import type { Stream, StreamRecord } from '../account/stream.ts';
import type { ItemChange } from '../storage/item-change.ts';
import { setEntry } from '../storage/ordered-map.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import { openShardFor, shardOf, withSplit } from './shards.ts';

/** A change to record: when it was made, and whether the service itself made it. */
export interface RecordedChange extends ItemChange {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly atMs: number;
  readonly isExpiry: boolean;
}

/**
 * Returns the account with a change recorded in a stream, if the stream is enabled and the item differs afterwards
 * (behaviour §18). The record shares the stored items.
 */
export function withChangeRecorded(account: Account, arn: string, change: RecordedChange): Account {
  const subject = change.item ?? change.previous;
  const stream = streamOf(account, arn);
  const shardId = stream && subject && openShardFor(stream, subject.key.hash);
  if (stream === undefined || subject === undefined || shardId === undefined || isUnchanged(change)) return account;
  const shard = shardOf(stream, shardId);
  const latest = { number: stream.lastNumber + 1, atMs: Math.max(change.atMs, shard.latest.atMs) };
  const records = setEntry(shard.records, [latest, recordOf(stream, subject, change)], account.owner);
  const shards = setEntry(stream.shards, [shardId, { ...shard, latest, records }], account.owner);
  const recorded: Stream = { ...stream, lastNumber: latest.number, shards };
  const { splitAfterRecords = Number.POSITIVE_INFINITY } = stream.sharding;
  if (records.size < splitAfterRecords) return withStream(account, recorded);
  return withStream(account, withSplit(recorded, shardId, { atMs: change.atMs, owner: account.owner }));
}

function isUnchanged({ previous, item }: ItemChange): boolean {
  return previous !== undefined && item !== undefined && itemsEqual(previous.attributes, item.attributes);
}

function recordOf(
  { key, viewType }: Stream,
  { attributes }: StoredItem,
  { previous, item, isExpiry }: RecordedChange,
): StreamRecord {
  const hasOldImage = viewType === 'OLD_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES';
  const hasNewImage = viewType === 'NEW_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES';
  return {
    eventName: previous === undefined ? 'INSERT' : item === undefined ? 'REMOVE' : 'MODIFY',
    isExpiry,
    keys: keysOf(attributes, [...key.partition, ...key.sort]),
    oldImage: hasOldImage ? previous : undefined,
    newImage: hasNewImage ? item : undefined,
  };
}

function keysOf(attributes: Item, names: readonly string[]): Item {
  const keys: Item = {};
  for (const name of names) {
    const value = attributeOf(attributes, name);
    if (value !== undefined) setAttribute(keys, name, value);
  }
  return keys;
}
