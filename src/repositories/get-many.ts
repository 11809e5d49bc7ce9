import type { Item } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import { encodeKey } from '../domain/entity/entity-codec.ts';
import type { EntityOf, KeyOf } from '../domain/entity/entity-types.ts';
import { DynarepoError, UnprocessedError } from '../domain/errors.ts';
import { batchGetLimit } from '../domain/limits.ts';
import { checkOptions } from '../domain/options.ts';
import { type Connection, send } from './connection.ts';
import { type Identified, identityOf, matchingEntries } from './key-matches.ts';
import { batchGetRequest } from './requests/batch.ts';
import { namesToRead } from './requests/projection.ts';
import { type GetManyOptions, getManyOptionNames } from './requests/read-options.ts';
import { itemDecoder } from './requests/readable-items.ts';
import { runBatch } from './run-batch.ts';

/** Reads items by their keys: see `EntityRepository.getMany`. */
export async function getMany<E extends AnyEntity>(
  connection: Connection,
  entity: E,
  keys: readonly KeyOf<E>[],
  options: GetManyOptions<string> = {},
): Promise<EntityOf<E>[]> {
  checkOptions('getMany', options, getManyOptionNames);
  const names = namesToRead(entity, options.attributes);
  const decode = itemDecoder(entity, options.onUnreadable, { names });
  const requested = requestedKeys(entity, keys);
  const found = new Map<RequestedKey<KeyOf<E>>, Item>();
  const incomplete = await runBatch({
    entries: requested,
    size: batchGetLimit,
    retry: connection.retry,
    abortSignal: options.abortSignal,
    send: async (chunk) => {
      const keysOfChunk = chunk.map(({ item }) => item);
      const { items, unprocessed } = await send(
        connection,
        batchGetRequest(entity, keysOfChunk, options.consistent, names),
        options,
      );
      const unread = matchingEntries(entity, chunk, unprocessed);
      for (const [key, item] of matchingEntries(entity, chunk, items)) found.set(key, item);
      return [...unread.keys()];
    },
  });
  if (incomplete !== undefined) {
    const { remaining, cause, isFinal } = incomplete;
    if (isFinal) throw cause;
    const leftovers = remaining.map(({ key }) => key);
    throw new UnprocessedError(
      `${remaining.length} of ${requested.length} keys were not read; pass error.leftovers to getMany again`,
      leftovers,
      { cause },
    );
  }
  const items = requested.map((key) => found.get(key)).filter((item) => item !== undefined);
  return items.map(decode).filter((value) => value !== undefined);
}

/** A key as the caller passed it, and as an item. */
interface RequestedKey<Key> extends Identified {
  readonly key: Key;
  readonly item: Item;
}

/** The distinct keys, in the order of their first occurrence. */
function requestedKeys<E extends AnyEntity>(entity: E, keys: readonly KeyOf<E>[]): RequestedKey<KeyOf<E>>[] {
  if (!Array.isArray(keys)) throw new DynarepoError('BAD_INPUT', 'getMany takes an array of keys');
  const requested = new Map<string, RequestedKey<KeyOf<E>>>();
  for (const key of keys) {
    const item = encodeKey(entity, key);
    const identity = identityOf(entity, item);
    requested.set(identity, { key, item, identity });
  }
  return [...requested.values()];
}
