import type { DynamoDb } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import { encodeKey } from '../domain/entity/entity-codec.ts';
import type { ChangesOf, EntityOf, IndexNameOf, KeyOf, NewOf, QueryKeyOf } from '../domain/entity/entity-types.ts';
import { describeType } from '../domain/entity/value-location.ts';
import { DynarepoError, ItemNotFoundError } from '../domain/errors.ts';
import { checkOptions } from '../domain/options.ts';
import { type CallOptions } from './call-options.ts';
import { type Connection, send } from './connection.ts';
import { countItems } from './count-items.ts';
import { EntityTable } from './entity-table.ts';
import { getMany } from './get-many.ts';
import { IndexRepository } from './index-repository.ts';
import type { UpdateCallback } from './requests/callbacks.ts';
import { deleteRequest } from './requests/delete.ts';
import { EntityRequests } from './requests/entity-requests.ts';
import { type GetOptions, getRequest, type PartialGetOptions } from './requests/get.ts';
import { keyOfItem, nameOfItem } from './requests/primary-key.ts';
import type { AttributeNameOf } from './requests/projection.ts';
import { createRequest, putRequest } from './requests/put.ts';
import type {
  CountOptions,
  PartialQueryOptions,
  PartialScanOptions,
  QueryOptions,
  ScanOptions,
} from './requests/read-options.ts';
import { queryPlan, scanPlan } from './requests/read-plan.ts';
import { type SaveOptions, saveKeyRequest, saveRequest } from './requests/save.ts';
import { tableSource } from './requests/source.ts';
import { type UpdateOptions, updateRequest } from './requests/update.ts';
import type { VersionedWriteOptions, WriteOptions } from './requests/write-options.ts';
import { Results } from './results.ts';
import { type RetryOptions, retryPolicy } from './retry.ts';
import { type WriteManyOptions, type Writes, writeMany } from './write-many.ts';

/** Settings of a repository. */
export interface RepositoryOptions {
  /** How requests that failed for a passing reason are sent again; `false` sends everything once. */
  readonly retry?: RetryOptions | false | undefined;
}

/**
 * Keeps the entities of one definition in a DynamoDB table: a `Repository` with conditions, queries, indexes, batches
 * and the table itself. An application's own repository extends it with its finders.
 *
 * An entity that carries a version is only written while that is the version stored; because the object given is never
 * changed, go on with the one that the write returned.
 *
 * @throws DynarepoError - every method: `BAD_INPUT` for what does not fit the definition, before anything is sent;
 * `BAD_STORED_VALUE` for an item that is no entity; `TableNotFoundError`; `AbortedError`; the service's own refusals as
 * `ServiceError`.
 */
export class EntityRepository<E extends AnyEntity> {
  readonly entity: E;
  /** The requests that the methods of the same names send. */
  readonly requests: EntityRequests<E>;
  /** The table in which the entities are. */
  readonly table: EntityTable;
  readonly #connection: Connection;

