import { enumerations } from '../../../../domain/api/enumerations.ts';
import type { ServiceError } from '../../../../domain/errors.ts';
import {
  type Constraint,
  describeWithoutValue,
  describeWithValue,
  memberError,
  returnValuesOfUpdates,
  rules,
  unknownReturnValues,
} from '../../wording/member-errors.ts';
import { validationError } from '../../wording/validation-errors.ts';
import type { ParsedMembers } from './parse-members.ts';
import type { Violation } from './parse-report.ts';

/** A group of checks that the service makes together: returns the error that it reports for their violations, if any. */
export type Pass = (request: ParsedMembers) => ServiceError | undefined;

/** A check in a pass: returns one text for each violation. */
export type Check = (request: ParsedMembers) => readonly string[];

type Kind = Constraint['kind'];

/** A pass that reports the violations of all its checks in one error. */
export function reportTogether(...checks: readonly Check[]): Pass {
  return (request) => {
    const texts = checks.flatMap((check) => check(request));
    return texts.length === 0 ? undefined : memberError(texts);
  };
}

/** A pass that reports the first violation, without the usual `1 validation error detected: ` before it. */
export function reportBare(check: Check): Pass {
  return (request) => {
    const [text] = check(request);
    return text === undefined ? undefined : validationError(text);
  };
}

/** A pass that reports an error of its own for one member. */
export function reportError(error: () => ServiceError, member: string, ...kinds: readonly Kind[]): Pass {
  return (request) => (violationsOf(request, member, kinds).length === 0 ? undefined : error());
}

/** Checks one member, for the rules of these kinds (default: all); describes violations in the older form. */
export function withValue(member: string, ...kinds: readonly Kind[]): Check {
  return (request) => violationsOf(request, member, kinds).map(describeOlder);
}

/** Checks one member, for the rules of these kinds (default: all); describes violations in the current form. */
export function withoutValue(member: string, ...kinds: readonly Kind[]): Check {
  return (request) =>
    violationsOf(request, member, kinds).map(({ path, constraint }) => describeWithoutValue(path, constraint));
}

/** Checks one member and describes any violation with the same text. */
export function withText(text: string, member: string): Check {
  return (request) => (violationsOf(request, member, []).length === 0 ? [] : [text]);
}

/** Limits a check to its first violation. */
export function firstOf(check: Check): Check {
  return (request) => check(request).slice(0, 1);
}

/** Checks all members, except for some violations; describes violations in the older form. */
export function allMembers(isExcepted: (violation: Violation) => boolean): Check {
  return ({ violations }) => violations.filter((violation) => !isExcepted(violation)).map(describeOlder);
}

/** Checks for an empty table name. The current layer's text then says minimum 1, not the minimum in the text for a short name. */
export const emptyTableName: Check = (request) =>
  violationsOf(request, 'TableName', ['empty']).map(({ path }) => describeWithoutValue(path, rules.minLength(1)));

/** Checks the `ReturnValues` of PutItem and DeleteItem, with one text for unknown values and one for those of UpdateItem. */
export const returnValuesOfPutAndDelete: Check = (request) => {
  const { ReturnValues } = request.members;
  const isKnown = enumerations.ReturnValue.values.some((value) => value === ReturnValues);
  return withText(isKnown ? returnValuesOfUpdates : unknownReturnValues, 'ReturnValues')(request);
};

function describeOlder({ javaPath, constraint, found }: Violation): string {
  // For a key that is too long or short, the service leaves out the path to it.
  const isKeyLength = javaPath.endsWith('.keySchema') && constraint.kind !== 'missing';
  return describeWithValue(isKeyLength ? 'keySchema' : javaPath, constraint, found);
}

/** Returns the violations of a member; an empty list of kinds means all kinds. */
export function violationsOf(
  { violations }: ParsedMembers,
  name: string,
  kinds: readonly Kind[],
): readonly Violation[] {
  return violations.filter(
    ({ member, constraint }) => member === name && (kinds.length === 0 || kinds.includes(constraint.kind)),
  );
}
