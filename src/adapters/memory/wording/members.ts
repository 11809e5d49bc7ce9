import type { ServiceError } from '../../../domain/errors.ts';
import { validationError } from './validation-errors.ts';

/** What the service says of members of a request that do not keep the rules of its model. */

/** A rule of the model. */
export interface Constraint {
  readonly kind: 'missing' | 'empty' | 'length' | 'pattern' | 'enumeration' | 'range' | 'names' | 'values';
  readonly text: string;
}

/** The rules that the model can have for a member. */
export const rules = {
  notNull: (): Constraint => ({ kind: 'missing', text: 'Member must not be null' }),
  longest: (length: number): Constraint => ({
    kind: 'length',
    text: `Member must have length less than or equal to ${length}`,
  }),
  /** @param kind - `empty` where there is nothing at all. */
  shortest: (length: number, kind: 'length' | 'empty' = 'length'): Constraint => ({
    kind,
    text: `Member must have length greater than or equal to ${length}`,
  }),
  greatest: (value: number): Constraint => ({
    kind: 'range',
    text: `Member must have value less than or equal to ${value}`,
  }),
  least: (value: number): Constraint => ({
    kind: 'range',
    text: `Member must have value greater than or equal to ${value}`,
  }),
  matching: (pattern: string): Constraint => ({
    kind: 'pattern',
    text: `Member must satisfy regular expression pattern: ${pattern}`,
  }),
  oneOf: (values: readonly string[]): Constraint => ({
    kind: 'enumeration',
    text: `Member must satisfy enum value set: [${values.join(', ')}]`,
  }),
  // Of names and values inside a member all rules are told when one is broken.
  ofNames: (broken: readonly Constraint[]): Constraint => ({
    kind: 'names',
    text: `Map keys must satisfy constraint: ${listed(broken)}`,
  }),
  ofValues: (broken: readonly Constraint[], holder: 'map' | 'list'): Constraint => ({
    kind: 'values',
    text: `${holder === 'map' ? 'Map value' : 'Member'} must satisfy constraint: ${listed(broken)}`,
  }),
};

function listed(constraints: readonly Constraint[]): string {
  return `[${constraints.map(({ text }) => text).join(', ')}]`;
}

/** The service never tells more problems than these at once. */
const mostProblems = 10;

/** Several problems of one request, told together. */
export function memberError(problems: readonly string[]): ServiceError {
  const told = problems.slice(0, mostProblems);
  return validationError(`${told.length} validation error${told.length === 1 ? '' : 's'} detected: ${told.join('; ')}`);
}

/** The service's current way to tell of a problem: the member's name as in the model, without its value. */
export const named = (path: string, { text }: Constraint): string =>
  `Value at '${path}' failed to satisfy constraint: ${text}`;

/** The older way, still used for most problems: the value, and the name with a small letter at the beginning. */
export const echoed = (path: string, { text }: Constraint, found: string | undefined): string =>
  `Value ${found === undefined ? 'null' : `'${found}'`} at '${path}' failed to satisfy constraint: ${text}`;

/** What single writes say of a `ReturnValues` that is none; the misspelt value is the service's own. */
export const noReturnValues =
  'Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]';

/** PutItem and DeleteItem return nothing else. */
export const returnValuesOfOthers = 'ReturnValues can only be ALL_OLD or NONE';

/** BatchWriteItem without any table. */
export const emptyBatchWrite = (): ServiceError =>
  validationError('The requestItems parameter is required for BatchWriteItem');

/** An operation on a table that does not name it. */
export const noTableName = (): ServiceError =>
  validationError("The parameter 'TableName' is required but was not present in the request");

/** An operation on a table whose name is none by its length. */
export const tableNameLength = (member: string): ServiceError =>
  validationError(`${member} must be at least 3 characters long and at most 255 characters long`);
