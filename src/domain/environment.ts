/** Where time comes from, so that tests can own it. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  nowMs(): number;
  /** Resolves after `delayMs`, or rejects with the signal's reason as soon as it is aborted. */
  sleep(delayMs: number, abortSignal?: AbortSignal): Promise<void>;
}

/** A number in [0, 1), where chance is wanted. */
export type Random = () => number;
