import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { ChangesOf, EntityOf, KeyOf, NewOf, QueryKeyOf } from '../../domain/entity/entity-types.ts';
import { type Clock, systemClock } from '../../domain/environment.ts';
import type { UpdateCallback } from './callbacks.ts';
import { type CheckOptions, type CheckRequest, checkRequest, type KeyCheckOptions } from './check.ts';
import { deleteRequest } from './delete.ts';
import { type GetRequest, getRequest } from './get.ts';
import { type Page, pageRequest } from './page.ts';
import type { AttributeNameOf, Selected } from './projection.ts';
import { createRequest, type PutOptions, type PutRequest, putRequest } from './put.ts';
import type { GetOptions, QueryOptions, ScanOptions } from './read-options.ts';
import { queryPlan, scanPlan } from './read-plan.ts';
import type { Request, WriteRequest } from './request.ts';
import { type RequestContext, toRequestContext } from './request-context.ts';
import { type SaveOptions, saveRequest } from './save.ts';
import { type SaveRequest, type UpdateOptions, type UpdateRequest, updateRequest } from './update.ts';
import type { Returned, VersionedWriteOptions, WriteOptions } from './write-options.ts';

/**
 * Builds the requests of a repository's methods with the same names, without sending them: to inspect, to test, or to
 * send in another way.
 *
 * @throws DynarepoError - each method: `BAD_INPUT`, as the repository's method.
 */
export class EntityRequests<E extends AnyEntity> {
  readonly #entity: E;
  readonly #context: RequestContext<E>;

  /** @param clock - the time of the requests. Default: that of the system. */
  constructor(entity: E, clock: Clock = systemClock) {
    this.#entity = entity;
    this.#context = toRequestContext(entity, clock);
  }

  /** See `EntityRepository.get`. */
  get(key: KeyOf<E>, options?: GetOptions): GetRequest<EntityOf<E> | undefined>;
  get<Name extends AttributeNameOf<E>>(
    key: KeyOf<E>,
    options: GetOptions<Name>,
  ): GetRequest<Selected<EntityOf<E>, Name> | undefined>;
  get(key: KeyOf<E>, options?: GetOptions<string>): GetRequest<EntityOf<E> | undefined> {
    return getRequest(this.#context, key, options);
  }

  /** See `EntityRepository.create`. */
  create(entity: NewOf<E>, options?: WriteOptions<E>): PutRequest<E> {
    return createRequest(this.#context, entity, options);
  }

  /** See `EntityRepository.put`. */
  put(entity: NewOf<E> | EntityOf<E>, options?: PutOptions<E>): PutRequest<E>;
  put<R extends 'new' | 'old'>(
    entity: NewOf<E> | EntityOf<E>,
    options: PutOptions<E, R>,
  ): Request<'PutItem', Returned<EntityOf<E>>[R]>;
  put(entity: NewOf<E> | EntityOf<E>, options?: PutOptions<E>): PutRequest<E> {
    return putRequest(this.#context, entity, options);
  }

  /** See `EntityRepository.save`. If the entity has only its key, this request alone does not create the item. */
  save(entity: NewOf<E> | EntityOf<E>, options?: SaveOptions<E>): SaveRequest<E>;
  save<R extends keyof Returned<unknown>>(
    entity: NewOf<E> | EntityOf<E>,
    options: SaveOptions<E, R>,
  ): Request<'UpdateItem', Returned<EntityOf<E>>[R]>;
  save(entity: NewOf<E> | EntityOf<E>, options?: SaveOptions<E>): SaveRequest<E> {
    return saveRequest(this.#context, entity, options);
  }

  /** See `EntityRepository.update`. */
  update(
    target: KeyOf<E> | EntityOf<E>,
    changes: ChangesOf<E> | UpdateCallback<E>,
    options?: UpdateOptions<E>,
  ): UpdateRequest<E>;
  update<R extends keyof Returned<unknown>>(
    target: KeyOf<E> | EntityOf<E>,
    changes: ChangesOf<E> | UpdateCallback<E>,
    options: UpdateOptions<E, R>,
  ): Request<'UpdateItem', Returned<EntityOf<E>>[R]>;
  update(
    target: KeyOf<E> | EntityOf<E>,
    changes: ChangesOf<E> | UpdateCallback<E>,
    options?: UpdateOptions<E>,
  ): UpdateRequest<E> {
    return updateRequest(this.#context, target, changes, options);
  }

  /** See `EntityRepository.delete`. */
  delete(
    target: KeyOf<E> | EntityOf<E>,
    options?: VersionedWriteOptions<E>,
  ): WriteRequest<'DeleteItem', EntityOf<E> | undefined> {
    return deleteRequest(this.#entity, target, options);
  }

  /**
   * Builds a check for `transactWrite`: if the item does not meet the condition, or has another version than the entity, the
   * transaction writes nothing.
   */
  check(key: KeyOf<E>, options: KeyCheckOptions<E>): CheckRequest;
  check(entity: EntityOf<E>, options?: CheckOptions<E>): CheckRequest;
  check(target: KeyOf<E> | EntityOf<E>, options?: CheckOptions<E>): CheckRequest {
    return checkRequest(this.#entity, target, options);
  }

  /** Builds the request for the first page of `EntityRepository.query`, or for the page at the cursor. */
  query(key: QueryKeyOf<E>, options: QueryOptions<E> = {}): Request<'Query', Page<EntityOf<E>>> {
    const request = pageRequest(queryPlan(this.#context, this.#entity.keys.table, key, options), options);
    return request as Request<'Query', Page<EntityOf<E>>>; // a query plan
  }

  /** Builds the request for the first page of `EntityRepository.scan`, or for the page at the cursor. */
  scan(options: ScanOptions<E> = {}): Request<'Scan', Page<EntityOf<E>>> {
    const request = pageRequest(scanPlan(this.#context, this.#entity.keys.table, options), options);
    return request as Request<'Scan', Page<EntityOf<E>>>; // a scan plan
  }
}
