import type { AnyEntity } from '../domain/entity/entity.ts';
import type { IndexEntityOf, IndexNameOf, IndexQueryKeyOf } from '../domain/entity/entity-types.ts';
import type { CallOptions } from './call-options.ts';
import type { Connection } from './connection.ts';
import { countItems } from './count-items.ts';
import type {
  CountOptions,
  PartialQueryOptions,
  PartialScanOptions,
  QueryOptions,
  ScanOptions,
} from './requests/read-options.ts';
import { queryPlan, scanPlan } from './requests/read-plan.ts';
import { indexSource, type Source } from './requests/source.ts';
import { Results } from './results.ts';

/**
 * A secondary index of an entity, to read from. Of an index that does not project all attributes, what is read has
 * those that it projects.
 *
 * A global secondary index follows its table some time later, and holds only the items that have all of its keys.
 */
export class IndexRepository<E extends AnyEntity, Index extends IndexNameOf<E>> {
  readonly #connection: Connection;
  readonly #entity: E;
  readonly #source: Source;

  /** @throws DynarepoError - `BAD_INPUT`: there is no such index. */
  constructor(connection: Connection, entity: E, index: Index) {
    this.#connection = connection;
    this.#entity = entity;
    this.#source = indexSource(entity, index);
  }

  /** The items of one partition, in the order of the sort key. */
  query(key: IndexQueryKeyOf<E, Index>, options?: QueryOptions<E>): Results<IndexEntityOf<E, Index>>;
  query<Name extends keyof IndexEntityOf<E, Index> & string>(
    key: IndexQueryKeyOf<E, Index>,
    options: PartialQueryOptions<E, Name>,
  ): Results<Pick<IndexEntityOf<E, Index>, Name>>;
  query(
    key: IndexQueryKeyOf<E, Index>,
    options: QueryOptions<E> | PartialQueryOptions<E, string> = {},
  ): Results<IndexEntityOf<E, Index>> {
    return new Results(this.#connection, queryPlan(this.#entity, this.#source, key, options), options);
  }

  /** All items of the index, in no order that means anything. */
  scan(options?: ScanOptions<E>): Results<IndexEntityOf<E, Index>>;
  scan<Name extends keyof IndexEntityOf<E, Index> & string>(
    options: PartialScanOptions<E, Name>,
  ): Results<Pick<IndexEntityOf<E, Index>, Name>>;
  scan(options: ScanOptions<E> | PartialScanOptions<E, string> = {}): Results<IndexEntityOf<E, Index>> {
    return new Results(this.#connection, scanPlan(this.#entity, this.#source, options), options);
  }

  /** How many items the index holds, as the service last counted them, which it does about every six hours. */
  count(key?: undefined, options?: CallOptions): Promise<number>;
  /** How many items a query finds. The service counts them page by page, which costs as much as reading them. */
  count(key: IndexQueryKeyOf<E, Index>, options?: CountOptions<E>): Promise<number>;
  count(key?: IndexQueryKeyOf<E, Index>, options: CountOptions<E> = {}): Promise<number> {
    return countItems(this.#connection, this.#entity, this.#source, key, options);
  }
}
