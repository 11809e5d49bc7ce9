import type { Item } from '../domain/dynamodb.ts';
import { batchGetLimit } from '../domain/limits.ts';
import { type OptionCheck, wholeNumber } from '../domain/options.ts';
import type { CallOptions } from './call-options.ts';
import { type Connection, send } from './connection.ts';
import { matchingEntries } from './key-matches.ts';
import type { PacedCall } from './rate-limit.ts';
import { batchGetRequest, type ReadEntry } from './requests/batch.ts';
import { type BatchOutcome, runBatch } from './run-batch.ts';

/** Options of every batch of reads. */
export interface ReadBatchOptions extends CallOptions {
  /** Maximum number of requests at the same time. Default: 1. */
  readonly concurrency?: number | undefined;
}

/** The check of the option `concurrency`. */
export const concurrencyCheck: OptionCheck = wholeNumber(1, 1_000);

/** The items that a batch of reads found. */
export interface ReadBatch<Entry> {
  readonly found: ReadonlyMap<Entry, Item>;
  readonly outcome: BatchOutcome<Entry>;
}

/** Reads items in requests of up to 100. */
export async function readBatch<Entry extends ReadEntry>(
  connection: Connection,
  entries: readonly Entry[],
  { abortSignal, capacity, concurrency, rateLimit }: ReadBatchOptions & PacedCall,
): Promise<ReadBatch<Entry>> {
  const found = new Map<Entry, Item>();
  const outcome = await runBatch<Entry>({
    entries,
    size: batchGetLimit,
    retry: connection.retry,
    abortSignal,
    concurrency,
    async send(chunk) {
      const report = await rateLimit?.wait(abortSignal);
      const request = batchGetRequest(chunk, report !== undefined);
      const { items, unprocessed, units } = await send(connection, request, { abortSignal, capacity });
      report?.(units);
      const unread = matchingEntries(chunk, unprocessed);
      for (const [entry, item] of matchingEntries(chunk, items)) found.set(entry, item);
      return [...unread.keys()];
    },
  });
  // Nothing was done that has to be known, so an error that a retry does not end is thrown as it is.
  return { found, outcome: outcome.isFinal ? { ...outcome, done: 0 } : outcome };
}
