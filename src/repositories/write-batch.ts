import { batchWriteLimit } from '../domain/limits.ts';
import type { OptionNames } from '../domain/options.ts';
import type { CallOptions } from './call-options.ts';
import { type Connection, send } from './connection.ts';
import { matchingEntries } from './key-matches.ts';
import { concurrencyCheck } from './read-batch.ts';
import { batchWriteRequest, type WriteEntry } from './requests/batch.ts';
import { type BatchOutcome, type BatchProgress, runBatch } from './run-batch.ts';

/** Options of every batch of writes. */
export interface WriteBatchOptions extends CallOptions {
  /** Maximum number of requests at the same time. Default: 1. */
  readonly concurrency?: number | undefined;
  /** Called after each response of DynamoDB. If it throws, the batch ends. */
  readonly onProgress?: ((progress: BatchProgress) => void) | undefined;
}

/** Option names of {@link WriteBatchOptions}. */
export const writeBatchOptionNames: OptionNames<WriteBatchOptions> = {
  abortSignal: 'signal',
  concurrency: concurrencyCheck,
  onProgress: 'function',
};

/** Executes writes in requests of up to 25. */
export function writeBatch<Entry extends WriteEntry>(
  connection: Connection,
  entries: Iterable<Entry> | AsyncIterable<Entry>,
  { abortSignal, concurrency, onProgress }: WriteBatchOptions,
): Promise<BatchOutcome<Entry>> {
  return runBatch<Entry>({
    entries,
    size: batchWriteLimit,
    retry: connection.retry,
    abortSignal,
    concurrency,
    onProgress,
    async send(chunk) {
      const unprocessed = await send(connection, batchWriteRequest(chunk), { abortSignal });
      return [...matchingEntries(chunk, unprocessed).keys()];
    },
  });
}
