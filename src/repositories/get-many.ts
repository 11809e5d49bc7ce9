import type { AnyEntity } from '../domain/entity/entity.ts';
import { encodeKey } from '../domain/entity/entity-codec.ts';
import type { EntityOf, KeyOf } from '../domain/entity/entity-types.ts';
import { DynarepoError } from '../domain/errors.ts';
import { checkOptions, type OptionNames } from '../domain/options.ts';
import type { Connection } from './connection.ts';
import { identityOf } from './key-matches.ts';
import { concurrencyCheck, type ReadBatchOptions, readBatch } from './read-batch.ts';
import type { ReadEntry, TableRead } from './requests/batch.ts';
import { expiryField, isExpired, storedNamesOf } from './requests/expiry.ts';
import { printExpressions } from './requests/expression-members.ts';
import { itemNotFound } from './requests/get.ts';
import { attributePaths } from './requests/primary-key.ts';
import { namesToRead } from './requests/projection.ts';
import { type GetManyOptions, getManyOptionNames } from './requests/read-options.ts';
import { itemDecoder } from './requests/readable-items.ts';
import { withoutUndefined } from './requests/request.ts';
import { throwIfIncomplete } from './run-batch.ts';

/** Options of `getMany` beside those of other reads. */
export interface MissingOptions<Key> extends ReadBatchOptions {
  /**
   * What to do with a key that has no item: leave it out (`skip`), throw an `ItemNotFoundError`, or leave it out and call a
   * function with the key. Default: `skip`.
   */
  readonly onMissing?: 'throw' | 'skip' | ((key: Key) => void) | undefined;
}

const optionNames: OptionNames<GetManyOptions & MissingOptions<unknown>> = {
  ...getManyOptionNames,
  concurrency: concurrencyCheck,
  onMissing: {
    expected: '"throw", "skip" or a function',
    isValid: (value) => value === 'throw' || value === 'skip' || typeof value === 'function',
  },
};

/** Reads items by their keys: see `EntityRepository.getMany`. */
export async function getMany<E extends AnyEntity>(
  connection: Connection,
  entity: E,
  keys: readonly KeyOf<E>[],
  options: GetManyOptions<string> & MissingOptions<KeyOf<E>> = {},
): Promise<EntityOf<E>[]> {
  checkOptions('getMany', options, optionNames);
  const names = namesToRead(entity, options.attributes);
  const decode = itemDecoder(entity, options.onUnreadable, { names });
  const expiry = expiryField(entity, options.includeExpired);
  const storedNames = [...entity.keys.table.entryKey.map(({ name }) => name), ...storedNamesOf(expiry)];
  const projection = names && attributePaths(entity, names, storedNames);
  const read = withoutUndefined({ ConsistentRead: options.consistent, ...printExpressions({ projection }) });
  const requested = requestedKeys(entity, keys, read);
  const { found, outcome } = await readBatch(connection, requested, options);
  throwIfIncomplete(outcome, ['keys were not read', 'getMany'], (remaining) => remaining.map(({ source }) => source));
  const { onMissing } = options;
  const now = new Date(connection.clock.nowMs());
  return requested.flatMap((entry) => {
    const item = found.get(entry);
    if (item !== undefined && !isExpired(expiry, item, now)) return decode(item) ?? [];
    if (onMissing === 'throw') throw itemNotFound(entity, entry.source);
    if (typeof onMissing === 'function') onMissing(entry.source);
    return [];
  });
}

/** A key as the caller passed it, and as an item. */
interface RequestedKey<Key> extends ReadEntry {
  readonly source: Key;
}

/** The distinct keys, in the order of their first occurrence. */
function requestedKeys<E extends AnyEntity>(
  entity: E,
  keys: readonly KeyOf<E>[],
  read: TableRead,
): readonly RequestedKey<KeyOf<E>>[] {
  if (!Array.isArray(keys)) throw new DynarepoError('BAD_INPUT', 'getMany takes an array of keys');
  const requested = new Map<string, RequestedKey<KeyOf<E>>>();
  for (const source of keys) {
    const key = encodeKey(entity, source);
    const identity = identityOf(entity, key);
    requested.set(identity, { of: entity, source, key, identity, read });
  }
  return [...requested.values()];
}
