import type { Item } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import { decodeItem, encodeKey } from '../domain/entity/entity-codec.ts';
import type { EntityOf, KeyOf } from '../domain/entity/entity-types.ts';
import { DynarepoError, UnprocessedError } from '../domain/errors.ts';
import { batchGetLimit } from '../domain/limits.ts';
import { checkOptions } from '../domain/options.ts';
import { type Connection, send } from './connection.ts';
import { batchGetRequest } from './requests/batch.ts';
import { type GetOptions, getOptionNames, type PartialGetOptions } from './requests/get.ts';
import { nameOfItem } from './requests/primary-key.ts';
import { namesToRead } from './requests/projection.ts';
import { runBatch } from './run-batch.ts';

/** Reads items by their keys: see `EntityRepository.getMany`. */
export async function getMany<E extends AnyEntity>(
  connection: Connection,
  entity: E,
  keys: readonly KeyOf<E>[],
  options: GetOptions | PartialGetOptions<string> = {},
): Promise<EntityOf<E>[]> {
  checkOptions('getMany', options, getOptionNames);
  const names = namesToRead(entity, options.attributes);
  const requested = requestedKeys(entity, keys);
  const found = new Map<string, Item>();
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
      for (const item of items) found.set(nameOfItem(entity, item), item);
      const unread = new Set(unprocessed.map((key) => nameOfItem(entity, key)));
      return chunk.filter(({ name }) => unread.has(name));
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
  const items = requested.map(({ name }) => found.get(name)).filter((item) => item !== undefined);
  return items.map((item) => decodeItem(entity, item, names));
}

/** A key in three forms: as the caller passed it, as an item, and as text. */
interface RequestedKey<Key> {
  readonly key: Key;
  readonly item: Item;
  readonly name: string;
}

/** The distinct keys, in the order of their first occurrence. */
function requestedKeys<E extends AnyEntity>(entity: E, keys: readonly KeyOf<E>[]): RequestedKey<KeyOf<E>>[] {
  if (!Array.isArray(keys)) throw new DynarepoError('BAD_INPUT', 'getMany takes an array of keys');
  const requested = new Map<string, RequestedKey<KeyOf<E>>>();
  for (const key of keys) {
    const item = encodeKey(entity, key);
    const name = nameOfItem(entity, item);
    requested.set(name, { key, item, name });
  }
  return [...requested.values()];
}
