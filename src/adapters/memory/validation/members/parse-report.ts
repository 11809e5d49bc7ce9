import type { Structure } from '../../../../domain/api/shape.ts';
import { type Constraint, maxReported, rules } from '../../wording/member-errors.ts';
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
  /** Kinds of rules of which the list or map that is being parsed has more violations than are reported. */
  #fullKinds: ReadonlySet<Constraint['kind']> = new Set();

  get violations(): readonly Violation[] {
    return this.#violations ?? none;
  }

  get violationCount(): number {
    return this.#violations === undefined ? 0 : this.#violations.length;
  }

  /** Adds the rules that a value breaks itself, before those that are broken inside it. */
  insert(start: number, broken: readonly Constraint[], print: () => string): void {
    const reported = broken.filter(({ kind }) => !this.#fullKinds.has(kind));
    if (reported.length === 0) return;
    const found = print();
    this.#violations ??= [];
    const own = reported.map((constraint) => ({ member: '', path: '', javaPath: '', constraint, found }));
    this.#violations.splice(start, 0, ...own);
  }

  /** Adds a required member that a structure lacks. */
  addMissing(member: string): void {
    if (this.#fullKinds.has('missing')) return;
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

  /**
   * Parses the elements of a list or map. Of each kind of rule, only the first violations are collected, as many as a message
   * reports.
   */
  ofElements<Parsed>(parse: (endElement: () => void) => Parsed): Parsed {
    const [start, outside] = [this.violationCount, this.#fullKinds];
    const parsed = parse(() => this.#limit(start));
    this.#fullKinds = outside;
    return parsed;
  }

  #limit(start: number): void {
    if (this.#violations === undefined || this.#violations.length - start < manyViolations) return;
    const counts = new Map<Constraint['kind'], number>();
    const first = this.#violations.splice(start).filter(({ constraint: { kind } }) => {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      return count <= maxReported;
    });
    this.#violations.push(...first);
    const full = [...counts].filter(([, count]) => count >= maxReported).map(([kind]) => kind);
    this.#fullKinds = new Set([...this.#fullKinds, ...full]);
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

/** More than the violations that remain of all kinds together, so that they are filtered seldom. */
const manyViolations = 200;

const none: readonly Violation[] = [];

function join(name: string, path: string): string {
  return path === '' ? name : `${name}.${path}`;
}
