import type { Account } from '../account/account.ts';
import {
  noRecords,
  noShards,
  type RecordImage,
  type RecordKey,
  type Shard,
  type Sharding,
  type ShardOrigin,
  type Stream,
  type StreamDefinition,
  type StreamRecord,
} from '../account/stream.ts';
import { FlatItem } from '../storage/flat-item.ts';
import { entriesOf, setEntry } from '../storage/ordered-map.ts';
import { decodeAttributes, encodeItem } from './item-json.ts';
import { count, flag, type JsonCodec, number, object, oneOf, optional, text } from './json-codec.ts';
import { type Line, outOfOrder, type RoomCodec, unknownKind } from './room-codec.ts';
import { key, viewType } from './table-codecs.ts';

const streamLine: JsonCodec<Omit<Stream, 'openShards' | 'shards'>> = object({
  definition: object<StreamDefinition>({
    arn: text,
    label: text,
    number: count,
    tableName: text,
    key,
    viewType,
    createdAtMs: number,
    sharding: object<Sharding>({ shards: count, splitAfterRecords: optional(count) }),
  }),
  status: oneOf('ENABLING', 'ENABLED', 'DISABLING', 'DISABLED'),
  lastNumber: count,
});

const recordKey = object<RecordKey>({ number: count, atMs: number });

const shardLine: JsonCodec<Omit<Shard, 'records'>> = object({
  origin: object<ShardOrigin>({
    id: text,
    parentId: optional(text),
    start: recordKey,
    hashes: object<ShardOrigin['hashes']>({ from: count, to: count }),
  }),
  closedAtMs: optional(number),
  latest: recordKey,
});

const image: JsonCodec<RecordImage> = {
  encode: ({ attributes }) => encodeItem(attributes),
  decode: (json) => decodeAttributes(json),
};

const recordLine: JsonCodec<RecordKey & Omit<StreamRecord, 'keys'> & { readonly keys: RecordImage }> = object({
  number: count,
  atMs: number,
  eventName: oneOf('INSERT', 'MODIFY', 'REMOVE'),
  isExpiry: flag,
  keys: image,
  oldImage: optional(image),
  newImage: optional(image),
});

/** The streams by ARN: a line for each, followed by a line for each of its shards, which is followed by those of its records. */
export const streamsRoom: RoomCodec<Account['streams']> = {
  *encode(streams) {
    for (const [, stream] of entriesOf(streams)) {
      yield { kind: 'stream', content: streamLine.encode(stream) };
      for (const [, shard] of entriesOf(stream.shards)) {
        yield { kind: 'shard', content: shardLine.encode(shard) };
        for (const [{ number, atMs }, record] of entriesOf(shard.records)) {
          const keys = new FlatItem(record.keys, 0); // the size is that of images
          yield { kind: 'record', content: recordLine.encode({ ...record, number, atMs, keys }) };
        }
      }
    }
  },
  decode(lines, empty, owner) {
    let streams = empty;
    let stream: Stream | undefined;
    let shard: Shard | undefined;
    let lastNumber = 0;
    for (const line of lines) {
      if (line.kind === 'stream') {
        const next = newStream(line);
        if (stream !== undefined && streams.compare(arnOf(stream), arnOf(next)) >= 0) throw outOfOrder(line);
        stream = next;
        shard = undefined;
      } else if (stream === undefined) {
        throw outOfOrder(line);
      } else if (line.kind === 'shard') {
        const next = newShard(line);
        if (shard !== undefined && stream.shards.compare(shard.origin.id, next.origin.id) >= 0) throw outOfOrder(line);
        shard = next;
        lastNumber = shard.origin.start.number;
        stream = withOpenShard(stream, shard);
      } else if (shard === undefined) {
        throw outOfOrder(line);
      } else if (line.kind === 'record') {
        const { key, record } = newRecord(line);
        if (key.number <= lastNumber || key.number > shard.latest.number) throw outOfOrder(line);
        lastNumber = key.number;
        shard = { ...shard, records: setEntry(shard.records, [key, record], owner) };
      } else {
        throw unknownKind(line);
      }
      if (shard !== undefined) stream = { ...stream, shards: setEntry(stream.shards, [shard.origin.id, shard], owner) };
      streams = setEntry(streams, [arnOf(stream), stream], owner);
    }
    return streams;
  },
};

function arnOf({ definition }: Stream): string {
  return definition.arn;
}

function newStream({ content }: Line): Stream {
  return { ...streamLine.decode(content, 'stream'), openShards: [], shards: noShards() };
}

function newShard({ content }: Line): Shard {
  return { ...shardLine.decode(content, 'shard'), records: noRecords() };
}

function withOpenShard(stream: Stream, { origin, closedAtMs }: Shard): Stream {
  if (closedAtMs !== undefined) return stream;
  const openShards = [...stream.openShards, { from: origin.hashes.from, id: origin.id }].sort(
    (left, right) => left.from - right.from,
  );
  return { ...stream, openShards };
}

function newRecord({ content }: Line): { readonly key: RecordKey; readonly record: StreamRecord } {
  const { number, atMs, keys, ...record } = recordLine.decode(content, 'record');
  return { key: { number, atMs }, record: { ...record, keys: keys.attributes } };
}
