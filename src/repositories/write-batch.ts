import type { Item } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import { nameOfItem } from '../domain/entity/item-name.ts';
import { DynarepoError } from '../domain/errors.ts';
import { isRecord } from '../domain/is-record.ts';
import { batchWriteLimit } from '../domain/limits.ts';
import { checkOptions, type OptionCheck, type OptionNames } from '../domain/options.ts';
import { type CallOptions, callOptionNames } from './call-options.ts';
import { type Connection, send } from './connection.ts';
import { matchingEntries } from './key-matches.ts';
import { RateLimit } from './rate-limit.ts';
import { concurrencyCheck } from './read-batch.ts';
import { batchWriteRequest, type WriteEntry } from './requests/batch.ts';
import { unitsPerSecondCheck } from './requests/read-options.ts';
import { type BatchOutcome, type BatchProgress, runBatch } from './run-batch.ts';

/** Options of every batch of writes. */
export interface WriteBatchOptions extends CallOptions {
  /** Maximum number of requests at the same time. Default: 1. */
  readonly concurrency?: number | undefined;
  /** Maximum write capacity to consume, in units per second: the requests wait for each other. Default: no limit. */
  readonly unitsPerSecond?: number | undefined;
  /** Called after each response of DynamoDB. If it throws, the batch ends. */
  readonly onProgress?: ((progress: BatchProgress) => void) | undefined;
  /** Writes without unique constraints. Required for an entity that has them, as a batch cannot check them. */
  readonly ignoreUnique?: boolean | undefined;
}

/** Option names of {@link WriteBatchOptions}. */
export const writeBatchOptionNames: OptionNames<WriteBatchOptions> = {
  ...callOptionNames,
  concurrency: concurrencyCheck,
  ignoreUnique: 'boolean',
  onProgress: 'function',
  unitsPerSecond: unitsPerSecondCheck,
};

/** The check of entries that may be read while requests are sent. */
export const iterableCheck: OptionCheck = {
  expected: 'an array or another iterable',
  isValid: (value) =>
    typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value),
};

/** @throws DynarepoError - `BAD_INPUT`: the first argument of `writeMany` is no object with iterables. */
export function checkWrites(writes: { readonly put?: unknown; readonly delete?: unknown }): void {
  if (!isRecord(writes))
    throw new DynarepoError('BAD_INPUT', 'writeMany takes an object { put, delete } with an array for each');
  checkOptions('the first argument of writeMany', writes, { put: iterableCheck, delete: iterableCheck });
}

/** One write of entities: the item to put, or the key of the item to delete. */
export interface EntityWrite extends WriteEntry {
  readonly of: AnyEntity;
  readonly item: Item;
}

/** Executes writes in requests of up to 25. */
export function writeBatch<Entry extends WriteEntry>(
  connection: Connection,
  entries: Iterable<Entry> | AsyncIterable<Entry>,
  { abortSignal, capacity, concurrency, onProgress, unitsPerSecond }: WriteBatchOptions,
): Promise<BatchOutcome<Entry>> {
  const rateLimit = unitsPerSecond === undefined ? undefined : new RateLimit(unitsPerSecond, connection.retry.clock);
  return runBatch<Entry>({
    entries,
    size: batchWriteLimit,
    retry: connection.retry,
    abortSignal,
    concurrency,
    onProgress,
    async send(chunk) {
      const report = await rateLimit?.wait(abortSignal);
      const request = batchWriteRequest(chunk, report !== undefined);
      const { unprocessed, units } = await send(connection, request, { abortSignal, capacity });
      report?.(units);
      return [...matchingEntries(chunk, unprocessed).keys()];
    },
  });
}

/** @throws DynarepoError - `BAD_INPUT`: the entity has unique attributes, and `ignoreUnique` is not set. */
export function checkUnique(entity: AnyEntity, { ignoreUnique }: WriteBatchOptions): void {
  if (entity.unique.length > 0 && !ignoreUnique) throw uncheckable(entity, 'unique attributes', 'ignoreUnique');
}

/** Creates the error for an entity that a batch cannot write as it should. */
export function uncheckable({ name }: AnyEntity, what: string, option: string): DynarepoError {
  const text = `${name} has ${what}, which a batch cannot check: pass { ${option}: true } to write without the check`;
  return new DynarepoError('BAD_INPUT', text);
}

/** @throws DynarepoError - `BAD_INPUT`: two writes are for the same item. */
export function rejectRepeated(call: string, writes: readonly Omit<EntityWrite, 'write'>[]): void {
  const known = new Set<string>();
  for (const { identity, of, item } of writes) {
    if (known.has(identity)) {
      const text = `${nameOfItem(of, item)} appears twice in ${call}: a batch can write each item only once`;
      throw new DynarepoError('BAD_INPUT', text);
    }
    known.add(identity);
  }
}
