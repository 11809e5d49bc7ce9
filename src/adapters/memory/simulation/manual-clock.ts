import type { Clock } from '../../../domain/environment.ts';

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is told how much time has passed. */
export class ManualClock implements Clock {
  #nowMs: number;
  #sleepers: Sleeper[] = [];

  /** Starts at the first moment of 2026, or where it is told to. */
  constructor(startMs: number = Date.UTC(2026, 0, 1)) {
    this.#nowMs = startMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  /** Lets time pass; who sleeps no longer than that wakes, the one who is due first before the others. */
  advance(ms: number): void {
    this.#nowMs += ms;
    const due = this.#sleepers.filter(({ dueMs }) => dueMs <= this.#nowMs);
    this.#sleepers = this.#sleepers.filter(({ dueMs }) => dueMs > this.#nowMs);
    for (const sleeper of due.toSorted((a, b) => a.dueMs - b.dueMs)) sleeper.wake();
  }

  sleep(delayMs: number, abortSignal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (abortSignal?.aborted) {
        reject(abortSignal.reason);
        return;
      }
      if (delayMs <= 0) {
        resolve();
        return;
      }
      const abort = () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(abortSignal?.reason);
      };
      const wake = () => {
        abortSignal?.removeEventListener('abort', abort);
        resolve();
      };
      const sleeper = { dueMs: this.#nowMs + delayMs, wake };
      this.#sleepers.push(sleeper);
      abortSignal?.addEventListener('abort', abort, { once: true });
    });
  }

  /** Another clock that shows the same time and goes its own way. */
  fork(): ManualClock {
    return new ManualClock(this.#nowMs);
  }
}
