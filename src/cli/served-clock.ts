import { type Clock, systemClock } from '../domain/environment.ts';

/** The last millisecond of the year 9999, in milliseconds since 1970-01-01 UTC. */
const latestTimeMs = Date.UTC(10_000, 0, 1) - 1;

/**
 * The clock of a served database: the system's clock, plus what admin requests have advanced it by. It never goes back, so
 * that a replay of a data file's log meets the same events in the same order.
 */
export class ServedClock implements Clock {
  readonly #base: Clock;
  #offsetMs: number;
  #latestMs = 0;

  /** @param offsetMs - how far it is ahead of the base clock, in milliseconds. */
  constructor(offsetMs = 0, base: Clock = systemClock) {
    this.#offsetMs = offsetMs;
    this.#base = base;
  }

  /** How far the clock is ahead of its base clock, in milliseconds. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  nowMs(): number {
    this.#latestMs = Math.max(this.#latestMs, Math.min(this.#base.nowMs() + this.#offsetMs, latestTimeMs));
    return this.#latestMs;
  }

  /** Advances the clock by `ms` milliseconds, to the end of the year 9999 at most. */
  advance(ms: number): void {
    this.#offsetMs += Math.min(ms, latestTimeMs - this.nowMs());
  }

  sleep(delayMs: number, abortSignal?: AbortSignal): Promise<void> {
    return this.#base.sleep(delayMs, abortSignal);
  }
}
