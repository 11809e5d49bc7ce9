import type { DynamoDb } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import type { ChangesOf, EntityOf, IndexNameOf, KeyOf, NewOf, QueryKeyOf } from '../domain/entity/entity-types.ts';
import { withTable } from '../domain/entity/with-table.ts';
import { ItemNotFoundError } from '../domain/errors.ts';
import { checkOptions } from '../domain/options.ts';
import { type CallOptions } from './call-options.ts';
import { checkEntity } from './check-entity.ts';
import { type Connection, send, toConnection } from './connection.ts';
import { countItems } from './count-items.ts';
import { EntityTable } from './entity-table.ts';
import { getMany, type MissingOptions } from './get-many.ts';
import { IndexRepository } from './index-repository.ts';
import { type Modification, modify } from './modify.ts';
import { type RepositoryOptions, repositoryOptionNames } from './repository-options.ts';
import type { UpdateCallback } from './requests/callbacks.ts';
import { EntityRequests } from './requests/entity-requests.ts';
import { existsRequest, getRequest, itemNotFound } from './requests/get.ts';
import type { AttributeNameOf, Selected } from './requests/projection.ts';
import type { PutOptions } from './requests/put.ts';
import type {
  CountOptions,
  GetManyOptions,
  GetOptions,
  QueryOptions,
  ReadOptions,
  ScanOptions,
} from './requests/read-options.ts';
import { queryPlan, scanPlan } from './requests/read-plan.ts';
import { type RequestContext, toRequestContext } from './requests/request-context.ts';
import { type SaveOptions, saveKeyRequest } from './requests/save.ts';
import type { UpdateOptions } from './requests/update.ts';
import { isChangedItem } from './requests/write-error-translation.ts';
import type { Returned, VersionedWriteOptions, WriteOptions } from './requests/write-options.ts';
import { Results } from './results.ts';
import { sendWrite } from './transactions/send-write.ts';
import { type StreamedWrites, type WriteManyOptions, type Writes, writeMany } from './write-many.ts';

/**
 * Stores the entities of one definition in a DynamoDB table: a `Repository` with conditions, queries, indexes, batches
 * and access to the table. An application can extend it with its own query methods.
 *
 * An entity with a version is only written if the stored version is the same. Entities are never modified: continue
 * with the one that the write returns.
 *
 * @throws DynarepoError - every method: `BAD_INPUT` for arguments that do not match the definition, before a request;
 * `BAD_STORED_VALUE` for an item that does not; `TableNotFoundError`; `AbortedError`; `ServiceError` for other errors of
 * DynamoDB.
 */
export class EntityRepository<E extends AnyEntity> {
  /** The definition; with the option `table`, under that name of the table. */
  readonly entity: E;
  /** Builds the requests of the methods with the same names, without sending them. */
  readonly requests: EntityRequests<E>;
  /** The table that stores the entities. */
  readonly table: EntityTable;
  readonly #connection: Connection;
  readonly #context: RequestContext<E>;

