import type { Reader } from './read-pages.ts';
import type { CollectionItem } from './requests/collection-plan.ts';
import { type PacedOptions, Results } from './results.ts';

/** The results of a collection by the names of the entities. */
export type Grouped<T extends CollectionItem<string, unknown>> = {
  [Each in T as Each['entity']]: Each['value'][];
} & {};

/** The results of a query of a collection, as of any query, and grouped by entity. */
export class CollectionResults<T extends CollectionItem<string, unknown>> extends Results<T> {
  readonly #names: readonly string[];

  constructor(reader: Reader<T>, names: readonly string[], options: PacedOptions) {
    super(reader, options);
    this.#names = names;
  }

  /**
   * Returns all results as an array for each entity, by its name; empty for one without results.
   *
   * ```ts
   * const { Customer: [customer], Invoice: invoices } = await account.query(Customer, { id: 'c1' }).grouped();
   * ```
   */
  async grouped(): Promise<Grouped<T>> {
    const groups = new Map(this.#names.map((name): [string, unknown[]] => [name, []]));
    for await (const { entity, value } of this) groups.get(entity)?.push(value);
    return Object.fromEntries(groups) as Grouped<T>; // each value was decoded as the entity of its name
  }
}
