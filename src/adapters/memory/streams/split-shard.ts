import { DynarepoError } from '../../../domain/errors.ts';
import { excerpt } from '../../../domain/excerpt.ts';
import { type Account, streamOf, withStream } from '../account/account.ts';
import type { Stream } from '../account/stream.ts';
import { withSplit } from './shards.ts';

/** A shard to split. */
export interface ShardToSplit {
  /** ARN of the stream. */
  readonly streamArn: string;
  /** Default: the only open shard of the stream. */
  readonly shardId?: string | undefined;
}

/** An account after the split of a shard. */
export interface SplitAccount {
  readonly account: Account;
  /** The ids of the shards that continue the one that was split. */
  readonly shardIds: readonly string[];
}

/**
 * Returns the account with an open shard of a stream closed and continued by two, each for half of its partition keys.
 *
 * @param atMs - milliseconds since 1970-01-01 UTC.
 * @throws DynarepoError - BAD_INPUT: the stream does not exist, or the shard is not open; without a shard id, the stream has
 *   no open shard, or several.
 */
export function splitShard(account: Account, { streamArn, shardId }: ShardToSplit, atMs: number): SplitAccount {
  const stream = streamOf(account, streamArn);
  if (stream === undefined) throw rejected(`stream ${excerpt(streamArn, 300)} does not exist`);
  const id = openShard(stream, shardId);
  const split = withSplit(stream, id, { atMs, owner: account.owner });
  const before = new Set(stream.openShards.map((shard) => shard.id));
  const shardIds = split.openShards.map((shard) => shard.id).filter((each) => !before.has(each));
  return { account: withStream(account, split), shardIds };
}

function openShard({ openShards }: Stream, shardId: string | undefined): string {
  const ids = openShards.map(({ id }) => id);
  if (shardId !== undefined) {
    if (ids.includes(shardId)) return shardId;
    throw rejected(`the stream has no open shard ${excerpt(shardId)}`);
  }
  const [only, ...others] = ids;
  if (only === undefined) throw rejected('the stream has no open shard');
  if (others.length > 0) throw rejected(`the stream has ${ids.length} open shards: name one of them`);
  return only;
}

function rejected(message: string): DynarepoError {
  return new DynarepoError('BAD_INPUT', message);
}
