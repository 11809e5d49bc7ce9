/**
 * Where a shard is read on: from its oldest record, after a record, after the records of before a time, or nowhere, as it was
 * read to its end.
 */
export type ShardPosition =
  | { readonly kind: 'oldest' }
  | { readonly kind: 'after'; readonly sequenceNumber: string }
  | TimePosition
  | { readonly kind: 'end' };

/** After the records of before a time. */
export interface TimePosition {
  readonly kind: 'since';
  readonly timeMs: number;
}

/** Where the shards of a stream are read on, by their ids. */
export type ShardPositions = ReadonlyMap<string, ShardPosition>;

/** A shard as a stream lists it. */
export interface ListedShard {
  readonly id: string;
  readonly parentId: string | undefined;
  readonly isClosed: boolean;
}

/** Where a stream is read from at first: from its end on, whose time is the present one; or each shard from a position on. */
export type StreamStart = { readonly kind: 'latest'; readonly nowMs: number } | ShardPosition;

const oldest = { kind: 'oldest' } as const;
const end = { kind: 'end' } as const;

/** Returns the positions in a stream that is read for the first time. With `latest`, closed shards are at their end. */
export function firstPositions(listed: readonly ListedShard[], start: StreamStart): ShardPositions {
  const position = ({ isClosed }: ListedShard): ShardPosition => {
    if (start.kind !== 'latest') return start;
    return isClosed ? end : { kind: 'since', timeMs: start.nowMs };
  };
  return new Map(listed.map((shard) => [shard.id, position(shard)]));
}

/**
 * Returns the positions with those of shards that are listed since: a shard that continues a known one is read from its oldest
 * record, one that a known shard continues was read to its end.
 *
 * @param known - can lack a shard that was read to its end, if it has one that continues it.
 */
export function withListed(known: ShardPositions, listed: readonly ListedShard[]): ShardPositions {
  const parents = new Map(listed.map(({ id, parentId }) => [id, parentId]));
  const continued = new Set<string>();
  for (const id of known.keys()) {
    for (let each = parents.get(id); each !== undefined && !continued.has(each); each = parents.get(each)) {
      continued.add(each);
    }
  }
  const added = listed.filter(({ id }) => !known.has(id));
  return new Map([...known, ...added.map(({ id }) => [id, continued.has(id) ? end : oldest] as const)]);
}

/** Returns the shards to read now: those with records left whose parent was read to its end. */
export function readableShards(positions: ShardPositions, listed: readonly ListedShard[]): readonly string[] {
  const isAtEnd = (id: string | undefined) => id === undefined || (positions.get(id) ?? end).kind === 'end';
  return listed.filter(({ id, parentId }) => !isAtEnd(id) && isAtEnd(parentId)).map(({ id }) => id);
}

/** Returns the positions without shards that {@link withListed} finds again, or that the stream lists no more. */
export function withoutKnown(positions: ShardPositions, listed: readonly ListedShard[]): ShardPositions {
  const parents = new Map(listed.map(({ id, parentId }) => [id, parentId]));
  const continued = new Set(listed.map(({ parentId }) => parentId));
  return new Map(
    [...positions].filter(([id, { kind }]) => {
      if (kind === 'end') return parents.has(id) && !continued.has(id);
      const parent = positions.get(parents.get(id) ?? '');
      return kind !== 'oldest' || parent === undefined || parent.kind === 'end';
    }),
  );
}