  /** @throws DynarepoError - `BAD_INPUT`: an argument is not an entity or adapter, or an option is misspelt or invalid. */
  constructor(entity: E, db: DynamoDb, options: RepositoryOptions = {}) {
    checkOptions('repository', options, repositoryOptionNames);
    checkEntity('a repository', entity);
    this.entity = withTable(entity, options.table);
    this.#connection = toConnection(db, options, 'a repository');
    this.#context = toRequestContext(this.entity, this.#connection.clock);
    this.requests = new EntityRequests(this.entity, this.#connection.clock);
    this.table = new EntityTable(this.#connection, this.entity.tableDefinition);
  }

  /** Returns the entity with this key; `undefined` if it does not exist. Pass an entity as the key to read it again. */
  get(key: KeyOf<E>, options?: GetOptions): Promise<EntityOf<E> | undefined>;
  get<Name extends AttributeNameOf<E>>(
    key: KeyOf<E>,
    options: GetOptions<Name>,
  ): Promise<Selected<EntityOf<E>, Name> | undefined>;
  async get(key: KeyOf<E>, options: GetOptions<string> = {}): Promise<EntityOf<E> | undefined> {
    return await send(this.#connection, getRequest(this.#context, key, options), options);
  }

  /**
   * Returns the entity with this key.
   *
   * @throws ItemNotFoundError - the entity does not exist.
   */
  getOrThrow(key: KeyOf<E>, options?: GetOptions): Promise<EntityOf<E>>;
  getOrThrow<Name extends AttributeNameOf<E>>(
    key: KeyOf<E>,
    options: GetOptions<Name>,
  ): Promise<Selected<EntityOf<E>, Name>>;
  async getOrThrow(key: KeyOf<E>, options: GetOptions<string> = {}): Promise<EntityOf<E>> {
    const request = getRequest(this.#context, key, options);
    const found = await send(this.#connection, request, options);
    if (found !== undefined) return found;
    throw itemNotFound(this.entity, key);
  }

  /** Returns whether an item with this key exists. */
  async exists(key: KeyOf<E>, options: ReadOptions = {}): Promise<boolean> {
    return await send(this.#connection, existsRequest(this.#context, key, options), options);
  }

  /**
   * Returns the entities with these keys, in the order of the keys, without duplicates; missing entities are left out.
   * Each request reads up to 100.
   *
   * @throws UnprocessedError - some keys were still unprocessed at the deadline; `leftovers` are these keys.
   */
  getMany(keys: readonly KeyOf<E>[], options?: GetManyOptions & MissingOptions<KeyOf<E>>): Promise<EntityOf<E>[]>;
  getMany<Name extends AttributeNameOf<E>>(
    keys: readonly KeyOf<E>[],
    options: GetManyOptions<Name> & MissingOptions<KeyOf<E>>,
  ): Promise<Selected<EntityOf<E>, Name>[]>;
  async getMany(
    keys: readonly KeyOf<E>[],
    options: GetManyOptions<string> & MissingOptions<KeyOf<E>> = {},
  ): Promise<EntityOf<E>[]> {
    return await getMany(this.#connection, this.entity, keys, options);
  }

  /**
   * Stores a new entity, with version 1 if it has a version.
   *
   * @throws ConflictError - an item with this key already exists.
   */
  async create(entity: NewOf<E>, options: WriteOptions<E> = {}): Promise<EntityOf<E>> {
    return await sendWrite(this.#connection, this.requests.create(entity, options), options);
  }

  /**
   * Stores an entity and replaces the whole item with the same key, undeclared attributes included. The stored version
   * is the entity's version plus 1, so a put of an old object with `ignoreVersion` can lower the version.
   *
   * @throws ConflictError - the condition is not met, or the stored version differs from the entity's. For an entity
   * without a version, there must be no stored version.
   */
  put(entity: NewOf<E> | EntityOf<E>, options?: PutOptions<E>): Promise<EntityOf<E>>;
  put<R extends 'new' | 'old'>(
    entity: NewOf<E> | EntityOf<E>,
    options: PutOptions<E, R>,
  ): Promise<Returned<EntityOf<E>>[R]>;
  async put(entity: NewOf<E> | EntityOf<E>, options: PutOptions<E> = {}): Promise<EntityOf<E>> {
    return await sendWrite(this.#connection, this.requests.put(entity, options), options);
  }

  /**
   * Stores every declared attribute of an entity and removes those that are absent; undeclared attributes stay
   * unchanged. Lists and maps are replaced as a whole. With `from`, the entity as it was read, only the difference is
   * written.
   *
   * @throws ConflictError - the condition is not met, or the stored version differs from the entity's. For an entity
   * without a version, there must be no stored version.
   * @throws ItemNotFoundError - with `from`: the item does not exist.
   */
  save(entity: NewOf<E> | EntityOf<E>, options?: SaveOptions<E>): Promise<EntityOf<E>>;
  save<R extends keyof Returned<unknown>>(
    entity: NewOf<E> | EntityOf<E>,
    options: SaveOptions<E, R>,
  ): Promise<Returned<EntityOf<E>>[R]>;
  async save(entity: NewOf<E> | EntityOf<E>, options: SaveOptions<E> = {}): Promise<EntityOf<E>> {
    const request = this.requests.save(entity, options);
    try {
      return await sendWrite(this.#connection, request, options);
    } catch (error) {
      // Without `from`, a save requires an existing item only if it sets nothing: DynamoDB then creates no item.
      if (!(error instanceof ItemNotFoundError) || options.from !== undefined) throw error;
      return await sendWrite(this.#connection, saveKeyRequest(this.entity, request.input.Key ?? {}, options), options);
    }
  }

  /**
   * Changes an item: `update(key, { age: 30 })`, or `update(key, (u) => [u.age.add(1), u.tags.delete('new')])`.
   *
   * @param target - the entity, to check its version, or its key, to skip the check.
   * @param changes - new values, where `undefined` leaves an attribute unchanged; or the actions of an update.
   * @throws ItemNotFoundError - the item does not exist; with `upsert`, it is created instead.
   * @throws ConflictError - the condition is not met, or the stored version differs from the entity's.
   */
  update(
    target: KeyOf<E> | EntityOf<E>,
    changes: ChangesOf<E> | UpdateCallback<E>,
    options?: UpdateOptions<E>,
  ): Promise<EntityOf<E>>;
  update<R extends keyof Returned<unknown>>(
    target: KeyOf<E> | EntityOf<E>,
    changes: ChangesOf<E> | UpdateCallback<E>,
    options: UpdateOptions<E, R>,
  ): Promise<Returned<EntityOf<E>>[R]>;
  async update(
    target: KeyOf<E> | EntityOf<E>,
    changes: ChangesOf<E> | UpdateCallback<E>,
    options: UpdateOptions<E> = {},
  ): Promise<EntityOf<E>> {
    let request = this.requests.update(target, changes, options);
    for (;;) {
      try {
        return await sendWrite(this.#connection, request, options);
      } catch (error) {
        const next = isChangedItem(error) ? request.afterConflict?.(error.item) : undefined;
        if (next === undefined) throw error;
        request = next;
      }
    }
  }

  /**
   * Reads an entity, changes it and writes the difference if the entity is still stored as it was read; after a conflict,
   * reads and changes it again, with random delays until the deadline of `retry`. An error of `change` ends the call, and
   * nothing is written. Does not write if nothing is different.
   *
   * @param change - returns the entity to store, for example `(account) => ({ ...account, balance: account.balance - 50 })`; may
   * be called several times.
   * @throws ItemNotFoundError - the item does not exist.
   * @throws ConflictError - the deadline passed; or, with `mayBeOwnWrite`, the change may have been made already.
   */
  async modify(key: KeyOf<E>, change: Modification<E>, options: CallOptions = {}): Promise<EntityOf<E>> {
    return await modify(this.#connection, { entity: this.entity, requests: this.requests, key, change }, options);
  }

  /**
   * Deletes an item and returns the entity as it was stored; `undefined` if it did not exist.
   *
   * @param target - the entity, to check its version, or its key, to skip the check.
   * @throws ConflictError - the condition is not met, or the stored version differs from the entity's.
   */
  async delete(
    target: KeyOf<E> | EntityOf<E>,
    options: VersionedWriteOptions<E> = {},
  ): Promise<EntityOf<E> | undefined> {
    return await sendWrite(this.#connection, this.requests.delete(target, options), options);
  }

  /**
   * Puts and deletes many items, up to 25 per request, and returns the entities put, as stored. Iterables other than arrays
   * are read while requests are sent; the result is then the number of writes. A batch has no conditions, so an entity with
   * a version requires `ignoreVersion`. A batch is not a transaction: each write succeeds or fails on its own.
   *
   * @throws UnprocessedError - some writes were not processed, also after an abort between two requests: pass
   * `leftovers` to `writeMany` again.
   */
  writeMany(writes: Writes<E>, options?: WriteManyOptions): Promise<EntityOf<E>[]>;
  writeMany(writes: StreamedWrites<E>, options?: WriteManyOptions): Promise<number>;
  async writeMany(writes: StreamedWrites<E>, options: WriteManyOptions = {}): Promise<EntityOf<E>[] | number> {
    return await writeMany(this.#connection, this.entity, writes, options);
  }

  /** Queries the items of one partition, in the order of the sort key. */
  query(key: QueryKeyOf<E>, options?: QueryOptions<E>): Results<EntityOf<E>>;
  query<Name extends AttributeNameOf<E>>(
    key: QueryKeyOf<E>,
    options: QueryOptions<E, Name>,
  ): Results<Selected<EntityOf<E>, Name>>;
  query(key: QueryKeyOf<E>, options: QueryOptions<E, string> = {}): Results<EntityOf<E>> {
    return new Results(
      { connection: this.#connection, plan: queryPlan(this.#context, this.entity.keys.table, key, options) },
      options,
    );
  }

  /** Scans all items of the table, in no defined order. Reading every item consumes capacity. */
  scan(options?: ScanOptions<E>): Results<EntityOf<E>>;
  scan<Name extends AttributeNameOf<E>>(options: ScanOptions<E, Name>): Results<Selected<EntityOf<E>, Name>>;
  scan(options: ScanOptions<E, string> = {}): Results<EntityOf<E>> {
    return new Results(
      { connection: this.#connection, plan: scanPlan(this.#context, this.entity.keys.table, options) },
      options,
    );
  }

  /** Returns the table's `ItemCount`, which DynamoDB updates about every six hours. */
  count(key?: undefined, options?: CallOptions): Promise<number>;
  /** Counts the items that a query finds, page by page; this consumes as much capacity as reading them. */
  count(key: QueryKeyOf<E>, options?: CountOptions<E>): Promise<number>;
  async count(key?: QueryKeyOf<E>, options: CountOptions<E> = {}): Promise<number> {
    return await countItems(this.#connection, this.#context, this.entity.keys.table, key, options);
  }

  /** Returns the reader of a secondary index. */
  index<Name extends IndexNameOf<E>>(name: Name): IndexRepository<E, Name> {
    return new IndexRepository(this.#connection, this.entity, name);
  }
}

/**
 * Creates the repository of an entity.
 *
 * @throws DynarepoError - `BAD_INPUT`: an argument is not an entity or adapter, or an option is misspelt or invalid.
 */
export function repository<E extends AnyEntity>(
  entity: E,
  db: DynamoDb,
  options: RepositoryOptions = {},
): EntityRepository<E> {
  return new EntityRepository(entity, db, options);
}
