import { type Clock, longestTimerMs, type Random, systemClock, systemRandom } from '../domain/environment.ts';
import { AbortedError, DynarepoError, ServiceError, TimeoutError } from '../domain/errors.ts';
import { onAbort } from '../domain/on-abort.ts';
import { checkOptions } from '../domain/options.ts';
import type { TimeLimit } from '../domain/timed-execution.ts';

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
   * Milliseconds from the first attempt until the call fails; progress in a batch starts the time again. The last attempt starts
   * at the deadline at the latest. An attempt without a response is ended at the deadline, but not within its first second (of
   * real time, whatever `clock` is). 0: one attempt, which is not ended. Default: 10,000.
   */
  readonly deadlineMs?: number | undefined;
  /** Upper bound of the first delay, in milliseconds; doubles with each attempt. The delay is random. Default: 50. */
  readonly baseDelayMs?: number | undefined;
  /** Maximum of the bound, in milliseconds. Default: 5,000. */
  readonly maxDelayMs?: number | undefined;
  /** Times the delays and the deadline. Default: the system clock. */
  readonly clock?: Clock | undefined;
  /** Chooses the delays. Default: random numbers of the system. */
  readonly random?: Random | undefined;
}

/** Retry options with all defaults applied. A `deadlineMs` of 0 means one attempt, which is not ended. */
export interface RetryPolicy {
  readonly deadlineMs: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  readonly clock: Clock;
  readonly random: Random;
}

/** Applies the defaults to retry options; `false` turns retries off. */
export function retryPolicy(options: RetryOptions | false = {}): RetryPolicy {
  const chosen: RetryOptions = options === false ? { deadlineMs: 0 } : options;
  checkOptions('retry', chosen, {
    deadlineMs: 'milliseconds',
    baseDelayMs: 'milliseconds',
    maxDelayMs: 'milliseconds',
    clock: 'clock',
    random: 'function',
  });
  return {
    deadlineMs: chosen.deadlineMs ?? 10_000,
    baseDelayMs: chosen.baseDelayMs ?? 50,
    maxDelayMs: chosen.maxDelayMs ?? 5_000,
    clock: chosen.clock ?? systemClock,
    random: chosen.random ?? systemRandom,
  };
}

/** What an attempt knows about earlier attempts. */
export interface Attempt {
  /** Whether an earlier attempt ended without a clear response, so that its write may have been applied. */
  readonly mayBeApplied: boolean;
  /** 1 for the first attempt. */
  readonly number: number;
  /** Knows the limit of the attempt, for {@link inTime}. */
  readonly backoff: Pick<Backoff, 'limit'>;
}

/**
 * Runs `attempt` until it succeeds, throws an error that is not retryable, or the deadline passes; then throws the last
 * error.
 *
 * @param attempt - ends itself with {@link inTime} or otherwise; nothing else ends it.
 * @throws AbortedError - the signal was aborted before an attempt or during a delay.
 */
export async function withRetries<T>(
  policy: RetryPolicy,
  abortSignal: AbortSignal | undefined,
  attempt: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const backoff = new Backoff(policy, abortSignal);
  let mayBeApplied = false;
  for (let number = 1; ; number += 1) {
    throwIfAborted(abortSignal);
    try {
      return await attempt({ mayBeApplied, number, backoff });
    } catch (error) {
      if (!(error instanceof DynarepoError && error.retryable && (await backoff.wait(error.retryAfterMs)))) {
        throw error;
      }
      mayBeApplied ||= isUnclear(error);
    }
  }
}

/** The delays between the attempts of one call. */
export class Backoff {
  readonly #policy: RetryPolicy;
  readonly #abortSignal: AbortSignal | undefined;
  #boundMs = 0;
  #deadlineAtMs = 0;

  constructor(policy: RetryPolicy, abortSignal: AbortSignal | undefined) {
    this.#policy = policy;
    this.#abortSignal = abortSignal;
    this.restart();
  }

  /** Starts the delays and the time until the deadline again, as after progress. */
  restart(): void {
    this.#boundMs = this.#policy.baseDelayMs;
    this.#deadlineAtMs = this.#policy.clock.nowMs() + this.#policy.deadlineMs;
  }

  /**
   * Waits before the next attempt, but not beyond the deadline; returns `false` at once if it has passed.
   *
   * @param atLeastMs - the delay that the service asks for.
   * @throws AbortedError - the signal was aborted.
   */
  async wait(atLeastMs = 0): Promise<boolean> {
    const { maxDelayMs, clock, random } = this.#policy;
    const leftMs = this.#deadlineAtMs - clock.nowMs();
    if (leftMs <= 0) return false;
    const delayMs = Math.max(atLeastMs, random() * Math.min(maxDelayMs, this.#boundMs));
    this.#boundMs *= 2;
    await pause(clock, Math.min(delayMs, leftMs), this.#abortSignal);
    return true;
  }

  /** Returns the limit of an attempt that begins now; `undefined` if it is not ended. */
  limit(): TimeLimit | undefined {
    const { deadlineMs, clock } = this.#policy;
    if (deadlineMs === 0) return undefined;
    const ms = Math.max(shortestAttemptMs, this.#deadlineAtMs - clock.nowMs());
    return { ms, error: () => new TimeoutError(`no response before the deadline for retries, after ${ms} ms`) };
  }
}

/** How long every attempt may take at least, so that one at the deadline can succeed. */
const shortestAttemptMs = 1_000;

/**
 * Runs an attempt, and ends it at the end of its time or when the caller's signal is aborted: an adapter may never respond, and
 * may not read its signal.
 *
 * @throws AbortedError - the signal was aborted.
 * @throws TimeoutError - there was no response in time.
 */
export async function inTime<T>(
  limit: TimeLimit | undefined,
  abortSignal: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const attempt = new AbortController();
  let release: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    const end = (error: Error, reason: unknown = error) => {
      reject(error);
      attempt.abort(reason);
    };
    release = abortSignal && onAbort(abortSignal, () => end(abortedError(abortSignal), abortSignal.reason));
    timer = limit && setTimeout(() => end(limit.error()), Math.min(limit.ms, longestTimerMs));
  });
  try {
    return await Promise.race([run(attempt.signal), ended]);
  } finally {
    clearTimeout(timer);
    release?.();
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
  if (abortSignal?.aborted) throw abortedError(abortSignal);
}

function abortedError(abortSignal: AbortSignal): AbortedError {
  return new AbortedError('the call was aborted', { cause: abortSignal.reason });
}

function isUnclear(error: DynarepoError): boolean {
  return !(error instanceof ServiceError) || error.statusCode >= 500;
}
