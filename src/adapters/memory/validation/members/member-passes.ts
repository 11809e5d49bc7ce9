import type { ServiceError } from '../../../../domain/errors.ts';
import { type Constraint, echoed, memberError, named, rules } from '../../wording/members.ts';
import { validationError } from '../../wording/validation-errors.ts';
import type { Members } from './member-types.ts';
import type { Violation } from './member-violations.ts';

/** The members of a request and what is wrong with them. */
export interface CheckedMembers {
  readonly members: Members;
  /** By the name of the member, in the order of the model. */
  readonly violations: ReadonlyMap<string, readonly Violation[]>;
  /** An integer had more than 32 bits or a fraction. */
  readonly isRounded: boolean;
}

/** A look at some members of a request, which ends in what the service says of them if anything is wrong. */
export type Stage = (request: CheckedMembers) => ServiceError | undefined;

/** What a stage tells of one member: a text for each rule that it breaks. */
export type Part = (request: CheckedMembers) => readonly string[];

type Kind = Constraint['kind'];

/** The first stage that finds something hides those that follow. */
export function firstProblem(stages: readonly Stage[], request: CheckedMembers): ServiceError | undefined {
  for (const stage of stages) {
    const problem = stage(request);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** A stage that tells all of its parts at once. */
export function together(...parts: readonly Part[]): Stage {
  return (request) => {
    const problems = parts.flatMap((part) => part(request));
    return problems.length === 0 ? undefined : memberError(problems);
  };
}

/** A stage whose text stands without the usual words around it. */
export function bare(part: Part): Stage {
  return (request) => {
    const [problem] = part(request);
    return problem === undefined ? undefined : validationError(problem);
  };
}

/** A stage with a message of its own for one member. */
export function saying(say: () => ServiceError, member: string, ...kinds: readonly Kind[]): Stage {
  return (request) => (violationsOf(request, member, kinds).length === 0 ? undefined : say());
}

/** Tells of a member in the older way, with its value; of every broken rule unless kinds of rules are given. */
export function told(member: string, ...kinds: readonly Kind[]): Part {
  return (request) => violationsOf(request, member, kinds).map(echo);
}

/** Tells of a member in the current way, without its value. */
export function toldByName(member: string, ...kinds: readonly Kind[]): Part {
  return (request) => violationsOf(request, member, kinds).map(({ path, constraint }) => named(path, constraint));
}

/** Only the first of several texts. */
export function first(part: Part): Part {
  return (request) => part(request).slice(0, 1);
}

/** Tells of all members in the older way. */
export function everything(...except: readonly string[]): Part {
  return ({ violations }) =>
    [...violations].filter(([member]) => !except.includes(member)).flatMap(([, found]) => found.map(echo));
}

/** Tells of an empty table name, which the current layer measures by another length than a short one. */
export const emptyTableName: Part = (request) =>
  violationsOf(request, 'TableName', ['empty']).map(({ path }) => named(path, rules.shortest(1)));

function echo({ javaPath, constraint, found }: Violation): string {
  // Of a key that is too long or short the service does not say whose it is.
  const isKeyLength = javaPath.endsWith('.keySchema') && constraint.kind !== 'missing';
  return echoed(isKeyLength ? 'keySchema' : javaPath, constraint, found);
}

function violationsOf({ violations }: CheckedMembers, member: string, kinds: readonly Kind[]): readonly Violation[] {
  const found = violations.get(member) ?? [];
  return kinds.length === 0 ? found : found.filter(({ constraint }) => kinds.includes(constraint.kind));
}