  constructor(entity: E, db: DynamoDb, options: RepositoryOptions = {}) {
    checkOptions('repository', options, { retry: true });
    checkParts(entity, db);
    this.#connection = { db, retry: retryPolicy(options.retry) };
    this.entity = entity;
    this.requests = new EntityRequests(entity);
    this.table = new EntityTable(this.#connection, entity);
  }

  /** The entity with this key; `undefined` when there is none. With an entity for the key, it is read afresh. */
  get(key: KeyOf<E>, options?: GetOptions): Promise<EntityOf<E> | undefined>;
  get<Name extends AttributeNameOf<E>>(
    key: KeyOf<E>,
    options: PartialGetOptions<Name>,
  ): Promise<Pick<EntityOf<E>, Name> | undefined>;
  async get(key: KeyOf<E>, options: GetOptions | PartialGetOptions<string> = {}): Promise<EntityOf<E> | undefined> {
    return await send(this.#connection, getRequest(this.entity, key, options), options);
  }

  /**
   * The entity with this key.
   *
   * @throws ItemNotFoundError - there is none.
   */
  getOrThrow(key: KeyOf<E>, options?: GetOptions): Promise<EntityOf<E>>;
  getOrThrow<Name extends AttributeNameOf<E>>(
    key: KeyOf<E>,
    options: PartialGetOptions<Name>,
  ): Promise<Pick<EntityOf<E>, Name>>;
  async getOrThrow(key: KeyOf<E>, options: GetOptions | PartialGetOptions<string> = {}): Promise<EntityOf<E>> {
    const request = getRequest(this.entity, key, options);
    const found = await send(this.#connection, request, options);
    if (found !== undefined) return found;
    const item = encodeKey(this.entity, key);
    throw new ItemNotFoundError(
      `${nameOfItem(this.entity, item)} is not stored`,
      this.entity.name,
      keyOfItem(this.entity, item),
    );
  }

  /**
   * The entities with these keys, in the order of the keys, each once; keys without one are passed over. Each request
   * reads up to 100.
   *
   * @throws UnprocessedError - the service left keys unread until the deadline; `leftovers` are these keys.
   */
  getMany(keys: readonly KeyOf<E>[], options?: GetOptions): Promise<EntityOf<E>[]>;
  getMany<Name extends AttributeNameOf<E>>(
    keys: readonly KeyOf<E>[],
    options: PartialGetOptions<Name>,
  ): Promise<Pick<EntityOf<E>, Name>[]>;
  async getMany(
    keys: readonly KeyOf<E>[],
    options: GetOptions | PartialGetOptions<string> = {},
  ): Promise<EntityOf<E>[]> {
    return await getMany(this.#connection, this.entity, keys, options);
  }

  /**
   * Stores a new entity, with version 1 if it has a version.
   *
   * @throws ConflictError - an item with this key is stored already.
   */
  async create(entity: NewOf<E>, options: WriteOptions<E> = {}): Promise<EntityOf<E>> {
    return await send(this.#connection, createRequest(this.entity, entity, options), options);
  }

  /**
   * Stores an entity in place of the item with its key: attributes that it lacks, declared or not, are gone. Its
   * version becomes the one it carries and one more, so that a put with `ignoreVersion` can bring an old version back.
   *
   * @throws ConflictError - the condition does not hold, or the version stored is not the one that the entity carries;
   * one without a version demands that none is stored.
   */
  async put(entity: NewOf<E> | EntityOf<E>, options: VersionedWriteOptions<E> = {}): Promise<EntityOf<E>> {
    return await send(this.#connection, putRequest(this.entity, entity, options), options);
  }

  /**
   * Stores every declared attribute of an entity and removes those that are absent; attributes that the definition does
   * not know stay as they are. Lists and maps are replaced as a whole. With `from`, the entity as it was read, only the
   * difference is written.
   *
   * @throws ConflictError - the condition does not hold, or the version stored is not the one that the entity carries;
   * one without a version demands that none is stored.
   * @throws ItemNotFoundError - with `from`: there is no such item.
   */
  async save(entity: NewOf<E> | EntityOf<E>, options: SaveOptions<E> = {}): Promise<EntityOf<E>> {
    const request = saveRequest(this.entity, entity, options);
    try {
      return await send(this.#connection, request, options);
    } catch (error) {
      // Without `from`, a save only demands an item where it has nothing to set, from which DynamoDB makes none.
      if (!(error instanceof ItemNotFoundError) || options.from !== undefined) throw error;
      return await send(this.#connection, saveKeyRequest(this.entity, request.input.Key ?? {}, options), options);
    }
  }

  /**
   * Changes an item: `update(key, { age: 30 })`, or `update(key, (u) => [u.age.add(1), u.tags.delete('new')])`.
   *
   * @param target - the entity, whose version is checked, or its key, with which nothing is checked.
   * @param changes - new values, where `undefined` leaves an attribute alone; or the actions of an update.
   * @throws ItemNotFoundError - there is no such item; with `upsert`, it is made.
   * @throws ConflictError - the condition does not hold, or the version stored is not the one that the entity carries.
   */
  async update(
    target: KeyOf<E> | EntityOf<E>,
    changes: ChangesOf<E> | UpdateCallback<E>,
    options: UpdateOptions<E> = {},
  ): Promise<EntityOf<E>> {
    return await send(this.#connection, updateRequest(this.entity, target, changes, options), options);
  }

  /**
   * Deletes an item, and gives what was stored; `undefined` when there was none.
   *
   * @param target - the entity, whose version is checked, or its key, with which nothing is checked.
   * @throws ConflictError - the condition does not hold, or the version stored is not the one that the entity carries.
   */
  async delete(
    target: KeyOf<E> | EntityOf<E>,
    options: VersionedWriteOptions<E> = {},
  ): Promise<EntityOf<E> | undefined> {
    return await send(this.#connection, deleteRequest(this.entity, target, options), options);
  }

  /**
   * Puts and deletes in as many requests of 25 as it takes, and gives the entities as they are stored. There are no
   * conditions in a batch, so an entity with a version is only written with `ignoreVersion`; and it is no transaction:
   * each write stands for itself.
   *
   * @throws UnprocessedError - some were done and some were not, as also where an abort comes in between: `leftovers`
   * can be given to `writeMany` again.
   */
  async writeMany(writes: Writes<E>, options: WriteManyOptions = {}): Promise<EntityOf<E>[]> {
    return await writeMany(this.#connection, this.entity, writes, options);
  }

  /** The items of one partition, in the order of the sort key. */
  query(key: QueryKeyOf<E>, options?: QueryOptions<E>): Results<EntityOf<E>>;
  query<Name extends AttributeNameOf<E>>(
    key: QueryKeyOf<E>,
    options: PartialQueryOptions<E, Name>,
  ): Results<Pick<EntityOf<E>, Name>>;
  query(key: QueryKeyOf<E>, options: QueryOptions<E> | PartialQueryOptions<E, string> = {}): Results<EntityOf<E>> {
    return new Results(this.#connection, queryPlan(this.entity, tableSource(this.entity), key, options), options);
  }

  /** All items of the table, in no order that means anything. Every item is read and charged for. */
  scan(options?: ScanOptions<E>): Results<EntityOf<E>>;
  scan<Name extends AttributeNameOf<E>>(options: PartialScanOptions<E, Name>): Results<Pick<EntityOf<E>, Name>>;
  scan(options: ScanOptions<E> | PartialScanOptions<E, string> = {}): Results<EntityOf<E>> {
    return new Results(this.#connection, scanPlan(this.entity, tableSource(this.entity), options), options);
  }

  /** How many items the table holds, as the service last counted them, which it does about every six hours. */
  count(key?: undefined, options?: CallOptions): Promise<number>;
  /** How many items a query finds. The service counts them page by page, which costs as much as reading them. */
  count(key: QueryKeyOf<E>, options?: CountOptions<E>): Promise<number>;
  async count(key?: QueryKeyOf<E>, options: CountOptions<E> = {}): Promise<number> {
    return await countItems(this.#connection, this.entity, tableSource(this.entity), key, options);
  }

  /** A secondary index, to read from. */
  index<Name extends IndexNameOf<E>>(name: Name): IndexRepository<E, Name> {
    return new IndexRepository(this.#connection, this.entity, name);
  }
}

/** The repository of an entity in the table that its definition names. */
export function repository<E extends AnyEntity>(
  entity: E,
  db: DynamoDb,
  options: RepositoryOptions = {},
): EntityRepository<E> {
  return new EntityRepository(entity, db, options);
}

/** What the compiler catches, but for plain JavaScript and for an entity that an import cycle leaves undefined. */
function checkParts(entity: unknown, db: unknown): void {
  if (!(typeof entity === 'object' && entity !== null && 'fields' in entity)) {
    throw new DynarepoError('BAD_INPUT', `a repository takes an entity, but was given ${describeType(entity)}`);
  }
  if (typeof db === 'object' && db !== null && 'execute' in db) return;
  const hint = 'such as new MemoryDynamoDb() or new AwsDynamoDb({ client })';
  throw new DynarepoError('BAD_INPUT', `a repository takes a database, ${hint}, but was given ${describeType(db)}`);
}
