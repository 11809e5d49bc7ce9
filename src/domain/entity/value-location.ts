import { describeType } from '../describe-type.ts';
import { DynarepoError } from '../errors.ts';
import type { PathStep } from '../expressions/tree.ts';

/** The location of a value in an entity, for messages: the entity's name, then property names and list indexes. */
export interface ValueLocation {
  readonly parent?: ValueLocation | undefined;
  readonly segment: PathStep;
}

/** Returns the location of a property or element. */
export function childLocation(parent: ValueLocation, segment: PathStep): ValueLocation {
  return { parent, segment };
}

/** Formats a location: `User.address.lines[0]`. */
export function formatLocation({ parent, segment }: ValueLocation): string {
  if (parent === undefined) return String(segment);
  return formatLocation(parent) + (typeof segment === 'number' ? `[${segment}]` : `.${segment}`);
}

/** Creates the error for an invalid value from the caller: `User.age must be a number, but is a string`. */
export function badInput(location: ValueLocation, violation: string, cause?: unknown): DynarepoError {
  const message = `${formatLocation(location)} ${violation}`;
  return new DynarepoError('BAD_INPUT', message, cause === undefined ? {} : { cause });
}

/** Creates the error for a value from the caller with the wrong JavaScript type. */
export function wrongType(location: ValueLocation, expected: string, value: unknown): DynarepoError {
  return badInput(location, `must be ${expected}, but is ${describeType(value)}`);
}

/** Creates the error for a stored value that does not match the entity definition. */
export function badStoredValue(location: ValueLocation, violation: string, cause?: unknown): DynarepoError {
  const message = `${formatLocation(location)} ${violation}`;
  return new DynarepoError('BAD_STORED_VALUE', message, cause === undefined ? {} : { cause });
}
