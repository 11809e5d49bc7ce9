import type { ExecuteOptions, OperationName } from '../../domain/dynamodb.ts';
import { longestTimerMs } from '../../domain/environment.ts';
import { onAbort } from '../../domain/on-abort.ts';
import type { TimeLimit } from '../../domain/timed-execution.ts';
import { timeoutError } from './timeouts.ts';
import { abortedError, translateError } from './translate-error.ts';

/** When an attempt ends without a response. */
export interface AttemptLimits extends ExecuteOptions {
  readonly requestTimeoutMs: number;
  /** That of the caller's retries, if they have one. */
  readonly limit?: TimeLimit | undefined;
}

/**
 * One request on its way, until its response arrives or it is ended. It has the members of an `AbortSignal` that the SDK's retries
 * use: a signal with its listeners takes 20 µs and more.
 */
export class Attempt {
  /** Why it was ended. */
  failure: Error | undefined;
  /** The reason of its signal: that of the caller's signal, or the failure. */
  reason: unknown;
  readonly #listeners = new Set<() => void>();
  #controller: AbortController | undefined;

  get aborted(): boolean {
    return this.failure !== undefined;
  }

  /** A real signal, created when it is read: request handlers need it only when they begin to send. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.aborted) this.#controller.abort(this.reason);
    return this.#controller.signal;
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.delete(listener);
  }

  end(failure: Error, reason: unknown = failure): void {
    if (this.aborted) return;
    this.failure = failure;
    this.reason = reason;
    for (const listener of this.#listeners) listener();
    this.#controller?.abort(reason);
  }
}

/**
 * Runs an attempt until it has a result, the caller's signal is aborted or its time is over.
 *
 * @throws DynarepoError - the failure of the attempt, or what the SDK throws, translated.
 */
export async function inTime<T>(
  operation: OperationName,
  { abortSignal, requestTimeoutMs, limit }: AttemptLimits,
  run: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  // The model may have been loaded since the call began, and a signal reports no abort of the past.
  if (abortSignal?.aborted) throw abortedError(operation, abortSignal);
  const attempt = new Attempt();
  const earlier = limit !== undefined && limit.ms <= requestTimeoutMs ? limit : undefined;
  const expire = () => attempt.end(earlier?.error() ?? timeoutError(operation, requestTimeoutMs));
  const timer = setTimeout(expire, Math.min(earlier?.ms ?? requestTimeoutMs, longestTimerMs));
  const abort = (signal: AbortSignal) => attempt.end(abortedError(operation, signal), signal.reason);
  const release = abortSignal && onAbort(abortSignal, () => abort(abortSignal));
  try {
    // One promise for both ends: `Promise.race` takes four.
    return await new Promise<T>((resolve, reject) => {
      attempt.addEventListener('abort', () => reject(attempt.failure));
      run(attempt).then(resolve, reject);
    });
  } catch (error) {
    throw attempt.failure ?? (await translateError(error, operation, abortSignal));
  } finally {
    clearTimeout(timer);
    release?.();
  }
}
