/** Where time comes from, so that tests can own it. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  nowMs(): number;
  /** Resolves after `delayMs`, or rejects with the signal's reason as soon as it is aborted. */
  sleep(delayMs: number, abortSignal?: AbortSignal): Promise<void>;
}

/** A number in [0, 1), where chance is wanted. */
export type Random = () => number;

/** Chance as the machine has it. */
export const systemRandom: Random = () => Math.random();

/** The clock of the machine. */
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
          abortSignal?.removeEventListener('abort', abort);
          resolve();
        },
        Math.min(delayMs, longestTimerMs),
      );
      abortSignal?.addEventListener('abort', abort, { once: true });
    }),
};

/** What `setTimeout` can hold; it fires at once when given more. */
const longestTimerMs = 2 ** 31 - 1;
