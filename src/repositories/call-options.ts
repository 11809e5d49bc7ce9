import { DynarepoError } from '../domain/errors.ts';

/** What every call takes. */
export interface CallOptions {
  /** Ends the call with an `AbortedError`: before anything is sent, between requests, or while one is on its way. */
  readonly abortSignal?: AbortSignal | undefined;
}

/**
 * Refuses a time that is none.
 *
 * @throws DynarepoError - `BAD_INPUT`.
 */
export function checkMilliseconds(name: string, time: number): void {
  if (typeof time === 'number' && time >= 0) return;
  throw new DynarepoError('BAD_INPUT', `${name} must be a number of milliseconds, at least 0`);
}
