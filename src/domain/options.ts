import { DynarepoError } from './errors.ts';

/** The names of all options; the compiler reports a name that is missing. */
export type OptionNames<Options> = { readonly [Name in keyof Options]-?: true };

/**
 * Rejects unknown options: if a misspelled `condition` were ignored, the write would be unconditional.
 *
 * @throws DynarepoError - `BAD_INPUT`: an option is unknown, or the options are not an object.
 */
export function checkOptions<Options extends object>(
  call: string,
  options: Options,
  known: OptionNames<Options>,
): void {
  if (typeof options !== 'object' || options === null) {
    throw new DynarepoError('BAD_INPUT', `the options of ${call} must be an object`);
  }
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined) {
    const names = Object.keys(known).sort().join(', ');
    throw new DynarepoError('BAD_INPUT', `${call} has no option ${unknown}; its options are ${names}`);
  }
}
