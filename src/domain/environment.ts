import { onAbort } from './on-abort.ts';

/** The source of time; tests replace it. */
export interface Clock {
  /** Returns the time in milliseconds since 1970-01-01 UTC. */
  nowMs(): number;
  /** Resolves after `delayMs`, or rejects with the signal's reason as soon as it is aborted. */
  sleep(delayMs: number, abortSignal?: AbortSignal): Promise<void>;
}

/** Returns a random number in [0, 1). */
export type Random = () => number;

/** Random numbers from `Math.random`. */
export const systemRandom: Random = () => Math.random();

/** The system clock. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  sleep: (delayMs, abortSignal) =>
    new Promise((resolve, reject) => {
      if (abortSignal?.aborted) {
        reject(abortSignal.reason);
        return;
      }
      const abort = () => {
        clearTimeout(timer);
        reject(abortSignal?.reason);
      };
      const timer = setTimeout(
        () => {
          release?.();
          resolve();
        },
        Math.min(delayMs, longestTimerMs),
      );
      const release = abortSignal && onAbort(abortSignal, abort);
    }),
};

/** Returns milliseconds since an arbitrary moment, for durations: changes of the system's time do not affect them. */
export const monotonicMs = (): number => performance.now();

/** The maximum delay of `setTimeout`, in milliseconds; with a longer one it fires at once. */
export const longestTimerMs: number = 2 ** 31 - 1;
