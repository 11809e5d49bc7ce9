import type { ExecuteOptions } from './dynamodb.ts';
import { DynarepoError } from './errors.ts';
import { isRecord } from './is-record.ts';
import { suggestion } from './suggestion.ts';

/** What is known of an option: its type, a check of its own, or `true` if its value is checked where it is used. */
export type OptionType =
  | 'boolean'
  | 'clock'
  | 'duration'
  | 'function'
  | 'milliseconds'
  | 'object'
  | 'port'
  | 'signal'
  | 'string'
  | 'text'
  | OptionCheck
  | true;

/** A check of an option's value. */
export interface OptionCheck {
  /** The valid values, for messages: `true or false`. */
  readonly expected: string;
  readonly isValid: (value: unknown) => boolean;
}

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
  // A Map or Date has no own properties, so that what it contains would be ignored.
  if (!isRecord(options)) {
    throw new DynarepoError('BAD_INPUT', `the options of ${call} must be an object`);
  }
  const types: Readonly<Record<string, OptionType>> = known;
  for (const name of Object.keys(options)) {
    const value: unknown = Reflect.get(options, name);
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (type === undefined) {
      const names = Object.keys(known).sort().join(', ');
      const hint = suggestion(name, Object.keys(known));
      throw new DynarepoError('BAD_INPUT', `${call} has no option ${name}; its options are ${names}${hint}`);
    }
    if (value !== undefined && type !== true) checkArgument(`the option ${name} of ${call}`, value, type);
  }
}

/**
 * Rejects a value of another type.
 *
 * @param subject - what the value is, for messages.
 * @throws DynarepoError - `BAD_INPUT`.
 */
export function checkArgument(subject: string, value: unknown, type: Exclude<OptionType, true>): void {
  const { expected, isValid } = typeof type === 'string' ? checks[type] : type;
  if (!isValid(value)) throw new DynarepoError('BAD_INPUT', `${subject} must be ${expected}`);
}

/** Option names of {@link ExecuteOptions}. */
export const executeOptionNames: OptionNames<ExecuteOptions> = { abortSignal: 'signal', call: 'object' };

/** Returns the check of an object with methods, such as `an object with nowMs() and sleep()`. */
export function withMethods(...names: readonly string[]): OptionCheck {
  const methods = names.map((name) => `${name}()`);
  const expected = `an object with ${methods.join(', ').replace(/, ([^,]*)$/, ' and $1')}`;
  return {
    expected,
    isValid: (value) => isObject(value) && names.every((name) => isFunction(Reflect.get(value, name))),
  };
}

/** Returns the check of a whole number in a range. */
export function wholeNumber(lowest: number, highest: number): OptionCheck {
  const isValid = (value: unknown) => Number.isInteger(value) && Number(value) >= lowest && Number(value) <= highest;
  return { expected: `a whole number from ${lowest} to ${highest}`, isValid };
}

/** Returns the check of one of some texts. */
export function oneOfTexts(...texts: readonly string[]): OptionCheck {
  return { expected: texts.join(' or '), isValid: (value) => texts.some((text) => text === value) };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isFunction = (value: unknown) => typeof value === 'function';

/** The checks of option types by their names. */
export const checks: Readonly<Record<Extract<OptionType, string>, OptionCheck>> = {
  boolean: { expected: 'true or false', isValid: (value) => typeof value === 'boolean' },
  clock: withMethods('nowMs', 'sleep'),
  function: { expected: 'a function', isValid: isFunction },
  duration: {
    expected: 'a finite number of milliseconds, 0 or more',
    isValid: (value) => Number.isFinite(value) && Number(value) >= 0,
  },
  milliseconds: {
    expected: 'a number of milliseconds, 0 or more',
    isValid: (value) => typeof value === 'number' && value >= 0,
  },
  object: { expected: 'an object', isValid: isObject },
  port: wholeNumber(0, 65_535),
  signal: { expected: 'an AbortSignal', isValid: withMethods('addEventListener').isValid },
  string: { expected: 'a string', isValid: (value) => typeof value === 'string' },
  text: { expected: 'a text that is not empty', isValid: (value) => typeof value === 'string' && value !== '' },
};
