import type { DynamoDb, Item } from '../domain/dynamodb.ts';
import { batchLimitBytes, batchWriteLimit } from '../domain/limits.ts';
import { inTime, type RetryPolicy, withRetries } from '../repositories/retry.ts';
import { runBatch } from '../repositories/run-batch.ts';

/** An item to put. */
export interface Put {
  readonly table: string;
  readonly item: Item;
  /** Equal for puts of the same table and primary key only. */
  readonly identity: string;
  /** The line of the put, for errors. */
  readonly line: number;
  /** The length of that line, in UTF-16 code units. */
  readonly length: number;
}

/** How to write batches. */
export interface PutBatchesOptions {
  readonly db: DynamoDb;
  readonly retry: RetryPolicy;
  /** Returns the key of an item, in the form of `Put.identity`. */
  readonly keyOf: (table: string, item: Item) => string | undefined;
  /** Called with the number of items of each batch that is written. */
  readonly onWritten: (items: number) => void;
}

/** A put that failed. */
export class PutError extends Error {
  readonly line: number;

  constructor(line: number, cause: unknown) {
    super(`the put of line ${line} failed`, { cause });
    this.line = line;
  }
}

/** How many batches are sent at the same time. */
const batchesInFlight = 8;
/** Batches are shorter than this, in UTF-16 code units; as UTF-8, each takes at most three bytes. */
const batchLength = batchLimitBytes / 4;

/**
 * Writes items in batches of 25, eight batches at a time. Two puts of the same key are executed in their order. A batch that
 * the engine rejects is written item by item, to find the invalid one.
 */
export class PutBatches {
  readonly #options: PutBatchesOptions;
  readonly #inFlight = new Set<Promise<void>>();
  readonly #activeKeys = new Set<string>();
  readonly #failures: PutError[] = [];
  #batch: Put[] = [];
  #length = 0;

  constructor(options: PutBatchesOptions) {
    this.#options = options;
  }

  /**
   * Adds a put, and waits while too many batches are in flight.
   *
   * @throws PutError - an earlier put failed; all requests have ended.
   */
  async add(put: Put): Promise<void> {
    if (this.#activeKeys.has(put.identity)) await this.drain();
    if (this.#length + put.length > batchLength) await this.#send();
    this.#batch.push(put);
    this.#activeKeys.add(put.identity);
    this.#length += put.length;
    if (this.#batch.length === batchWriteLimit) await this.#send();
  }

  /**
   * Waits until every put is executed.
   *
   * @throws PutError - the first put in the file that failed; all requests have ended.
   */
  async drain(): Promise<void> {
    await this.#send();
    await this.#settle();
  }

  async #send(): Promise<void> {
    const batch = this.#batch;
    if (batch.length === 0) return;
    while (this.#inFlight.size >= batchesInFlight) await Promise.race(this.#inFlight);
    if (this.#failures.length > 0) await this.#settle();
    this.#batch = [];
    this.#length = 0;
    const sending = this.#write(batch).finally(() => {
      this.#inFlight.delete(sending);
      for (const { identity } of batch) this.#activeKeys.delete(identity);
    });
    this.#inFlight.add(sending);
  }

  async #settle(): Promise<void> {
    await Promise.all(this.#inFlight);
    const [first] = this.#failures.toSorted((a, b) => a.line - b.line);
    if (first !== undefined) throw first;
  }

  /** Never rejects: a failure is kept until the other requests have ended. */
  async #write(batch: readonly Put[]): Promise<void> {
    const { db, retry, onWritten } = this.#options;
    const outcome = await runBatch({
      entries: batch,
      size: batchWriteLimit,
      retry,
      send: (puts) =>
        withRetries(retry, undefined, ({ backoff }) =>
          inTime(backoff.limit(), undefined, () => this.#writeBatch(puts)),
        ),
    });
    let left = outcome.remaining;
    for (const put of left) {
      try {
        if (!outcome.isFinal) throw outcome.cause ?? new Error('the engine left the item unprocessed');
        const send = () => db.execute('PutItem', { TableName: put.table, Item: put.item });
        await withRetries(retry, undefined, ({ backoff }) => inTime(backoff.limit(), undefined, send));
        left = left.slice(1);
      } catch (error) {
        this.#failures.push(new PutError(put.line, error));
        break;
      }
    }
    onWritten(batch.length - left.length);
  }

  /** Returns the puts that the engine left unprocessed. */
  async #writeBatch(puts: readonly Put[]): Promise<readonly Put[]> {
    const { db, keyOf } = this.#options;
    const requests = new Map<string, { PutRequest: { Item: Item } }[]>();
    for (const { table, item } of puts) {
      const ofTable = requests.get(table) ?? [];
      ofTable.push({ PutRequest: { Item: item } });
      requests.set(table, ofTable);
    }
    const { UnprocessedItems = {} } = await db.execute('BatchWriteItem', {
      RequestItems: Object.fromEntries(requests),
    });
    const keys = Object.entries(UnprocessedItems).flatMap(([table, writes]) =>
      writes.map(({ PutRequest }) => keyOf(table, PutRequest?.Item ?? {})),
    );
    const unprocessed = puts.filter(({ identity }) => keys.includes(identity));
    // A put can be repeated, so no item is lost if the output is not understood.
    return unprocessed.length === keys.length ? unprocessed : puts;
  }
}
