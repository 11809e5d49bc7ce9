import { DynarepoError } from '../domain/errors.ts';

/** What every call takes. */
export interface CallOptions {
  /** Ends the call with an `AbortedError`: before anything is sent, between requests, or while one is on its way. */
  readonly abortSignal?: AbortSignal | undefined;
}

/**
 * Refuses options that the call does not know. A misspelt `condition` that is passed over would write unconditionally.
 *
 * @throws DynarepoError - `BAD_INPUT`.
 */
export function checkOptions<Options extends object>(
  call: string,
  options: Options,
  known: { readonly [Name in keyof Options]-?: true },
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
