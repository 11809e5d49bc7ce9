import { onAbort } from '../../domain/on-abort.ts';

/**
 * Settles like `promise`, or rejects with the signal's reason as soon as it is aborted, even if the work behind the promise
 * goes on.
 */
export function untilAborted<T>(promise: Promise<T>, abortSignal: AbortSignal | undefined): Promise<T> {
  if (abortSignal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(abortSignal.reason);
    if (abortSignal.aborted) abort(); // aborted while the promise was created
    promise.then(resolve, reject).finally(onAbort(abortSignal, abort));
  });
}
