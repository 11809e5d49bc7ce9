import { DynarepoError } from '../errors.ts';
import type { PathStep } from '../expressions/tree.ts';

/** Where in an entity a value stands, for messages: property names and list indexes from the entity's name down. */
export interface ValueLocation {
  readonly parent?: ValueLocation | undefined;
  readonly segment: PathStep;
}

/** The location one step below. */
export function childLocation(parent: ValueLocation, step: PathStep): ValueLocation {
  return { parent, segment: step };
}

/** A location as people write it: `User.address.lines[0]`. */
function formatLocation({ parent, segment: step }: ValueLocation): string {
  if (parent === undefined) return String(step);
  return formatLocation(parent) + (typeof step === 'number' ? `[${step}]` : `.${step}`);
}

/** The error for a value of the caller's that does not fit: `User.age must be a number, but is a string`. */
export function badInput(location: ValueLocation, problem: string, cause?: unknown): DynarepoError {
  return new DynarepoError('BAD_INPUT', `${formatLocation(location)} ${problem}`, cause === undefined ? {} : { cause });
}

/** The error for a value of the caller's that is of another JavaScript type. */
export function wrongType(location: ValueLocation, wanted: string, value: unknown): DynarepoError {
  return badInput(location, `must be ${wanted}, but is ${describeType(value)}`);
}

/** The error for what the table holds, where the attribute cannot have it as its value. */
export function badStoredValue(location: ValueLocation, problem: string, cause?: unknown): DynarepoError {
  return new DynarepoError(
    'BAD_STORED_VALUE',
    `${formatLocation(location)} ${problem}`,
    cause === undefined ? {} : { cause },
  );
}

/** What a value is, for messages: `a string`, `an array`, `undefined`. */
export function describeType(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name: unknown = value.constructor?.name;
  return typeof name === 'string' && name !== 'Object' && name !== '' ? `a ${name}` : 'an object';
}
