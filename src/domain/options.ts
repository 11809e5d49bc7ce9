import { DynarepoError } from './errors.ts';
import { suggestion } from './suggestion.ts';

/** What is known of an option: its type, or `true` if its value is checked where it is used. */
export type OptionType = 'boolean' | 'delay' | 'function' | 'signal' | 'string' | 'clock' | true;

/** The names of all options with their types; the compiler reports a name that is missing. */
export type OptionNames<Options> = { readonly [Name in keyof Options]-?: OptionType };

/**
 * Rejects unknown options and values of another type: if a misspelled `condition` were ignored, the write would be
 * unconditional, and `ignoreVersion: 'false'` would skip the check.
 *
 * @throws DynarepoError - `BAD_INPUT`: an option is unknown, a value has another type, or the options are not an object.
 */
export function checkOptions<Options extends object>(
  call: string,
  options: Options,
  known: OptionNames<Options>,
): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new DynarepoError('BAD_INPUT', `the options of ${call} must be an object`);
  }
  const types: Readonly<Record<string, OptionType>> = known;
  for (const [name, value] of Object.entries(options)) {
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (type === undefined) {
      const names = Object.keys(known).sort().join(', ');
      const hint = suggestion(name, Object.keys(known));
      throw new DynarepoError('BAD_INPUT', `${call} has no option ${name}; its options are ${names}${hint}`);
    }
    if (value !== undefined && type !== true && !checks[type].isValid(value)) {
      throw new DynarepoError('BAD_INPUT', `the option ${name} of ${call} must be ${checks[type].expected}`);
    }
  }
}

interface TypeCheck {
  readonly expected: string;
  readonly isValid: (value: unknown) => boolean;
}

const hasMethods = (value: unknown, ...names: readonly string[]) =>
  typeof value === 'object' && value !== null && names.every((name) => typeof Reflect.get(value, name) === 'function');

const checks: Readonly<Record<Exclude<OptionType, true>, TypeCheck>> = {
  boolean: { expected: 'true or false', isValid: (value) => typeof value === 'boolean' },
  delay: {
    expected: 'a number of milliseconds from 0 on',
    isValid: (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0,
  },
  function: { expected: 'a function', isValid: (value) => typeof value === 'function' },
  string: { expected: 'a string', isValid: (value) => typeof value === 'string' },
  signal: { expected: 'an AbortSignal', isValid: (value) => hasMethods(value, 'addEventListener') },
  clock: { expected: 'an object with nowMs() and sleep()', isValid: (value) => hasMethods(value, 'nowMs', 'sleep') },
};
