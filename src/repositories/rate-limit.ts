import type { Clock } from '../domain/environment.ts';
import type { CallOptions } from './call-options.ts';
import { pause } from './retry.ts';

/** Reports the capacity units that a request consumed. */
export type ReportUnits = (units: number) => void;

/** The options of a call, and the limit that its requests keep to. */
export interface PacedCall extends CallOptions {
  readonly rateLimit?: RateLimit | undefined;
}

/**
 * Delays requests so that together they consume at most a number of capacity units per second.
 *
 * DynamoDB reports what a request consumed only afterwards, so each request waits until the previous ones are within the
 * limit. Requests at the same time wait for one another: each counts as the latest one until it reports its own units.
 */
export class RateLimit {
  readonly #msPerUnit: number;
  readonly #clock: Clock;
  #freeAtMs = 0;
  #latestUnits = 0;

  /** @param unitsPerSecond - a finite number above 0. */
  constructor(unitsPerSecond: number, clock: Clock) {
    this.#msPerUnit = 1_000 / unitsPerSecond;
    this.#clock = clock;
  }

  /**
   * Waits until the next request may be sent. The caller reports its units when it is done.
   *
   * @throws AbortedError - the signal was aborted.
   */
  async wait(abortSignal: AbortSignal | undefined): Promise<ReportUnits> {
    const nowMs = this.#clock.nowMs();
    const startMs = Math.max(nowMs, this.#freeAtMs);
    const expected = this.#latestUnits;
    this.#freeAtMs = startMs + expected * this.#msPerUnit;
    const report = (units: number) => {
      this.#freeAtMs += (units - expected) * this.#msPerUnit;
    };
    try {
      if (startMs > nowMs) await pause(this.#clock, startMs - nowMs, abortSignal);
    } catch (error) {
      report(0);
      throw error;
    }
    return (units) => {
      report(units);
      this.#latestUnits = units;
    };
  }
}
