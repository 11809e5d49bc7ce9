import type { Item } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import { decodeStored, encodeKey } from '../domain/entity/entity-codec.ts';
import type { EntityOf, KeyOf, NewOf } from '../domain/entity/entity-types.ts';
import { nameOfItem } from '../domain/entity/item-name.ts';
import { DynarepoError, UnprocessedError } from '../domain/errors.ts';
import { batchWriteLimit } from '../domain/limits.ts';
import { checkOptions } from '../domain/options.ts';
import { type CallOptions } from './call-options.ts';
import { type Connection, send } from './connection.ts';
import { type Identified, identityOf, matchingEntries } from './key-matches.ts';
import { type BatchedWrite, batchWriteRequest } from './requests/batch.ts';
import { itemToPut } from './requests/put.ts';
import { toWriteContext, type WriteContext } from './requests/write-context.ts';
import { runBatch } from './run-batch.ts';

/** The entities to put and the items to delete in one call. */
export interface Writes<E extends AnyEntity> {
  /** Entities to store; each replaces the item with the same key. */
  readonly put?: readonly (NewOf<E> | EntityOf<E>)[] | undefined;
  /** Keys of items to delete, or entities. */
  readonly delete?: readonly (KeyOf<E> | EntityOf<E>)[] | undefined;
}

/** Options of `writeMany`. */
export interface WriteManyOptions extends CallOptions {
  /** Writes without a check of the version. Required for an entity with a version, as a batch has no conditions. */
  readonly ignoreVersion?: boolean | undefined;
}

/** Writes many items: see `EntityRepository.writeMany`. */
export async function writeMany<E extends AnyEntity>(
  connection: Connection,
  entity: E,
  writes: Writes<E>,
  options: WriteManyOptions = {},
): Promise<EntityOf<E>[]> {
  checkOptions('writeMany', options, { abortSignal: 'signal', ignoreVersion: 'boolean' });
  checkWrites(writes);
  if (entity.roles.version !== undefined && !options.ignoreVersion) {
    throw new DynarepoError(
      'BAD_INPUT',
      `${entity.name} has a version, which a batch cannot check: pass { ignoreVersion: true } to write without the check`,
    );
  }
  const context = toWriteContext(entity, connection.clock);
  // Array.from also visits the holes of a sparse array.
  const puts = Array.from(writes.put ?? [], (value) => planPut(context, value));
  const deletes = Array.from(writes.delete ?? [], (target) => planDelete(entity, target));
  rejectDuplicates(entity, [...puts, ...deletes]);
  const total = puts.length + deletes.length;
  const incomplete = await runBatch<Planned<unknown>>({
    entries: [...puts, ...deletes],
    size: batchWriteLimit,
    retry: connection.retry,
    abortSignal: options.abortSignal,
    send: async (chunk) => {
      const request = batchWriteRequest(
        entity,
        chunk.map(({ write }) => write),
      );
      const unprocessed = await send(connection, request, options);
      const undone = unprocessed.map((write) => write?.PutRequest?.Item ?? write?.DeleteRequest?.Key);
      return [...matchingEntries(entity, chunk, undone).keys()];
    },
  });
  if (incomplete !== undefined) {
    const { remaining, cause, isFinal } = incomplete;
    if (isFinal && remaining.length === total) throw cause;
    const isUnwritten = new Set(remaining);
    const leftovers: Writes<E> = {
      put: puts.filter((put) => isUnwritten.has(put)).map(({ source }) => source),
      delete: deletes.filter((each) => isUnwritten.has(each)).map(({ source }) => source),
    };
    throw new UnprocessedError(
      `${remaining.length} of ${total} writes were not processed; pass error.leftovers to writeMany again`,
      leftovers,
      { cause },
    );
  }
  return puts.map(({ item }) => decodeStored(entity, item, { written: true }));
}

function checkWrites(writes: Writes<AnyEntity>): void {
  if (Array.isArray(writes))
    throw new DynarepoError('BAD_INPUT', 'writeMany takes an object { put, delete } with an array for each');
  checkOptions('the first argument of writeMany', writes, { put: true, delete: true });
  for (const name of ['put', 'delete'] as const) {
    if (writes[name] !== undefined && !Array.isArray(writes[name])) {
      throw new DynarepoError('BAD_INPUT', `${name} in writeMany must be an array`);
    }
  }
}

/** One put or delete. */
interface Planned<Source> extends Identified {
  /** The entity or key that the caller passed. */
  readonly source: Source;
  /** The item to put, or the key of the item to delete. */
  readonly item: Item;
  readonly write: BatchedWrite;
}

function planPut<E extends AnyEntity, Value extends NewOf<E> | EntityOf<E>>(
  context: WriteContext<E>,
  value: Value,
): Planned<Value> {
  const item = itemToPut(context, value);
  return { source: value, item, identity: identityOf(context.entity, item), write: { PutRequest: { Item: item } } };
}

function planDelete<E extends AnyEntity, Target extends KeyOf<E> | EntityOf<E>>(
  entity: E,
  target: Target,
): Planned<Target> {
  const item = encodeKey(entity, target);
  return { source: target, item, identity: identityOf(entity, item), write: { DeleteRequest: { Key: item } } };
}

function rejectDuplicates(entity: AnyEntity, planned: readonly Planned<unknown>[]): void {
  const known = new Set<string>();
  for (const { identity, item } of planned) {
    if (known.has(identity)) {
      const name = nameOfItem(entity, item);
      throw new DynarepoError('BAD_INPUT', `${name} appears twice in writeMany: a batch can write each item only once`);
    }
    known.add(identity);
  }
}
