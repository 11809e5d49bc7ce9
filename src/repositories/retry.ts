import { type Clock, type Random, systemClock, systemRandom } from '../domain/environment.ts';
import { AbortedError, DynarepoError, ServiceError } from '../domain/errors.ts';
import { checkOptions } from '../domain/options.ts';
import { checkMilliseconds } from './call-options.ts';

/**
 * How requests that failed for a passing reason are sent again: with full jitter, so that clients which were throttled
 * together do not come back together.
 *
 * A lost answer is a passing reason too, and its write may be carried out twice. For a put that is the same, and for a
 * delete too, though the second finds nothing to give back; but `add(1)` counts double unless a version or a condition
 * guards it. Where it matters, give the entity a version.
 */
export interface RetryOptions {
  /**
   * Milliseconds until nothing more is tried, counted from the first attempt; whatever a batch gets done starts them
   * anew. 10,000 unless given.
   */
  readonly deadlineMs?: number | undefined;
  /** The first wait is a random part of this; the bound doubles with each attempt. 50 unless given. */
  readonly baseDelayMs?: number | undefined;
  /** The most that the bound grows to. 5,000 unless given. */
  readonly maxDelayMs?: number | undefined;
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
}

/** Retry options with every gap filled. */
export interface RetryPolicy {
  readonly deadlineMs: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  readonly clock: Clock;
  readonly random: Random;
}

/** Fills the gaps of retry options; `false` sends everything once. */
export function retryPolicy(options: RetryOptions | false | undefined): RetryPolicy {
  const given: RetryOptions = options === false ? { deadlineMs: 0 } : (options ?? {});
  checkOptions('retry', given, { deadlineMs: true, baseDelayMs: true, maxDelayMs: true, clock: true, random: true });
  const policy = {
    deadlineMs: given.deadlineMs ?? 10_000,
    baseDelayMs: given.baseDelayMs ?? 50,
    maxDelayMs: given.maxDelayMs ?? 5_000,
    clock: given.clock ?? systemClock,
    random: given.random ?? systemRandom,
  };
  for (const name of ['deadlineMs', 'baseDelayMs', 'maxDelayMs'] as const) {
    checkMilliseconds(`retry.${name}`, policy[name]);
  }
  return policy;
}

/** What an attempt is told of those before it. */
export interface Attempt {
  /** One of them ended without a clear answer, so it may have been carried out. */
  readonly mayBeDone: boolean;
}

/**
 * Runs `attempt` until it succeeds, fails for good, or the deadline comes; then the last failure is thrown.
 *
 * @throws AbortedError - the signal was aborted before, or in a wait between two attempts.
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
      return await attempt({ mayBeDone });
    } catch (error) {
      if (!(error instanceof DynarepoError && error.retryable && (await backoff.wait()))) throw error;
      mayBeDone ||= isUnclear(error);
    }
  }
}

/** The waits of one call. */
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

  /** Starts anew, because something got done. */
  restart(): void {
    this.#boundMs = this.#policy.baseDelayMs;
    this.#deadlineAtMs = this.#policy.clock.nowMs() + this.#policy.deadlineMs;
  }

  /**
   * Waits before another attempt; tells `false` at once when that would be after the deadline.
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
 * Sleeps, unless aborted.
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
