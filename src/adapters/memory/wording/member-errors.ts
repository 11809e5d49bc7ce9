import type { ServiceError } from '../../../domain/errors.ts';
import { validationError } from './validation-errors.ts';

/** The texts that the service reports for members of a request that break the rules of its model. */

/** A rule of the model. */
export interface Constraint {
  readonly kind: 'missing' | 'empty' | 'length' | 'pattern' | 'enumeration' | 'range' | 'names' | 'values';
  readonly text: string;
}

/** The rules that the model can have for a member. */
export const rules = {
  notNull: (): Constraint => ({ kind: 'missing', text: 'Member must not be null' }),
  maxLength: (length: number): Constraint => ({
    kind: 'length',
    text: `Member must have length less than or equal to ${length}`,
  }),
  /** @param kind - `empty` for a value without any character or element. */
  minLength: (length: number, kind: 'length' | 'empty' = 'length'): Constraint => ({
    kind,
    text: `Member must have length greater than or equal to ${length}`,
  }),
  max: (value: number): Constraint => ({
    kind: 'range',
    text: `Member must have value less than or equal to ${value}`,
  }),
  min: (value: number): Constraint => ({
    kind: 'range',
    text: `Member must have value greater than or equal to ${value}`,
  }),
  pattern: (pattern: string): Constraint => ({
    kind: 'pattern',
    text: `Member must satisfy regular expression pattern: ${pattern}`,
  }),
  oneOf: (values: readonly string[]): Constraint => ({
    kind: 'enumeration',
    text: `Member must satisfy enum value set: [${values.join(', ')}]`,
  }),
  // For the names and elements in a member the service lists all their rules when one of these is broken.
  names: (all: readonly Constraint[]): Constraint => ({
    kind: 'names',
    text: `Map keys must satisfy constraint: ${list(all)}`,
  }),
  elements: (all: readonly Constraint[], holder: 'map' | 'list'): Constraint => ({
    kind: 'values',
    text: `${holder === 'map' ? 'Map value' : 'Member'} must satisfy constraint: ${list(all)}`,
  }),
};

function list(constraints: readonly Constraint[]): string {
  return `[${constraints.map(({ text }) => text).join(', ')}]`;
}

/** The service reports no more violations than these at once. */
export const maxReported = 10;

/** The error for one or more violations of a request, from their texts. */
export function memberError(violations: readonly string[]): ServiceError {
  const reported = violations.slice(0, maxReported);
  const plural = reported.length === 1 ? '' : 's';
  return validationError(`${reported.length} validation error${plural} detected: ${reported.join('; ')}`);
}

/** Describes a violation in the current form: the member's name as in the model, without its value. */
export const describeWithoutValue = (path: string, { text }: Constraint): string =>
  `Value at '${path}' failed to satisfy constraint: ${text}`;

/** Describes a violation in the older form, still used for most: the value, and the member's name as Java writes it. */
export const describeWithValue = (javaPath: string, { text }: Constraint, found: string | undefined): string =>
  `Value ${found === undefined ? 'null' : `'${found}'`} at '${javaPath}' failed to satisfy constraint: ${text}`;

/** Single writes with an unknown `ReturnValues`; the misspelt value is the service's own. */
export const unknownReturnValues =
  'Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]';

/** PutItem and DeleteItem with a `ReturnValues` that only UpdateItem supports. */
export const returnValuesOfUpdates = 'ReturnValues can only be ALL_OLD or NONE';

/** BatchGetItem without any table, in the older layer. */
export const emptyBatchGet = (): ServiceError =>
  validationError('The requestItems parameter is required for BatchGetItem');

/** BatchWriteItem without any table. */
export const emptyBatchWrite = (): ServiceError =>
  validationError('The requestItems parameter is required for BatchWriteItem');

/** A table operation without a table name. */
export const missingTableName = (): ServiceError =>
  validationError("The parameter 'TableName' is required but was not present in the request");

/** A table operation with a table name that is too short or too long. */
export const tableNameLength = (member: string): ServiceError =>
  validationError(`${member} must be at least 3 characters long and at most 255 characters long`);
