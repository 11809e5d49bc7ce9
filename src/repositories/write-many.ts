import type { Item } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import { decodeItem, encodeKey, versionField } from '../domain/entity/entity-codec.ts';
import type { EntityOf, KeyOf, NewOf } from '../domain/entity/entity-types.ts';
import { DynarepoError, UnprocessedError } from '../domain/errors.ts';
import { batchWriteLimit } from '../domain/limits.ts';
import { checkOptions } from '../domain/options.ts';
import { type CallOptions } from './call-options.ts';
import { type Connection, send } from './connection.ts';
import { type BatchedWrite, batchWriteRequest } from './requests/batch.ts';
import { nameOfItem } from './requests/primary-key.ts';
import { itemToPut } from './requests/put.ts';
import { runBatch } from './run-batch.ts';

/** Entities to put and items to delete in one call. */
export interface Writes<E extends AnyEntity> {
  /** Entities to store in location of whatever is stored under their keys. */
  readonly put?: readonly (NewOf<E> | EntityOf<E>)[] | undefined;
  /** Keys of items to delete, or entities. */
  readonly delete?: readonly (KeyOf<E> | EntityOf<E>)[] | undefined;
}

/** What `writeMany` takes. */
export interface WriteManyOptions extends CallOptions {
  /** Agrees to write an entity with a version unchecked: a batch has no conditions. */
  readonly ignoreVersion?: boolean | undefined;
}

/** Writes many items: see `EntityRepository.writeMany`. */
export async function writeMany<E extends AnyEntity>(
  connection: Connection,
  entity: E,
  writes: Writes<E>,
  options: WriteManyOptions = {},
): Promise<EntityOf<E>[]> {
  checkOptions('writeMany', options, { abortSignal: true, ignoreVersion: true });
  checkWrites(writes);
  if (versionField(entity) !== undefined && !options.ignoreVersion) {
    throw new DynarepoError(
      'BAD_INPUT',
      `${entity.name} has a version, which a batch cannot check: agree to that by { ignoreVersion: true }`,
    );
  }
  // Array.from also meets the holes of a list.
  const puts = Array.from(writes.put ?? [], (given) => planPut(entity, given));
  const deletes = Array.from(writes.delete ?? [], (given) => planDelete(entity, given));
  refuseDuplicates([...puts, ...deletes]);
  const total = puts.length + deletes.length;
  const unfinished = await runBatch<Planned<unknown>>({
    entries: [...puts, ...deletes],
    size: batchWriteLimit,
    retry: connection.retry,
    abortSignal: options.abortSignal,
    send: async (chunk) => {
      const request = batchWriteRequest(
        entity,
        chunk.map(({ write }) => write),
      );
      const undone = new Set((await send(connection, request, options)).map((write) => nameOfWrite(entity, write)));
      return chunk.filter(({ name }) => undone.has(name));
    },
  });
  if (unfinished !== undefined) {
    const { left, cause, isFinal } = unfinished;
    if (isFinal && left.length === total) throw cause;
    const isLeft = new Set(left);
    const leftovers: Writes<E> = {
      put: puts.filter((put) => isLeft.has(put)).map(({ given }) => given),
      delete: deletes.filter((each) => isLeft.has(each)).map(({ given }) => given),
    };
    throw new UnprocessedError(`${left.length} of ${total} writes were left undone`, leftovers, { cause });
  }
  return puts.map(({ item }) => decodeItem(entity, item));
}

function checkWrites(writes: Writes<AnyEntity>): void {
  if (Array.isArray(writes)) throw new DynarepoError('BAD_INPUT', 'writeMany takes { put, delete }, a list for each');
  checkOptions('a batch', writes, { put: true, delete: true });
  for (const name of ['put', 'delete'] as const) {
    if (writes[name] !== undefined && !Array.isArray(writes[name])) {
      throw new DynarepoError('BAD_INPUT', `${name} of a batch must be a list`);
    }
  }
}

/** One put or delete: what was given, its whole item or its key, and its key as text. */
interface Planned<Given> {
  readonly given: Given;
  readonly item: Item;
  readonly name: string;
  readonly write: BatchedWrite;
}

function planPut<E extends AnyEntity, Given extends NewOf<E> | EntityOf<E>>(entity: E, given: Given): Planned<Given> {
  const item = itemToPut(entity, given);
  return { given, item, name: nameOfItem(entity, item), write: { PutRequest: { Item: item } } };
}

function planDelete<E extends AnyEntity, Given extends KeyOf<E> | EntityOf<E>>(
  entity: E,
  given: Given,
): Planned<Given> {
  const item = encodeKey(entity, given);
  return { given, item, name: nameOfItem(entity, item), write: { DeleteRequest: { Key: item } } };
}

function refuseDuplicates(planned: readonly Planned<unknown>[]): void {
  const names = new Set<string>();
  for (const { name } of planned) {
    if (names.has(name)) throw new DynarepoError('BAD_INPUT', `${name} stands twice in one batch`);
    names.add(name);
  }
}

function nameOfWrite(entity: AnyEntity, { PutRequest, DeleteRequest }: BatchedWrite): string {
  return nameOfItem(entity, PutRequest?.Item ?? DeleteRequest?.Key ?? {});
}
