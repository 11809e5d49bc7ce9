import type { AnyEntity } from '../domain/entity/entity.ts';
import { decodeStored, encodeKey } from '../domain/entity/entity-codec.ts';
import type { EntityOf, KeyOf, NewOf } from '../domain/entity/entity-types.ts';
import { checkOptions } from '../domain/options.ts';
import type { Connection } from './connection.ts';
import { identityOf } from './key-matches.ts';
import { itemToPut } from './requests/put.ts';
import { type RequestContext, toRequestContext } from './requests/request-context.ts';
import { throwIfIncomplete } from './run-batch.ts';
import {
  checkUnique,
  checkWrites,
  type EntityWrite,
  rejectRepeated,
  uncheckable,
  type WriteBatchOptions,
  writeBatch,
  writeBatchOptionNames,
} from './write-batch.ts';

/** The entities to put and the items to delete in one call. */
export interface Writes<E extends AnyEntity> {
  /** Entities to store; each replaces the item with the same key. */
  readonly put?: readonly (NewOf<E> | EntityOf<E>)[] | undefined;
  /** Keys of items to delete, or entities. */
  readonly delete?: readonly (KeyOf<E> | EntityOf<E>)[] | undefined;
}

/** Iterables of writes, which are read while requests are sent: first the puts, then the deletes. */
export interface StreamedWrites<E extends AnyEntity> {
  /** As in {@link Writes}. */
  readonly put?: Stream<NewOf<E> | EntityOf<E>> | undefined;
  /** As in {@link Writes}. */
  readonly delete?: Stream<KeyOf<E> | EntityOf<E>> | undefined;
}

type Stream<T> = Iterable<T> | AsyncIterable<T>;

/** Options of `writeMany`. */
export interface WriteManyOptions extends WriteBatchOptions {
  /** Writes without a check of the version. Required for an entity with a version, as a batch has no conditions. */
  readonly ignoreVersion?: boolean | undefined;
}

/** Writes many items: see `EntityRepository.writeMany`. */
export async function writeMany<E extends AnyEntity>(
  connection: Connection,
  entity: E,
  writes: StreamedWrites<E>,
  options: WriteManyOptions = {},
): Promise<EntityOf<E>[] | number> {
  checkOptions('writeMany', options, { ...writeBatchOptionNames, ignoreVersion: 'boolean' });
  checkWrites(writes);
  if (entity.roles.version !== undefined && !options.ignoreVersion)
    throw uncheckable(entity, 'a version', 'ignoreVersion');
  checkUnique(entity, options);
  const context = toRequestContext(entity, connection.clock);
  const planned = isList(writes) ? planList(context, writes) : undefined;
  const outcome = await writeBatch(connection, planned ?? planStream(context, writes), options);
  throwIfIncomplete(
    outcome,
    ['writes were not processed', 'writeMany'],
    (remaining): Writes<E> => ({
      put: remaining.flatMap((each) => (each.kind === 'put' ? each.source : [])),
      delete: remaining.flatMap((each) => (each.kind === 'delete' ? each.source : [])),
    }),
  );
  if (planned === undefined) return outcome.done;
  return planned.flatMap(({ kind, item }) => (kind === 'put' ? decodeStored(entity, item, { written: true }) : []));
}

function isList<E extends AnyEntity>(writes: StreamedWrites<E>): writes is Writes<E> {
  return [writes.put ?? [], writes.delete ?? []].every(Array.isArray);
}

/** One put or delete: the entity or key that the caller passed, and the item to put or the key of the item to delete. */
type Planned<E extends AnyEntity> = EntityWrite &
  (
    | { readonly kind: 'put'; readonly source: NewOf<E> | EntityOf<E> }
    | { readonly kind: 'delete'; readonly source: KeyOf<E> | EntityOf<E> }
  );

function planPut<E extends AnyEntity>(context: RequestContext<E>, source: NewOf<E> | EntityOf<E>): Planned<E> {
  const item = itemToPut(context, source);
  const { entity } = context;
  return {
    kind: 'put',
    of: entity,
    source,
    item,
    identity: identityOf(entity, item),
    write: { PutRequest: { Item: item } },
  };
}

function planDelete<E extends AnyEntity>(entity: E, source: KeyOf<E> | EntityOf<E>): Planned<E> {
  const item = encodeKey(entity, source);
  return {
    kind: 'delete',
    of: entity,
    source,
    item,
    identity: identityOf(entity, item),
    write: { DeleteRequest: { Key: item } },
  };
}

async function* planStream<E extends AnyEntity>(
  context: RequestContext<E>,
  { put = [], delete: deletes = [] }: StreamedWrites<E>,
): AsyncGenerator<Planned<E>, void> {
  for await (const source of put) yield planPut(context, source);
  for await (const source of deletes) yield planDelete(context.entity, source);
}

/** @throws DynarepoError - `BAD_INPUT`: an item occurs twice. */
function planList<E extends AnyEntity>(
  context: RequestContext<E>,
  { put = [], delete: deletes = [] }: Writes<E>,
): readonly Planned<E>[] {
  // Array.from also visits the holes of a sparse array.
  const planned = [
    ...Array.from(put, (source) => planPut(context, source)),
    ...Array.from(deletes, (source) => planDelete(context.entity, source)),
  ];
  rejectRepeated('writeMany', planned);
  return planned;
}
