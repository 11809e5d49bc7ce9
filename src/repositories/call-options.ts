import { DynarepoError } from '../domain/errors.ts';

/** What every call takes. */
export interface CallOptions {
  /** Ends the call with an `AbortedError`: before anything is sent, between requests, or while one is on its way. */
  readonly abortSignal?: AbortSignal | undefined;
}

/** The name of every option, so that none is forgotten where an option is added. */
export type OptionNames<Options> = { readonly [Name in keyof Options]-?: true };

/**
 * Refuses options that the call does not know. A misspelt `condition` that is passed over would write unconditionally.
 *
 * @throws DynarepoError - `BAD_INPUT`.
 */
export function checkOptions<Options extends object>(
  call: string,
  options: Options,
  known: OptionNames<Options>,
): void {
  if (typeof options !== 'object' || options === null) {
    throw new DynarepoError('BAD_INPUT', `${call} takes its options as an object`);
  }
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined) {
    const names = Object.keys(known).sort().join(', ');
    throw new DynarepoError('BAD_INPUT', `${call} has no option ${unknown}; its options are ${names}`);
  }
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
