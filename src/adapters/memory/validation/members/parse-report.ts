import type { Structure } from '../../../../domain/api/shape.ts';
import { type Constraint, rules } from '../../wording/member-errors.ts';
import { toJavaName } from './print-member.ts';

/** A rule of the model that a member of a request, or something inside it, breaks. */
export interface Violation {
  /** The name of the member. */
  readonly member: string;
  /** The path to the value, with dots between names: `RequestItems.notes.member.Keys`. */
  readonly path: string;
  /** The same path with the members' names as Java writes them: `requestItems.notes.member.keys`. */
  readonly javaPath: string;
  readonly constraint: Constraint;
  /** The value as the service prints it; `undefined` for a missing member. */
  readonly found: string | undefined;
}

/**
 * Collects the violations found while parsing. The list is created with the first one, so that a valid request costs
 * nothing. Paths grow from the inside out: a value's own violations are inserted before those inside it, at `start`, the
 * number of violations when the value began.
 */
export class ParseReport {
  /** An integer had more than 32 bits or a fraction. */
  isRounded = false;
  #violations: Draft[] | undefined;

  get violations(): readonly Violation[] {
    return this.#violations ?? none;
  }

  get violationCount(): number {
    return this.#violations === undefined ? 0 : this.#violations.length;
  }

  /** Adds the rules that a value breaks itself, before those that are broken inside it. */
  insert(start: number, broken: readonly Constraint[], found: string): void {
    this.#violations ??= [];
    const own = broken.map((constraint) => ({ member: '', path: '', javaPath: '', constraint, found }));
    this.#violations.splice(start, 0, ...own);
  }

  /** Adds a required member that a structure lacks. */
  addMissing(member: string): void {
    this.#violations ??= [];
    this.#violations.push({
      member,
      path: member,
      javaPath: toJavaName(member),
      constraint: rules.notNull(),
      found: undefined,
    });
  }

  /** Extends the paths of what was found inside a member of a structure. */
  nestInMember(start: number, name: string): void {
    if (this.violationCount > start) this.#nest(start, name, toJavaName(name));
  }

  /** Extends the paths of what was found inside an element: of a list, counted from 1, or of a map, by its name. */
  nestInElement(start: number, element: number | string): void {
    if (this.violationCount > start) this.#nest(start, `${element}.member`, `${element}.member`);
  }

  /** Sorts what was found inside a structure, as requests can have their members in any order. */
  sortByModel(start: number, structure: Structure): void {
    if (this.#violations === undefined || this.#violations.length < start + 2) return;
    const names = Object.keys(structure);
    const sorted = this.#violations.slice(start).sort((a, b) => names.indexOf(a.member) - names.indexOf(b.member));
    for (const [offset, violation] of sorted.entries()) this.#violations[start + offset] = violation;
  }

  #nest(start: number, name: string, javaName: string): void {
    for (const violation of this.#violations?.slice(start) ?? []) {
      violation.member = name;
      violation.path = join(name, violation.path);
      violation.javaPath = join(javaName, violation.javaPath);
    }
  }
}

/** A violation whose paths still grow. */
type Draft = { -readonly [Name in keyof Violation]: Violation[Name] };

const none: readonly Violation[] = [];

function join(name: string, path: string): string {
  return path === '' ? name : `${name}.${path}`;
}
