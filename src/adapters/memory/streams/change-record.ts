import type { Item } from '../../../domain/dynamodb.ts';
import { setAttribute } from '../../../domain/values/attribute-value.ts';
import { itemsEqual } from '../../../domain/values/equality.ts';
import type { Account } from '../account/account.ts';
import type { RecordImage, Stream, StreamDefinition, StreamRecord, Streams } from '../account/stream.ts';
import { FlatItem } from '../storage/flat-item.ts';
import type { ItemChange } from '../storage/item-change.ts';
import { getEntry, replaceEntry, setEntry } from '../storage/ordered-map.ts';
import { type KeyAttributes, wholeHash } from '../storage/storage-key.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import { openShardFor, shardOf, withSplit } from './shards.ts';

/** A change to record: when it was made, and whether the service itself made it. */
export interface RecordedChange extends ItemChange {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly atMs: number;
  readonly isExpiry: boolean;
}

/**
 * Returns the streams of an account after a change of an item in the table with that stream. It is recorded if the stream is
 * enabled and the item differs afterwards (behaviour §18). The record shares the stored items.
 */
export function withChangeRecorded({ streams, owner }: Account, arn: string, change: RecordedChange): Streams {
  const subject = change.item ?? change.previous;
  const stream = getEntry(streams, arn);
  const shardId = stream && subject && openShardFor(stream, wholeHash(subject.key));
  if (stream === undefined || subject === undefined || shardId === undefined || isUnchanged(change)) return streams;
  const { definition, status, openShards } = stream;
  const { origin, closedAtMs, latest, records: before } = shardOf(stream, shardId);
  const key = { number: stream.lastNumber + 1, atMs: Math.max(change.atMs, latest.atMs) };
  const records = setEntry(before, [key, recordOf(definition, subject, change)], owner);
  // Named members, because copying objects of unknown form would take longer than all the rest.
  const shards = replaceEntry(stream.shards, [shardId, { origin, closedAtMs, latest: key, records }], owner);
  const recorded: Stream = { definition, status, lastNumber: key.number, openShards, shards };
  const { splitAfterRecords } = definition.sharding;
  const isFull = splitAfterRecords !== undefined && records.size >= splitAfterRecords;
  return setEntry(
    streams,
    [arn, isFull ? withSplit(recorded, shardId, { atMs: change.atMs, owner }) : recorded],
    owner,
  );
}

/** Items of different sizes need no comparison. */
function isUnchanged({ previous, item }: ItemChange): boolean {
  if (previous === undefined || item === undefined || previous.sizeBytes !== item.sizeBytes) return false;
  return itemsEqual(previous.attributes, item.attributes);
}

function recordOf(
  { key, viewType }: StreamDefinition,
  subject: StoredItem,
  { previous, item, isExpiry }: RecordedChange,
): StreamRecord {
  const hasOldImage = viewType === 'OLD_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES';
  const hasNewImage = viewType === 'NEW_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES';
  return {
    eventName: previous === undefined ? 'INSERT' : item === undefined ? 'REMOVE' : 'MODIFY',
    isExpiry,
    keys: keysOf(subject, key),
    oldImage: hasOldImage ? imageOf(previous) : undefined,
    newImage: hasNewImage ? imageOf(item) : undefined,
  };
}

/** An image keeps the contents of an item, which a later write may change in place. */
function imageOf(item: StoredItem | undefined): RecordImage | undefined {
  return item && new FlatItem(item, item.sizeBytes);
}

function keysOf(item: StoredItem, { partition, sort }: KeyAttributes): Item {
  const keys: Item = {};
  for (const names of [partition, sort]) {
    for (const name of names) {
      const value = item.attribute(name);
      if (value !== undefined) setAttribute(keys, name, value);
    }
  }
  return keys;
}
