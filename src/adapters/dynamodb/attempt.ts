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

/** One request on its way, until its response arrives or it is ended. */
export class Attempt {
  /** Why it was ended. */
  failure: Error | undefined;
  /** Called at the end. */
  onEnd: ((failure: Error) => void) | undefined;
  /** Ends what was sent, for those who do not read the signal. */
  cancel: ((failure: Error) => void) | undefined;
  /** The reason of its signal: that of the caller's signal, or the failure. */
  #reason: unknown;
  #controller: AbortController | undefined;

  /** A signal that is aborted at the end; created when it is read, because one with a listener takes 20 µs and more. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.failure !== undefined) this.#controller.abort(this.#reason);
    return this.#controller.signal;
  }

  end(failure: Error, reason: unknown = failure): void {
    if (this.failure !== undefined) return;
    this.failure = failure;
    this.#reason = reason;
    this.cancel?.(failure);
    this.onEnd?.(failure);
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
      attempt.onEnd = reject;
      run(attempt).then(resolve, reject);
    });
  } catch (error) {
    throw attempt.failure ?? (await translateError(error, operation, abortSignal));
  } finally {
    clearTimeout(timer);
    // The SDK holds the options of a call, and so the attempt, beyond its end; through these it would hold the output too. Measured
    // with outputs of 50 items: a seventh of what was allocated outlived the collections of new objects, beside 3 %.
    attempt.onEnd = undefined;
    attempt.cancel = undefined;
    release?.();
  }
}
