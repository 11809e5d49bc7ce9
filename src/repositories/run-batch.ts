import { DynarepoError } from '../domain/errors.ts';
import type { CallOptions } from './call-options.ts';
import { Backoff, type RetryPolicy } from './retry.ts';

/** What a batch came to when it could not be finished. */
export interface Unfinished<Entry> {
  readonly left: readonly Entry[];
  /** What stopped it; `undefined` when the service was still leaving entries undone as the deadline came. */
  readonly cause: unknown;
  /** Whether the cause is no passing one, such as an abort or a missing table. */
  readonly isFinal: boolean;
}

/** How a batch is carried out. */
export interface BatchPlan<Entry> extends CallOptions {
  readonly entries: readonly Entry[];
  /** The most entries of one request. */
  readonly size: number;
  readonly retry: RetryPolicy;
  /** Sends one request, and gives those of its entries that the service left undone. */
  readonly send: (entries: readonly Entry[]) => Promise<readonly Entry[]>;
}

/**
 * Carries out a batch, request by request; entries that were left undone go into the next request, after a wait.
 *
 * @returns `undefined` when everything is done.
 */
export async function runBatch<Entry>(plan: BatchPlan<Entry>): Promise<Unfinished<Entry> | undefined> {
  const { entries, size, retry, abortSignal } = plan;
  const backoff = new Backoff(retry, abortSignal);
  let undone: readonly Entry[] = [];
  for (let next = 0; undone.length > 0 || next < entries.length; ) {
    const chunk = [...undone, ...entries.slice(next, next + size - undone.length)];
    next += chunk.length - undone.length;
    undone = chunk;
    try {
      undone = await plan.send(chunk);
      if (undone.length < chunk.length) backoff.restart();
      if (undone.length > 0 && !(await backoff.wait())) {
        return { left: [...undone, ...entries.slice(next)], cause: undefined, isFinal: false };
      }
    } catch (cause) {
      const isFinal = !(cause instanceof DynarepoError && cause.retryable);
      return { left: [...undone, ...entries.slice(next)], cause, isFinal };
    }
  }
  return undefined;
}
