import { DynarepoError } from './errors.ts';

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
