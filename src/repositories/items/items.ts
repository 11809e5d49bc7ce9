import type { DynamoDb, Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { Source } from '../../domain/entity/keys/entity-keys.ts';
import { isTable, type Table } from '../../domain/entity/table.ts';
import { otherName, renamedTable } from '../../domain/entity/with-table.ts';
import type { Condition } from '../../domain/expressions/tree.ts';
import { checkArgument, checkOptions, type OptionNames } from '../../domain/options.ts';
import { readRequests } from '../batch-get.ts';
import { type BatchWrite, writeRequests } from '../batch-write.ts';
import { type CallOptions, callOptionNames } from '../call-options.ts';
import { type Connection, type ConnectionOptions, send, toConnection } from '../connection.ts';
import { EntityTable } from '../entity-table.ts';
import { concurrencyCheck, type ReadBatchOptions } from '../read-batch.ts';
import { type RepositoryOptions, repositoryOptionNames } from '../repository-options.ts';
import {
  type QueryOptions,
  queryOptionNames,
  type ReadOptions,
  readOptionNames,
  type ScanOptions,
  scanOptionNames,
} from '../requests/read-options.ts';
import { queryPlan, type ReadPlan, scanPlan } from '../requests/read-plan.ts';
import { type RequestContext, toRequestContext } from '../requests/request-context.ts';
import { indexSource } from '../requests/source.ts';
import { describeTableRequest } from '../requests/table-requests.ts';
import { Results } from '../results.ts';
import { checkWrites, type WriteBatchOptions, writeBatchOptionNames } from '../write-batch.ts';
import {
  ItemRequests,
  type PlainChanges,
  type PlainItem,
  type PlainPaths,
  type PlainUpdateOptions,
  type PlainWriteOptions,
  toCallback,
  toPlain,
} from './item-requests.ts';
import { keyEntity } from './key-entity.ts';

/** Options of reads of several plain items, beside those of queries and scans of entities. */
interface PlainReadOptions {
  /** The index to read, by its name. Default: the table. */
  readonly index?: string | undefined;
  /** Condition that the returned items meet. DynamoDB filters after reading, so all items read consume capacity. */
  readonly filter?: ((at: PlainPaths) => Condition) | undefined;
}

/** Options that need an entity. */
type EntityOption = 'attributes' | 'includeExpired' | 'onUnreadable';

type Plain<Options> = Omit<Options, EntityOption | 'filter'> & PlainReadOptions;

/** Options of a query of plain items. */
export type PlainQueryOptions = Plain<QueryOptions<AnyEntity>>;

/** Options of a scan of plain items. */
export type PlainScanOptions = Plain<ScanOptions<AnyEntity>>;

const plainScanOptionNames: OptionNames<PlainScanOptions> = plainNames(scanOptionNames);
const plainQueryOptionNames: OptionNames<PlainQueryOptions> = plainNames(queryOptionNames);

function plainNames<Names extends Pick<OptionNames<ScanOptions<AnyEntity>>, EntityOption>>({
  attributes: _attributes,
  includeExpired: _includeExpired,
  onUnreadable: _onUnreadable,
  ...names
}: Names) {
  return { ...names, index: 'string' } as const;
}

type Stream = Iterable<object> | AsyncIterable<object>;

/** Plain items to put and keys of items to delete. */
export interface PlainWrites {
  /** The items to store; they replace those with the same keys. */
  readonly put?: Stream | undefined;
  /** The keys of the items to delete. */
  readonly delete?: Stream | undefined;
}

/**
 * Reads and writes the items of one table as plain objects, without a schema: created by {@link items}. Strings, booleans, `null`,
 * `Uint8Array`, arrays and objects are stored as S, BOOL, NULL, B, L and M; a `Set` of strings, numbers or bytes as SS, NS, BS;
 * numbers, bigints and `ExactNumber` as N. A stored number reads as a number if that is exact, else as a bigint if it is whole, else as
 * an `ExactNumber`. Other values are rejected.
 */
export class Items {
  /** Builds the requests of the methods with the same names, for batches and transactions. */
  readonly requests: ItemRequests;
  /** Creates, describes and deletes the table. */
  readonly table: EntityTable;
  readonly #connection: Connection;
  readonly #entity: AnyEntity;
  readonly #context: RequestContext;

  constructor(db: DynamoDb, table: Table, options: ConnectionOptions = {}) {
    this.#connection = toConnection(db, options, 'items');
    this.#entity = keyEntity(table);
    this.table = new EntityTable(this.#connection, table);
    this.#context = toRequestContext(this.#entity, this.#connection.clock);
    this.requests = new ItemRequests(this.#context);
  }

  /** Returns the item with this key; `undefined` if it does not exist. Of an item as the key, the key attributes are used. */
  async get(key: object, options: ReadOptions = {}): Promise<PlainItem | undefined> {
    return await send(this.#connection, this.requests.get(key, options), options);
  }

  /** Returns the items with these keys, in their order; `undefined` for a key without an item. */
  async getMany(
    keys: readonly object[],
    options: ReadOptions & ReadBatchOptions = {},
  ): Promise<(PlainItem | undefined)[]> {
    checkOptions('getMany', options, { ...readOptionNames, concurrency: concurrencyCheck });
    checkArgument('the keys of getMany', keys, { expected: 'an array', isValid: Array.isArray });
    const { consistent, ...others } = options;
    const requests = Array.from(keys, (key) => this.requests.get(key, { consistent }));
    return await readRequests(this.#connection, requests, others);
  }

  /** Stores an item and replaces the one with the same key; returns it as stored. */
  async put(item: object, options: PlainWriteOptions = {}): Promise<PlainItem> {
    return await send(this.#connection, this.requests.put(item, options), options);
  }

  /**
   * Stores a new item; returns it as stored.
   *
   * @throws ConflictError - an item with this key already exists.
   */
  async create(item: object, options: PlainWriteOptions = {}): Promise<PlainItem> {
    return await send(this.#connection, this.requests.create(item, options), options);
  }

  /**
   * Changes an item and returns it: `update(key, { age: 30 })`, or `update(key, (at) => [at(number(), 'age').add(1)])`.
   *
   * @throws ItemNotFoundError - the item does not exist; with `upsert`, it is created instead.
   */
  async update(key: object, changes: PlainChanges, options: PlainUpdateOptions = {}): Promise<PlainItem> {
    return await send(this.#connection, this.requests.update(key, changes, options), options);
  }

  /** Deletes an item and returns it; `undefined` if it did not exist. */
  async delete(key: object, options: PlainWriteOptions = {}): Promise<PlainItem | undefined> {
    return await send(this.#connection, this.requests.delete(key, options), options);
  }

  /**
   * Puts and deletes many items, and returns the number of writes. Iterables other than arrays are read while requests are sent.
   *
   * @throws UnprocessedError - some writes were not processed: pass `leftovers` to `batchWrite`.
   */
  async writeMany(writes: PlainWrites, options: WriteBatchOptions = {}): Promise<number> {
    checkOptions('writeMany', options, writeBatchOptionNames);
    checkWrites(writes);
    const { put = [], delete: deletes = [] } = writes;
    const isList = Array.isArray(put) && Array.isArray(deletes);
    const requests = isList ? this.#list(put, deletes) : this.#stream(put, deletes);
    const written = await writeRequests(this.#connection, requests, options);
    return typeof written === 'number' ? written : written.length;
  }

  /** Queries the items of one partition: values for the partition key, and values or a condition for the sort key. */
  query(key: object, options: PlainQueryOptions = {}): Results<PlainItem> {
    checkOptions('query', options, plainQueryOptionNames);
    const { index, filter, ...others } = options;
    const plan = queryPlan(this.#context, this.#source(index), key, {
      ...others,
      filter: toCallback(this.#entity, filter),
    });
    return this.#results(plan, others);
  }

  /** Scans all items of the table or an index, in no defined order. */
  scan(options: PlainScanOptions = {}): Results<PlainItem> {
    checkOptions('scan', options, plainScanOptionNames);
    const { index, filter, ...others } = options;
    const plan = scanPlan(this.#context, this.#source(index), { ...others, filter: toCallback(this.#entity, filter) });
    return this.#results(plan, others);
  }

  #results(plan: ReadPlan<object>, options: PlainScanOptions): Results<PlainItem> {
    const decode = (item: Item) => toPlain(this.#entity, item);
    return new Results({ connection: this.#connection, plan: { ...plan, decode } }, options);
  }

  #source(index: string | undefined): Source {
    return index === undefined ? this.#entity.keys.table : indexSource(this.#entity, index);
  }

  #list(put: readonly object[], deletes: readonly object[]): readonly BatchWrite[] {
    // Array.from also visits the holes of a sparse array.
    const puts = Array.from(put, (item) => this.requests.put(item));
    return [...puts, ...Array.from(deletes, (key) => this.requests.delete(key))];
  }

  async *#stream(put: Stream, deletes: Stream): AsyncGenerator<BatchWrite, void> {
    for await (const item of put) yield this.requests.put(item);
    for await (const key of deletes) yield this.requests.delete(key);
  }
}

/**
 * Returns the items of a table without a schema. Reads the key and the indexes by DescribeTable, or takes them from a definition by
 * `table()`.
 *
 * ```ts
 * const notes = await items(db, 'notes');
 * await notes.put({ id: 'n1', tags: new Set(['new']), size: { width: 3 } });
 * ```
 *
 * @throws TableNotFoundError - the table does not exist.
 */
export async function items(
  db: DynamoDb,
  table: string | Table,
  options: RepositoryOptions & CallOptions = {},
): Promise<Items> {
  checkOptions('items', options, { ...repositoryOptionNames, ...callOptionNames });
  const nameOf = (defined: string) => (options.table === undefined ? defined : otherName(defined, options.table));
  if (isTable(table)) return new Items(db, renamedTable(table, nameOf(table.name)), options);
  checkArgument('the table of items', table, 'text');
  const connection = toConnection(db, options, 'items');
  const name = nameOf(table);
  const found = await send(connection, describeTableRequest(name), options);
  // Loaded when it is first used: most programs have definitions.
  const { describedTable } = await import('./described-table.ts');
  return new Items(db, describedTable(name, found), options);
}
