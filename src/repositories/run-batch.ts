import { DynarepoError, UnprocessedError } from '../domain/errors.ts';
import { BatchQueue } from './batch-queue.ts';
import type { CallOptions } from './call-options.ts';
import type { Identified } from './key-matches.ts';
import { Backoff, type RetryPolicy } from './retry.ts';

/** How a batch ended. */
export interface BatchOutcome<Entry> {
  readonly isComplete: boolean;
  /** Number of entries that were processed. */
  readonly done: number;
  /** The entries that were not processed: of an array all, of another iterable those taken from it. */
  readonly remaining: readonly Entry[];
  /** The error that stopped the batch; `undefined` if the deadline passed while the service left entries unprocessed. */
  readonly cause?: unknown;
  /** Whether a retry cannot help, for example after an abort or if the table does not exist. */
  readonly isFinal: boolean;
}

/** How far a batch is. */
export interface BatchProgress {
  /** Number of entries that were processed. */
  readonly done: number;
  /** Number of entries that DynamoDB left unprocessed and that are retried. */
  readonly unprocessed: number;
  /** Number of requests with a response. */
  readonly requests: number;
}

/** How to execute a batch. */
export interface BatchPlan<Entry> extends CallOptions {
  /** Read while requests are in flight. Entries with the same identity are processed in their order. */
  readonly entries: Iterable<Entry> | AsyncIterable<Entry>;
  /** Maximum number of entries in one request. */
  readonly size: number;
  readonly retry: RetryPolicy;
  /** Maximum number of requests at the same time. Default: 1. */
  readonly concurrency?: number | undefined;
  /** Called after each response. */
  readonly onProgress?: ((progress: BatchProgress) => void) | undefined;
  /** Sends one request and returns the entries that the service left unprocessed. */
  readonly send: (entries: readonly Entry[]) => Promise<readonly Entry[]>;
}

/**
 * Executes a batch. Unprocessed entries go into the next request, after a delay. Only the entries in flight are held.
 *
 * Never rejects; all requests have ended.
 */
export async function runBatch<Entry extends Identified>(plan: BatchPlan<Entry>): Promise<BatchOutcome<Entry>> {
  const { size, concurrency = 1, retry, abortSignal, onProgress } = plan;
  const queue = new BatchQueue(plan.entries);
  const backoff = new Backoff(retry, abortSignal);
  const inFlight = new Set<Promise<Response<Entry>>>();
  let [done, requests] = [0, 0];

  const start = (chunk: readonly Entry[]) => {
    const response: Promise<Response<Entry>> = plan.send(chunk).then(
      (unprocessed) => ({ chunk, unprocessed, request: response }),
      (cause: unknown) => ({ chunk, unprocessed: chunk, request: response, failure: { cause } }),
    );
    inFlight.add(response);
  };
  const end = async () => {
    const response = await Promise.race(inFlight);
    const { chunk, unprocessed, request } = response;
    inFlight.delete(request);
    queue.putBack(chunk, unprocessed);
    done += chunk.length - unprocessed.length;
    requests += 1;
    return response;
  };
  /** Returns whether the batch can go on. */
  const goOn = async () => {
    const { chunk, unprocessed, failure } = await end();
    if (failure !== undefined) throw failure.cause;
    if (unprocessed.length < chunk.length) backoff.restart();
    onProgress?.({ done, unprocessed: queue.unprocessed, requests });
    return unprocessed.length === 0 || (await backoff.wait());
  };

  let stopped: Pick<BatchOutcome<Entry>, 'cause' | 'isFinal'> = { isFinal: false };
  try {
    for (let canGoOn = true; canGoOn; ) {
      const isRetry = queue.unprocessed > 0;
      const chunk = inFlight.size < concurrency ? await queue.take(size) : [];
      if (chunk.length > 0) {
        // The time that it took to read the entries does not count.
        if (!isRetry && inFlight.size === 0) backoff.restart();
        start(chunk);
      } else if (inFlight.size > 0) canGoOn = await goOn();
      else return { isComplete: true, done, remaining: [], isFinal: false };
    }
  } catch (cause) {
    stopped = { cause, isFinal: !(cause instanceof DynarepoError && cause.retryable) };
  }
  while (inFlight.size > 0) await end();
  return { isComplete: false, done, remaining: await queue.close(), ...stopped };
}

/**
 * Throws the error of a batch that is not complete.
 *
 * @param text - what was not done, and by which call: `writes were not processed` by `writeMany`.
 * @throws UnprocessedError - entries are left over. If nothing was done or nothing is left over: the error that stopped the batch.
 */
export function throwIfIncomplete<Entry>(
  { isComplete, done, remaining, cause, isFinal }: BatchOutcome<Entry>,
  [undone, call]: readonly [string, string],
  toLeftovers: (remaining: readonly Entry[]) => unknown,
): void {
  if (isComplete) return;
  if ((isFinal && done === 0) || remaining.length === 0) throw cause;
  const counts = `${remaining.length} of ${done + remaining.length}`;
  const text = `${counts} ${undone}; pass error.leftovers to ${call} again`;
  throw new UnprocessedError(text, toLeftovers(remaining), { cause });
}

/** The end of one request. */
interface Response<Entry> {
  readonly chunk: readonly Entry[];
  readonly unprocessed: readonly Entry[];
  readonly request: Promise<Response<Entry>>;
  readonly failure?: { readonly cause: unknown };
}
