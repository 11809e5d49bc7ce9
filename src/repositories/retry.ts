import { type Clock, type Random, systemClock, systemRandom } from '../domain/environment.ts';
import { AbortedError, DynarepoError, ServiceError } from '../domain/errors.ts';
import { checkOptions } from '../domain/options.ts';
import { checkMilliseconds } from './call-options.ts';

/**
 * How requests with retryable errors are retried: with exponential backoff and full jitter, so that clients that were
 * throttled together do not retry together.
 *
 * A request whose response was lost is retried too, so its write may be executed twice. Puts and deletes have the same
 * effect again, though the second delete returns nothing; `add(1)` counts twice, unless a version or a condition
 * prevents it.
 */
export interface RetryOptions {
  /**
   * Milliseconds from the first attempt in which retries may start; progress in a batch starts the time again.
   * Default: 10,000.
   */
  readonly deadlineMs?: number | undefined;
  /** Upper bound of the first delay, in milliseconds; doubles with each attempt. The delay is random. Default: 50. */
  readonly baseDelayMs?: number | undefined;
  /** Maximum of the bound, in milliseconds. Default: 5,000. */
  readonly maxDelayMs?: number | undefined;
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
}

/** Retry options with all defaults applied. */
export interface RetryPolicy {
  readonly deadlineMs: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  readonly clock: Clock;
  readonly random: Random;
}

/** Applies the defaults to retry options; `false` turns retries off. */
export function retryPolicy(options: RetryOptions | false | undefined): RetryPolicy {
  const chosen: RetryOptions = options === false ? { deadlineMs: 0 } : (options ?? {});
  checkOptions('retry', chosen, { deadlineMs: true, baseDelayMs: true, maxDelayMs: true, clock: true, random: true });
  const policy = {
    deadlineMs: chosen.deadlineMs ?? 10_000,
    baseDelayMs: chosen.baseDelayMs ?? 50,
    maxDelayMs: chosen.maxDelayMs ?? 5_000,
    clock: chosen.clock ?? systemClock,
    random: chosen.random ?? systemRandom,
  };
  for (const name of ['deadlineMs', 'baseDelayMs', 'maxDelayMs'] as const) {
    checkMilliseconds(`retry.${name}`, policy[name]);
  }
  return policy;
}

/** What an attempt knows about earlier attempts. */
export interface Attempt {
  /** Whether an earlier attempt ended without a clear response, so that its write may have been applied. */
  readonly mayBeApplied: boolean;
}

/**
 * Runs `attempt` until it succeeds, throws an error that is not retryable, or the deadline passes; then throws the last
 * error.
 *
 * @throws AbortedError - the signal was aborted before an attempt or during a delay.
 */
export async function withRetries<T>(
  policy: RetryPolicy,
  abortSignal: AbortSignal | undefined,
  attempt: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const backoff = new Backoff(policy, abortSignal);
  let mayBeDone = false;
  for (;;) {
    throwIfAborted(abortSignal);
    try {
      return await attempt({ mayBeApplied: mayBeDone });
    } catch (error) {
      if (!(error instanceof DynarepoError && error.retryable && (await backoff.wait()))) throw error;
      mayBeDone ||= isUnclear(error);
    }
  }
}

/** The delays between the attempts of one call. */
export class Backoff {
  readonly #policy: RetryPolicy;
  readonly #abortSignal: AbortSignal | undefined;
  #boundMs: number;
  #deadlineAtMs: number;

  constructor(policy: RetryPolicy, abortSignal: AbortSignal | undefined) {
    this.#policy = policy;
    this.#abortSignal = abortSignal;
    this.#boundMs = policy.baseDelayMs;
    this.#deadlineAtMs = policy.clock.nowMs() + policy.deadlineMs;
  }

  /** Resets the delay and the deadline after progress. */
  restart(): void {
    this.#boundMs = this.#policy.baseDelayMs;
    this.#deadlineAtMs = this.#policy.clock.nowMs() + this.#policy.deadlineMs;
  }

  /**
   * Waits before the next attempt; returns `false` at once if that would be after the deadline.
   *
   * @throws AbortedError - the signal was aborted.
   */
  async wait(): Promise<boolean> {
    const { maxDelayMs, clock, random } = this.#policy;
    const delayMs = random() * Math.min(maxDelayMs, this.#boundMs);
    if (clock.nowMs() + delayMs >= this.#deadlineAtMs) return false;
    this.#boundMs *= 2;
    await pause(clock, delayMs, this.#abortSignal);
    return true;
  }
}

/**
 * Sleeps for a time.
 *
 * @throws AbortedError - the signal was aborted.
 */
export async function pause(clock: Clock, delayMs: number, abortSignal: AbortSignal | undefined): Promise<void> {
  try {
    await clock.sleep(delayMs, abortSignal);
  } catch (error) {
    throwIfAborted(abortSignal);
    throw error;
  }
}

/** @throws AbortedError - the signal was aborted. */
function throwIfAborted(abortSignal: AbortSignal | undefined): void {
  if (abortSignal?.aborted) throw new AbortedError('the call was aborted', { cause: abortSignal.reason });
}

function isUnclear(error: DynarepoError): boolean {
  return !(error instanceof ServiceError) || error.statusCode >= 500;
}
