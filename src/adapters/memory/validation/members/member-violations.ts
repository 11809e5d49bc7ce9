import type { ListShape, NumberShape, Shape, StringShape, Structure } from '../../../../domain/api/shape.ts';
import { structureOf } from '../../../../domain/api/structures.ts';
import { isRecord } from '../../../../domain/is-record.ts';
import { type Constraint, rules } from '../../wording/members.ts';
import type { Members } from './member-types.ts';
import { printMember, toJavaName } from './print-member.ts';

/** One rule of the model that a member, or something inside it, does not keep. */
export interface Violation {
  /** Where it is: names with dots between, in the words of the model. */
  readonly path: string;
  /** The same as Java writes it, each name with a small letter at the beginning. */
  readonly javaPath: string;
  readonly constraint: Constraint;
  /** What is there instead, printed; `undefined` where nothing is. */
  readonly found: string | undefined;
}

/** The rules of the model that a request does not keep, by the names of the members that break them. */
export function memberViolations(members: Members, structure: Structure): ReadonlyMap<string, readonly Violation[]> {
  const violations = new Map<string, readonly Violation[]>();
  for (const name in structure) {
    const found = inMember(members, structure, name);
    if (found.length > 0) violations.set(name, found);
  }
  return violations;
}

const none: readonly Violation[] = [];

function inMember(members: Members, structure: Structure, name: string): readonly Violation[] {
  const { shape, required } = structure[name] ?? {};
  const value = members[name];
  if (shape === undefined || value === undefined) return required ? below(name, toJavaName(name), missing) : none;
  const inside = inValue(value, shape);
  return inside.length === 0 ? none : below(name, toJavaName(name), inside);
}

/** Paths grow from the inside out, so that nothing is put together for a request that keeps the rules. */
const here = { path: '', javaPath: '' };
const missing: readonly Violation[] = [{ ...here, constraint: rules.notNull(), found: undefined }];

function below(name: string, javaName: string, violations: readonly Violation[]): readonly Violation[] {
  return violations.map((violation) => ({
    ...violation,
    path: violation.path === '' ? name : `${name}.${violation.path}`,
    javaPath: violation.javaPath === '' ? javaName : `${javaName}.${violation.javaPath}`,
  }));
}

/** Values have been read, so each is of its shape's type. */
function inValue(value: unknown, shape: Shape): readonly Violation[] {
  const broken = brokenRules(value, shape);
  const inside = insideOf(value, shape);
  if (broken.length === 0) return inside;
  const found = printMember(value, shape);
  return [...broken.map((constraint) => ({ ...here, constraint, found })), ...inside];
}

function insideOf(value: unknown, shape: Shape): readonly Violation[] {
  if (shape.kind === 'structure' && isRecord(value)) {
    const structure = structureOf(shape.name);
    return Object.keys(structure).flatMap((name) => inMember(value, structure, name));
  }
  if (shape.kind === 'list' && holdsStructures(shape.element) && Array.isArray(value)) {
    return value.flatMap((element, index) => within(`${index + 1}.member`, inValueOf(element, shape.element)));
  }
  if (shape.kind === 'map' && holdsStructures(shape.value) && isRecord(value)) {
    return Object.keys(value).flatMap((name) => within(`${name}.member`, inValueOf(value[name], shape.value)));
  }
  return none;
}

function within(place: string, violations: readonly Violation[]): readonly Violation[] {
  return below(place, place, violations);
}

/** What a list in a map or a list breaks itself is told of the one that holds it. */
function inValueOf(value: unknown, shape: Shape): readonly Violation[] {
  return shape.kind === 'list' ? insideOf(value, shape) : inValue(value, shape);
}

function holdsStructures(shape: Shape): boolean {
  return shape.kind === 'structure' || (shape.kind === 'list' && holdsStructures(shape.element));
}

function brokenRules(value: unknown, shape: Shape): readonly Constraint[] {
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' ? brokenByText(value, shape) : [];
    case 'integer':
    case 'long':
    case 'double':
      return typeof value === 'number' ? brokenByNumber(value, shape) : [];
    case 'list':
      if (!Array.isArray(value)) return [];
      return [...brokenByLength(value.length, shape), ...brokenByElements(value, shape.element, 'list')];
    case 'map': {
      if (!isRecord(value)) return [];
      const { key } = shape;
      const names = Object.keys(value);
      const isNamedBadly = key !== undefined && names.some((name) => brokenByText(name, key).length > 0);
      return [
        ...brokenByLength(names.length, shape),
        ...(isNamedBadly ? [rules.ofNames(rulesOf(key))] : []),
        ...brokenByElements(Object.values(value), shape.value, 'map'),
      ];
    }
    case 'structure':
    case 'boolean':
    case 'blob':
    case 'timestamp':
    case 'attribute value':
      return [];
    default:
      return shape satisfies never;
  }
}

function brokenByText(value: string, shape: StringShape): readonly Constraint[] {
  const { values, pattern } = shape;
  if (shape.orArn && value.startsWith('arn:')) return [];
  if (values !== undefined) return values.includes(value) ? [] : [rules.oneOf(values)];
  const broken = brokenByLength(value.length, shape);
  return pattern === undefined || wholly(pattern).test(value) ? broken : [...broken, rules.matching(pattern)];
}

function brokenByNumber(value: number, { min, max }: NumberShape): readonly Constraint[] {
  if (max !== undefined && value > max) return [rules.greatest(max)];
  return min !== undefined && value < min ? [rules.least(min)] : [];
}

function brokenByLength(length: number, { minLength, maxLength }: Lengths): readonly Constraint[] {
  if (maxLength !== undefined && length > maxLength) return [rules.longest(maxLength)];
  if (minLength === undefined || length >= minLength) return [];
  return [rules.shortest(minLength, length === 0 ? 'empty' : 'length')];
}

function brokenByElements(elements: readonly unknown[], shape: Shape, holder: 'map' | 'list'): readonly Constraint[] {
  if (shape.kind !== 'string' && shape.kind !== 'list') return [];
  const isBroken = elements.some((element) => brokenRules(element, shape).length > 0);
  return isBroken ? [rules.ofValues(rulesOf(shape), holder)] : [];
}

type Lengths = Pick<ListShape, 'minLength' | 'maxLength'>;

function rulesOf(shape: StringShape | ListShape): readonly Constraint[] {
  const { minLength, maxLength } = shape;
  const pattern = shape.kind === 'string' ? shape.pattern : undefined;
  return [
    ...(maxLength === undefined ? [] : [rules.longest(maxLength)]),
    ...(minLength === undefined ? [] : [rules.shortest(minLength)]),
    ...(pattern === undefined ? [] : [rules.matching(pattern)]),
  ];
}

const patterns = new Map<string, RegExp>();

/** The model's patterns are few, so each is compiled once. */
function wholly(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(`^(?:${pattern})$`);
  patterns.set(pattern, known);
  return known;
}
