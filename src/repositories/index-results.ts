import type { AnyEntity } from '../domain/entity/entity.ts';
import type { EntityOf } from '../domain/entity/entity-types.ts';
import { checkOptions, type OptionNames } from '../domain/options.ts';
import { identityOf } from './key-matches.ts';
import type { PacedCall } from './rate-limit.ts';
import { concurrencyCheck, type ReadBatchOptions, readBatch } from './read-batch.ts';
import type { Reader } from './read-pages.ts';
import { expiryField, isExpired } from './requests/expiry.ts';
import type { Decoded } from './requests/page.ts';
import { keyOfItem, primaryKeyOf } from './requests/primary-key.ts';
import type { QueryOptions } from './requests/read-options.ts';
import type { ReadPlan } from './requests/read-plan.ts';
import { itemDecoder } from './requests/readable-items.ts';
import { withoutUndefined } from './requests/request.ts';
import type { RequestContext } from './requests/request-context.ts';
import { Results } from './results.ts';
import { throwIfIncomplete } from './run-batch.ts';

/** Options of `hydrate`. */
export interface HydrateOptions extends Pick<ReadBatchOptions, 'concurrency'> {
  /** Makes the reads of the table strongly consistent, which consumes twice the capacity. Default: false. */
  readonly consistent?: boolean | undefined;
}

const optionNames: OptionNames<HydrateOptions> = { concurrency: concurrencyCheck, consistent: 'boolean' };

/** The results of a query or scan of an index. */
export class IndexResults<T, E extends AnyEntity> extends Results<T> {
  readonly #reader: Reader<T>;
  readonly #context: RequestContext<E>;
  readonly #options: QueryOptions<E, string>;

  constructor(reader: Reader<T>, context: RequestContext<E>, options: QueryOptions<E, string>) {
    super(reader, options);
    this.#reader = reader;
    this.#context = context;
    this.#options = options;
  }

  /**
   * Returns the results with all attributes of the entities, in the order of the index: each page is followed by a batch of
   * reads from the table. Entities that were deleted in the meantime are left out.
   *
   * @throws UnprocessedError - when iterated: some entities were still unprocessed at the deadline.
   */
  hydrate(options: HydrateOptions = {}): Results<EntityOf<E>> {
    checkOptions('hydrate', options, optionNames);
    const { connection, plan } = this.#reader;
    const { entity } = this.#context;
    // The items of the index serve only for their keys, and `replace` returns what is read by them.
    const keys = { ...plan, decode: (item) => keyOfItem(entity, item) } as ReadPlan<EntityOf<E>>;
    return new Results(
      {
        connection,
        plan: keys,
        hydrates: options,
        replace: (page, call) => this.#readEntities(page, { ...options, ...call }),
      },
      this.#options,
    );
  }

  async #readEntities(
    { stored, next }: Decoded<unknown>,
    options: HydrateOptions & PacedCall,
  ): Promise<Decoded<EntityOf<E>>> {
    const { entity, now } = this.#context;
    const { onUnreadable, includeExpired } = this.#options;
    const [decode, expiry] = [itemDecoder(entity, onUnreadable), expiryField(entity, includeExpired)];
    const read = withoutUndefined({ ConsistentRead: options.consistent });
    const entries = stored.map((projected) => {
      const key = primaryKeyOf(entity, projected);
      return { of: entity, identity: identityOf(entity, key), key, read, projected };
    });
    const { found, outcome } = await readBatch(this.#reader.connection, entries, options);
    throwIfIncomplete(outcome, ['entities were not read', 'getMany'], (remaining) =>
      remaining.map(({ key }) => keyOfItem(entity, key)),
    );
    const whole = entries.flatMap((entry) => {
      const item = found.get(entry);
      const value = item === undefined || isExpired(expiry, item, now()) ? undefined : decode(item);
      return value === undefined ? [] : { value, projected: entry.projected };
    });
    return { items: whole.map(({ value }) => value), stored: whole.map(({ projected }) => projected), next };
  }
}
