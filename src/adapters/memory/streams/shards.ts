import {
  noRecords,
  type OpenShard,
  type RecordKey,
  type Shard,
  type ShardOrigin,
  type Stream,
} from '../account/stream.ts';
import { entriesOf, getEntry, type Owner, removeEntry, setEntry, walk } from '../storage/ordered-map.ts';
import { isRetained } from './retention.ts';

/** When shards change, and the owner of the nodes that the change may use. */
export interface ShardChange {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly atMs: number;
  readonly owner: Owner;
}

/** Partition hashes have 48 bits. */
const hashCount = 2 ** 48;

/** Returns a stream with its first shards, which share the hashes evenly. */
export function withFirstShards(stream: Stream, change: ShardChange): Stream {
  const { shards: count } = stream.definition.sharding;
  const start = (index: number) => Math.floor((hashCount / count) * index);
  const opening = Array.from({ length: count }, (_, index) => ({
    parentId: undefined,
    hashes: { from: start(index), to: start(index + 1) },
  }));
  return withReplaced(stream, { closing: [], opening }, change);
}

/** Returns a stream with every open shard closed. */
export function withAllClosed(stream: Stream, change: ShardChange): Stream {
  return withReplaced(stream, { closing: stream.openShards.map(({ id }) => id), opening: [] }, change);
}

/**
 * Returns a stream with every open shard closed and continued by another, and without the shards that were closed longer ago
 * than records are retained.
 */
export function withRollOver(stream: Stream, change: ShardChange): Stream {
  const closing = stream.openShards.map(({ id }) => id);
  const opening = closing.map((id) => ({ parentId: id, hashes: shardOf(stream, id).origin.hashes }));
  return withoutTrimmed(withReplaced(stream, { closing, opening }, change), change);
}

/**
 * Returns a stream with one open shard closed and continued by two, each for half of its hashes; by one if it is for a single
 * hash.
 */
export function withSplit(stream: Stream, id: string, change: ShardChange): Stream {
  const { from, to } = shardOf(stream, id).origin.hashes;
  const middle = from + Math.floor((to - from) / 2);
  const halves = [
    { from, to: middle },
    { from: middle, to },
  ].filter((half) => half.from < half.to);
  const opening = halves.map((hashes) => ({ parentId: id, hashes }));
  return withReplaced(stream, { closing: [id], opening }, change);
}

/** Returns the id of the open shard for a partition hash. */
export function openShardFor({ openShards }: Stream, hash: number): string | undefined {
  let [low, high] = [0, openShards.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((openShards[middle]?.from ?? 0) <= hash) low = middle + 1;
    else high = middle;
  }
  return openShards[low - 1]?.id;
}

/** Returns an open shard by its id. */
export function shardOf({ shards }: Stream, id: string): Shard {
  return getEntry(shards, id) as Shard; // a stream holds all of its open shards
}

interface Replacement {
  /** Ids. */
  readonly closing: readonly string[];
  readonly opening: readonly Pick<ShardOrigin, 'parentId' | 'hashes'>[];
}

/** The one place where shards are closed and opened. */
function withReplaced(stream: Stream, { closing, opening }: Replacement, { atMs, owner }: ShardChange): Stream {
  let { shards, lastNumber } = stream;
  for (const id of closing) shards = setEntry(shards, [id, { ...shardOf(stream, id), closedAtMs: atMs }], owner);
  const opened: OpenShard[] = [];
  for (const { parentId, hashes } of opening) {
    lastNumber += 1;
    const start = { number: lastNumber, atMs: Math.max(atMs, lastOpenedAtMs(shards)) };
    const origin = { id: shardId(start), parentId, start, hashes };
    shards = setEntry(
      shards,
      [origin.id, { origin, closedAtMs: undefined, latest: start, records: noRecords() }],
      owner,
    );
    opened.push({ from: hashes.from, id: origin.id });
  }
  const closed = new Set(closing);
  const openShards = [...stream.openShards.filter(({ id }) => !closed.has(id)), ...opened];
  openShards.sort((left, right) => left.from - right.from);
  return { ...stream, shards, lastNumber, openShards };
}

/** The clock may have been set back since the last shard was opened. */
function lastOpenedAtMs(shards: Stream['shards']): number {
  let atMs = Number.NEGATIVE_INFINITY;
  walk(shards, { descending: true }, ({ origin }) => {
    atMs = origin.start.atMs;
    return false;
  });
  return atMs;
}

/** Returns an id in the service's form: the time of opening, by which ids sort, and the number of the opening. */
function shardId({ atMs, number }: RecordKey): string {
  return `shardId-${String(Math.floor(atMs)).padStart(20, '0')}-${number.toString(16).padStart(8, '0')}`;
}

function withoutTrimmed(stream: Stream, { atMs, owner }: ShardChange): Stream {
  let { shards } = stream;
  const trimmed = Array.from(entriesOf(shards), ([, shard]) => shard).filter((shard) => !isRetained(shard, atMs));
  for (const { origin } of trimmed) shards = removeEntry(shards, origin.id, owner);
  return { ...stream, shards };
}
