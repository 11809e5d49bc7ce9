import { DynarepoError } from '../domain/errors.ts';
import type { CallOptions } from './call-options.ts';
import { Backoff, type RetryPolicy } from './retry.ts';

/** A batch that could not be completed. */
export interface IncompleteBatch<Entry> {
  readonly remaining: readonly Entry[];
  /** The error that stopped the batch; `undefined` if the deadline passed while the service left entries unprocessed. */
  readonly cause: unknown;
  /** Whether a retry cannot help, for example after an abort or if the table does not exist. */
  readonly isFinal: boolean;
}

/** How to execute a batch. */
export interface BatchPlan<Entry> extends CallOptions {
  readonly entries: readonly Entry[];
  /** Maximum number of entries in one request. */
  readonly size: number;
  readonly retry: RetryPolicy;
  /** Sends one request and returns the entries that the service left unprocessed. */
  readonly send: (entries: readonly Entry[]) => Promise<readonly Entry[]>;
}

/**
 * Executes a batch, one request after the other. Unprocessed entries go into the next request, after a delay.
 *
 * @returns `undefined` if all entries were processed.
 */
export async function runBatch<Entry>(plan: BatchPlan<Entry>): Promise<IncompleteBatch<Entry> | undefined> {
  const { entries, size, retry, abortSignal } = plan;
  const backoff = new Backoff(retry, abortSignal);
  let unprocessed: readonly Entry[] = [];
  for (let next = 0; unprocessed.length > 0 || next < entries.length; ) {
    const chunk = [...unprocessed, ...entries.slice(next, next + size - unprocessed.length)];
    next += chunk.length - unprocessed.length;
    unprocessed = chunk;
    try {
      unprocessed = await plan.send(chunk);
      if (unprocessed.length < chunk.length) backoff.restart();
      if (unprocessed.length > 0 && !(await backoff.wait())) {
        return { remaining: [...unprocessed, ...entries.slice(next)], cause: undefined, isFinal: false };
      }
    } catch (cause) {
      const isFinal = !(cause instanceof DynarepoError && cause.retryable);
      return { remaining: [...unprocessed, ...entries.slice(next)], cause, isFinal };
    }
  }
  return undefined;
}
