import { DynarepoError } from '../errors.ts';
import type { PathStep } from '../expressions/tree.ts';

/** Where in an entity a value stands, for messages: property names and list indexes from the entity's name down. */
export interface Place {
  readonly parent?: Place | undefined;
  readonly step: PathStep;
}

/** The place one step below. */
export function placeBelow(parent: Place, step: PathStep): Place {
  return { parent, step };
}

/** A place as people write it: `User.address.lines[0]`. */
function formatPlace({ parent, step }: Place): string {
  if (parent === undefined) return String(step);
  return formatPlace(parent) + (typeof step === 'number' ? `[${step}]` : `.${step}`);
}

/** The error for a value of the caller's that does not fit: `User.age must be a number, but is a string`. */
export function badInput(place: Place, problem: string, cause?: unknown): DynarepoError {
  return new DynarepoError('BAD_INPUT', `${formatPlace(place)} ${problem}`, cause === undefined ? {} : { cause });
}

/** The error for a value of the caller's that is of another JavaScript type. */
export function wrongType(place: Place, wanted: string, value: unknown): DynarepoError {
  return badInput(place, `must be ${wanted}, but is ${describe(value)}`);
}

/** The error for what the table holds, where the attribute cannot have it as its value. */
export function badStoredValue(place: Place, problem: string, cause?: unknown): DynarepoError {
  return new DynarepoError(
    'BAD_STORED_VALUE',
    `${formatPlace(place)} ${problem}`,
    cause === undefined ? {} : { cause },
  );
}

/** What a value is, for messages: `a string`, `an array`, `undefined`. */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name: unknown = value.constructor?.name;
  return typeof name === 'string' && name !== 'Object' && name !== '' ? `a ${name}` : 'an object';
}
