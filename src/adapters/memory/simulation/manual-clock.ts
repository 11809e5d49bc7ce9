import type { Clock } from '../../../domain/environment.ts';
import { onAbort } from '../../../domain/on-abort.ts';
import { checkArgument, type OptionCheck } from '../../../domain/options.ts';

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

const startTime: OptionCheck = { expected: 'a finite number of milliseconds', isValid: Number.isFinite };

/** A clock that stands still until it is advanced. */
export class ManualClock implements Clock {
  #nowMs: number;
  #sleepers: Sleeper[] = [];

  /**
   * @param startMs - the initial time in milliseconds since 1970-01-01 UTC. Default: 2026-01-01.
   * @throws DynarepoError - `BAD_INPUT`: it is not a finite number.
   */
  constructor(startMs: number = Date.UTC(2026, 0, 1)) {
    checkArgument('the start of a ManualClock', startMs, startTime);
    this.#nowMs = startMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  /**
   * Advances the clock and resolves due sleeps in order of due time.
   *
   * @throws DynarepoError - `BAD_INPUT`: the time is not a finite number of at least 0.
   */
  advance(ms: number): void {
    checkArgument('the time to advance a ManualClock', ms, 'duration');
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
        release?.();
        resolve();
      };
      const sleeper = { dueMs: this.#nowMs + delayMs, wake };
      this.#sleepers.push(sleeper);
      const release = abortSignal && onAbort(abortSignal, abort);
    });
  }

  /** Creates an independent clock with the same time. */
  fork(): ManualClock {
    return new ManualClock(this.#nowMs);
  }
}
