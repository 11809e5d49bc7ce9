import { elementsOf } from '../../../../domain/api/elements-of.ts';
import type { ListShape, MapShape, NumberShape, Shape, Structure } from '../../../../domain/api/shape.ts';
import { structureOf } from '../../../../domain/api/structures.ts';
import { isBytes, isDate } from '../../../../domain/brands.ts';
import { isPresent } from '../../../../domain/is-present.ts';
import { isRecord } from '../../../../domain/is-record.ts';
import { batchLimitBytes } from '../../../../domain/limits.ts';
import { ownProperty, setOwnProperty } from '../../../../domain/own-property.ts';
import { parseBoolean } from '../../values/parse-boolean.ts';
import { UnreadableRequest } from '../../values/unreadable-request.ts';
import { brokenRules } from './broken-rules.ts';
import { ParseReport, type Violation } from './parse-report.ts';
import { printMember } from './print-member.ts';

/** The members that a request sets, by name; only those that the model has. */
export type Members = Readonly<Record<string, unknown>>;

/** The members of a request and the rules of the model that they break. */
export interface ParsedMembers {
  readonly members: Members;
  /** In the order of the model. */
  readonly violations: readonly Violation[];
  /** Whether an integer in the request had more than 32 bits or a fraction; `members` has the rounded value. */
  readonly isRounded: boolean;
}

/**
 * Parses the members of a request and checks them against the rules of the model, in one walk. Drops members that the
 * model does not have, treats `null` as absent, and rounds integers to whole numbers of 32 bits. Attribute values stay as
 * they are, because items have rules of their own.
 *
 * @throws UnreadableRequest - a value has the wrong JavaScript type.
 * @throws ServiceError - RequestEntityTooLarge: a list is longer than any request.
 */
export function parseMembers(input: unknown, structure: Structure): ParsedMembers {
  const report = new ParseReport();
  const members = parseStructure(input, structure, report);
  return { members, violations: report.violations, isRounded: report.isRounded };
}

function parseStructure(input: unknown, structure: Structure, report: ParseReport): Members {
  if (!isRecord(input)) throw new UnreadableRequest();
  const structureStart = report.violationCount;
  const members: Record<string, unknown> = {};
  for (const name of Object.keys(input)) {
    const member = ownProperty(structure, name);
    const raw = member && input[name];
    if (member === undefined || !isPresent(raw)) continue;
    const start = report.violationCount;
    members[name] = parseMember(raw, member.shape, report);
    report.nestInMember(start, name);
  }
  for (const name in structure) {
    if (structure[name]?.required && members[name] === undefined) report.addMissing(name);
  }
  report.sortByModel(structureStart, structure);
  return members;
}

/** A member reports the rules that it breaks itself; what elements break is reported by the list or map that holds them. */
function parseMember(raw: unknown, shape: Shape, report: ParseReport): unknown {
  const start = report.violationCount;
  const value = parseValue(raw, shape, report);
  const broken = brokenRules(value, shape);
  if (broken.length > 0) report.insert(start, broken, () => printMember(value, shape));
  return value;
}

function parseValue(raw: unknown, shape: Shape, report: ParseReport): unknown {
  switch (shape.kind) {
    case 'string':
      if (typeof raw !== 'string') throw new UnreadableRequest();
      return raw;
    case 'boolean': {
      const value = parseBoolean(raw);
      if (value === undefined) throw new UnreadableRequest();
      return value;
    }
    case 'integer':
    case 'long':
    case 'double':
      return parseNumber(raw, shape, report);
    case 'blob':
      if (!isBytes(raw)) throw new UnreadableRequest();
      return new Uint8Array(raw);
    case 'timestamp':
      if (!isDate(raw) || Number.isNaN(raw.getTime())) throw new UnreadableRequest();
      return raw;
    case 'list':
      return parseList(raw, shape, report);
    case 'map':
      return parseMap(raw, shape, report);
    case 'structure':
      return parseStructure(raw, structureOf(shape.name), report);
    case 'attribute value':
      return raw;
    default:
      return shape satisfies never;
  }
}

function parseNumber(raw: unknown, { kind }: NumberShape, report: ParseReport): number {
  if (typeof raw !== 'number' || !Number.isFinite(raw)) throw new UnreadableRequest();
  if (kind === 'double') return raw;
  const whole = Math.trunc(raw) + 0; // makes 0 of -0
  const value = kind === 'integer' ? Math.min(Math.max(whole, -(2 ** 31)), 2 ** 31 - 1) : whole;
  if (value !== raw) report.isRounded = true;
  return value;
}

function parseList(raw: unknown, shape: ListShape, report: ParseReport): readonly unknown[] {
  if (!Array.isArray(raw)) throw new UnreadableRequest();
  // An element takes at least one byte on the wire, so no request can hold a longer list.
  const all = elementsOf(raw, batchLimitBytes);
  // Of all lists only those of attribute values must not contain null; those are checked with their values.
  const elements = shape.element.kind === 'attribute value' ? all : all.filter(isPresent);
  return report.ofElements((endElement) =>
    elements.map((element, index) => {
      const start = report.violationCount;
      const value = parseValue(element, shape.element, report);
      report.nestInElement(start, index + 1);
      endElement();
      return value;
    }),
  );
}

function parseMap(raw: unknown, shape: MapShape, report: ParseReport): Members {
  if (!isRecord(raw)) throw new UnreadableRequest();
  if (shape.value.kind === 'attribute value') return raw;
  return report.ofElements((endElement) => {
    const entries: Record<string, unknown> = {};
    for (const name of Object.keys(raw)) {
      // A condition that is null would be dropped: as an empty structure, it lacks what it requires.
      const value = raw[name] === null && shape.value.kind === 'structure' ? {} : raw[name];
      if (!isPresent(value)) continue;
      const start = report.violationCount;
      setOwnProperty(entries, name, parseValue(value, shape.value, report));
      report.nestInElement(start, name);
      endElement();
    }
    return entries;
  });
}
