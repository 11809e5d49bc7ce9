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

/** Reads the items of many keys: see `EntityRepository.getMany`. */
export async function getMany<E extends AnyEntity>(
  connection: Connection,
  entity: E,
  keys: readonly KeyOf<E>[],
  options: GetOptions | PartialGetOptions<string> = {},
): Promise<EntityOf<E>[]> {
  checkOptions('getMany', options, getOptionNames);
  const names = namesToRead(entity, options.attributes);
  const wanted = wantedItems(entity, keys);
  const found = new Map<string, Item>();
  const unfinished = await runBatch({
    entries: wanted,
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
      const undone = new Set(unprocessed.map((key) => nameOfItem(entity, key)));
      return chunk.filter(({ name }) => undone.has(name));
    },
  });
  if (unfinished !== undefined) {
    const { left, cause, isFinal } = unfinished;
    if (isFinal) throw cause;
    const leftovers = left.map(({ key }) => key);
    throw new UnprocessedError(`${left.length} of ${wanted.length} keys were left unread`, leftovers, { cause });
  }
  const items = wanted.map(({ name }) => found.get(name)).filter((item) => item !== undefined);
  return items.map((item) => decodeItem(entity, item, names));
}

/** A key as it was given, as the service takes it, and as text. */
interface Wanted<Key> {
  readonly key: Key;
  readonly item: Item;
  readonly name: string;
}

/** The keys, each once, in the order of their first mention. */
function wantedItems<E extends AnyEntity>(entity: E, keys: readonly KeyOf<E>[]): Wanted<KeyOf<E>>[] {
  if (!Array.isArray(keys)) throw new DynarepoError('BAD_INPUT', 'getMany takes a list of keys');
  const wanted = new Map<string, Wanted<KeyOf<E>>>();
  for (const key of keys) {
    const item = encodeKey(entity, key);
    const name = nameOfItem(entity, item);
    wanted.set(name, { key, item, name });
  }
  return [...wanted.values()];
}
