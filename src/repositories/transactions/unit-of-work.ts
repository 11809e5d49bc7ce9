import type { DynamoDb } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { ChangesOf, EntityOf, KeyOf, NewOf } from '../../domain/entity/entity-types.ts';
import { withTable } from '../../domain/entity/with-table.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { checkOptions } from '../../domain/options.ts';
import { checkEntity } from '../check-entity.ts';
import { type Connection, toConnection } from '../connection.ts';
import { type SharedOptions, sharedOptionNames } from '../repository-options.ts';
import type { UpdateCallback } from '../requests/callbacks.ts';
import type { CheckOptions, KeyCheckOptions, TransactWrite } from '../requests/check.ts';
import { EntityRequests } from '../requests/entity-requests.ts';
import type { SaveOptions } from '../requests/save.ts';
import type { UpdateOptions } from '../requests/update.ts';
import type { VersionedWriteOptions, WriteOptions } from '../requests/write-options.ts';
import type { Attempts } from './execute-writes.ts';
import { writeTogether } from './transact-write.ts';
import { type CommitOptions, commitOptionNames } from './transaction-options.ts';
import { newToken } from './transaction-request.ts';

/** The result of a change that a `UnitOfWork` collects. */
export interface PendingChange<Result> {
  /**
   * The result after the commit, as that of the request in `transactWrite`.
   *
   * @throws DynarepoError - `BAD_INPUT`: the change is not committed.
   */
  readonly result: Result;
}

/** A change, and its result once it is committed. */
class Change implements PendingChange<unknown> {
  readonly request: TransactWrite;
  #outcome: { readonly result: unknown } | undefined;

  constructor(request: TransactWrite) {
    this.request = request;
  }

  get result(): unknown {
    if (this.#outcome !== undefined) return this.#outcome.result;
    throw new DynarepoError('BAD_INPUT', 'a change has no result before its UnitOfWork is committed');
  }

  resolve(result: unknown): void {
    this.#outcome = { result };
  }
}

/**
 * Collects changes of any entities, to commit them as one transaction. Nothing is sent before `commit`.
 *
 * ```ts
 * const work = new UnitOfWork(db);
 * const order = work.create(Order, { id: 'o1', sku: 'A-1' });
 * work.update(Stock, { sku: 'A-1' }, (s) => [s.left.add(-1)]);
 * await work.commit();
 * console.log(order.result);
 * ```
 *
 * @throws DynarepoError - each method: `BAD_INPUT`, as the repository's method.
 */
export class UnitOfWork {
  readonly #connection: Connection;
  readonly #table: SharedOptions['table'];
  #changes: readonly Change[] = [];
  #token: string | undefined;
  #attempts: Attempts = {};
  #isCommitting = false;

  constructor(db: DynamoDb, options: SharedOptions = {}) {
    checkOptions('UnitOfWork', options, sharedOptionNames);
    this.#connection = toConnection(db, options, 'UnitOfWork');
    this.#table = options.table;
  }

  /** The number of changes to commit. */
  get size(): number {
    return this.#changes.length;
  }

  /** The requests to commit, in their order, for `explainTransaction`. */
  get requests(): readonly TransactWrite[] {
    return this.#changes.map(({ request }) => request);
  }

  /** See `EntityRepository.create`. */
  create<E extends AnyEntity>(entity: E, value: NewOf<E>, options?: WriteOptions<E>): PendingChange<EntityOf<E>> {
    return this.add(this.#requests(entity).create(value, options));
  }

  /** See `EntityRepository.put`. */
  put<E extends AnyEntity>(
    entity: E,
    value: NewOf<E> | EntityOf<E>,
    options?: VersionedWriteOptions<E>,
  ): PendingChange<EntityOf<E>> {
    return this.add(this.#requests(entity).put(value, options));
  }

  /** See `EntityRepository.save`; the result is `undefined` if the stored entity is not known. */
  save<E extends AnyEntity>(
    entity: E,
    value: NewOf<E> | EntityOf<E>,
    options?: SaveOptions<E>,
  ): PendingChange<EntityOf<E> | undefined> {
    return this.add(this.#requests(entity).save(value, options));
  }

  /** See `EntityRepository.update`. */
  update<E extends AnyEntity>(
    entity: E,
    target: KeyOf<E> | EntityOf<E>,
    changes: ChangesOf<E> | UpdateCallback<E>,
    options?: UpdateOptions<E>,
  ): void {
    this.add(this.#requests(entity).update(target, changes, options));
  }

  /** See `EntityRepository.delete`. */
  delete<E extends AnyEntity>(entity: E, target: KeyOf<E> | EntityOf<E>, options?: VersionedWriteOptions<E>): void {
    this.add(this.#requests(entity).delete(target, options));
  }

  /** Requires that an item meets a condition, or has the version of the entity: see `EntityRequests.check`. */
  check<E extends AnyEntity>(entity: E, key: KeyOf<E>, options: KeyCheckOptions<E>): void;
  check<E extends AnyEntity>(entity: E, value: EntityOf<E>, options?: CheckOptions<E>): void;
  check<E extends AnyEntity>(entity: E, target: EntityOf<E>, options?: CheckOptions<E>): void {
    this.add(this.#requests(entity).check(target, options));
  }

  /** Adds a request of a repository: `work.add(users.requests.delete(user))`. */
  add<Result>(request: TransactWrite<Result>): PendingChange<Result> {
    const change = new Change(request);
    this.#changes = [...this.#changes, change];
    this.#forgetAttempts();
    return change as PendingChange<Result>; // the result of this request
  }

  /**
   * Executes the changes as one transaction, as `transactWrite` does; nothing without changes. Then there are no changes, and
   * others can be collected. After an error the changes stay: a further `commit` sends them with the same token, so that
   * they are executed once even if only the response was lost, unless a change is added before.
   *
   * @throws DynarepoError - `BAD_INPUT`: there are more than 100 changes, or two of the same item; or a commit is in progress.
   * @throws TransactionError - DynamoDB cancelled the transaction; nothing was written.
   */
  async commit(options: CommitOptions = {}): Promise<void> {
    checkOptions('commit', options, commitOptionNames);
    if (this.#isCommitting) throw new DynarepoError('BAD_INPUT', 'a commit of this UnitOfWork is in progress');
    const changes = this.#changes;
    this.#token = options.token ?? this.#token ?? newToken();
    this.#isCommitting = true;
    try {
      const { requests } = this;
      const { token, attempts } = { token: this.#token, attempts: this.#attempts };
      const results = await writeTogether(this.#connection, requests, { ...options, token, attempts });
      for (const [index, change] of changes.entries()) change.resolve(results[index]);
      this.#changes = this.#changes.slice(changes.length);
      this.#forgetAttempts();
    } finally {
      this.#isCommitting = false;
    }
  }

  #forgetAttempts(): void {
    this.#token = undefined;
    this.#attempts = {};
  }

  #requests<E extends AnyEntity>(entity: E): EntityRequests<E> {
    checkEntity('UnitOfWork', entity);
    return new EntityRequests(withTable(entity, this.#table), this.#connection.clock);
  }
}
