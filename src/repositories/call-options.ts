import { DynarepoError } from '../domain/errors.ts';

/** Options of every call. */
export interface CallOptions {
  /** Ends the call with an `AbortedError`: before a request, between two requests or during one. */
  readonly abortSignal?: AbortSignal | undefined;
}

/**
 * Checks a duration.
 *
 * @throws DynarepoError - `BAD_INPUT`: not a number of milliseconds, or less than 0.
 */
export function checkMilliseconds(name: string, time: number): void {
  if (typeof time === 'number' && time >= 0) return;
  throw new DynarepoError('BAD_INPUT', `${name} must be a number of milliseconds, 0 or more`);
}
