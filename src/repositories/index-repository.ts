import type { AnyEntity } from '../domain/entity/entity.ts';
import type { IndexEntityOf, IndexNameOf, IndexQueryKeyOf } from '../domain/entity/entity-types.ts';
import type { Source } from '../domain/entity/keys/entity-keys.ts';
import type { CallOptions } from './call-options.ts';
import type { Connection } from './connection.ts';
import { countItems } from './count-items.ts';
import { IndexResults } from './index-results.ts';
import type { IndexAttributeNameOf, Selected } from './requests/projection.ts';
import type { CountOptions, QueryOptions, ScanOptions } from './requests/read-options.ts';
import { queryPlan, type ReadPlan, scanPlan } from './requests/read-plan.ts';
import { type RequestContext, toRequestContext } from './requests/request-context.ts';
import { indexSource } from './requests/source.ts';

/**
 * Reads a secondary index of an entity. If the index does not project all attributes, the results have only the
 * projected ones.
 *
 * A global secondary index is eventually consistent and contains only the items that have all its key attributes.
 */
export class IndexRepository<E extends AnyEntity, Index extends IndexNameOf<E>> {
  readonly #connection: Connection;
  readonly #context: RequestContext<E>;
  readonly #source: Source;

  /** @throws DynarepoError - `BAD_INPUT`: the entity has no such index. */
  constructor(connection: Connection, entity: E, index: Index) {
    this.#connection = connection;
    this.#context = toRequestContext(entity, connection.clock);
    this.#source = indexSource(entity, index);
  }

  /** Queries the items of one partition, in the order of the sort key. */
  query(key: IndexQueryKeyOf<E, Index>, options?: QueryOptions<E>): IndexResults<IndexEntityOf<E, Index>, E>;
  query<Name extends IndexAttributeNameOf<E, Index>>(
    key: IndexQueryKeyOf<E, Index>,
    options: QueryOptions<E, Name>,
  ): IndexResults<Selected<IndexEntityOf<E, Index>, Name>, E>;
  query(key: IndexQueryKeyOf<E, Index>, options: QueryOptions<E, string> = {}): IndexResults<unknown, E> {
    return this.#results(queryPlan(this.#context, this.#source, key, options), options);
  }

  /** Scans all items of the index, in no defined order. */
  scan(options?: ScanOptions<E>): IndexResults<IndexEntityOf<E, Index>, E>;
  scan<Name extends IndexAttributeNameOf<E, Index>>(
    options: ScanOptions<E, Name>,
  ): IndexResults<Selected<IndexEntityOf<E, Index>, Name>, E>;
  scan(options: ScanOptions<E, string> = {}): IndexResults<unknown, E> {
    return this.#results(scanPlan(this.#context, this.#source, options), options);
  }

  /** Returns the index's `ItemCount`, which DynamoDB updates about every six hours. */
  count(key?: undefined, options?: CallOptions): Promise<number>;
  /** Counts the items that a query finds, page by page; this consumes as much capacity as reading them. */
  count(key: IndexQueryKeyOf<E, Index>, options?: CountOptions<E>): Promise<number>;
  count(key?: IndexQueryKeyOf<E, Index>, options: CountOptions<E> = {}): Promise<number> {
    return countItems(this.#connection, this.#context, this.#source, key, options);
  }

  #results(plan: ReadPlan<unknown>, options: QueryOptions<E, string>): IndexResults<unknown, E> {
    return new IndexResults({ connection: this.#connection, plan }, this.#context, options);
  }
}
