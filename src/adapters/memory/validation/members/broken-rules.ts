import type { ListShape, MapShape, NumberShape, Shape, StringShape } from '../../../../domain/api/shape.ts';
import { isRecord } from '../../../../domain/is-record.ts';
import { type Constraint, rules } from '../../wording/member-errors.ts';

/**
 * Returns the rules of a shape that a parsed value breaks. Structures inside the value are checked separately. A valid value
 * gets a shared empty list, so that no memory is used for it.
 */
export function brokenRules(value: unknown, shape: Shape): readonly Constraint[] {
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' ? brokenByText(value, shape) : none;
    case 'integer':
    case 'long':
    case 'double':
      return typeof value === 'number' ? brokenByNumber(value, shape) : none;
    case 'list':
      return Array.isArray(value) ? brokenByList(value, shape) : none;
    case 'map':
      return hasRules(shape) && isRecord(value) ? brokenByMap(value, shape) : none;
    case 'structure':
    case 'boolean':
    case 'blob':
    case 'timestamp':
    case 'attribute value':
      return none;
    default:
      return shape satisfies never;
  }
}

const none: readonly Constraint[] = [];

function brokenByText(value: string, shape: StringShape): readonly Constraint[] {
  const { values, pattern } = shape;
  if (shape.orArn && value.startsWith('arn:')) return none;
  if (values !== undefined) return values.includes(value) ? none : [rules.oneOf(values)];
  const broken = brokenByLength(value.length, shape);
  return pattern === undefined || regExpOf(pattern).test(value) ? broken : [...broken, rules.pattern(pattern)];
}

function brokenByNumber(value: number, { min, max }: NumberShape): readonly Constraint[] {
  if (max !== undefined && value > max) return [rules.max(max)];
  return min !== undefined && value < min ? [rules.min(min)] : none;
}

function brokenByList(list: readonly unknown[], shape: ListShape): readonly Constraint[] {
  const broken = brokenByLength(list.length, shape);
  const { element } = shape;
  if (!isChecked(element)) return broken;
  for (const each of list) {
    if (breaks(each, element)) return [...broken, rules.elements(rulesOf(element), 'list')];
  }
  return broken;
}

function brokenByMap(map: Readonly<Record<string, unknown>>, shape: MapShape): readonly Constraint[] {
  const { key, value } = shape;
  let length = 0;
  let hasBrokenName = false;
  let hasBrokenValue = false;
  for (const name in map) {
    if (!Object.hasOwn(map, name)) continue;
    length += 1;
    hasBrokenName ||= key !== undefined && breaks(name, key);
    hasBrokenValue ||= isChecked(value) && breaks(map[name], value);
  }
  const broken = brokenByLength(length, shape);
  if (!hasBrokenName && !hasBrokenValue) return broken;
  return [
    ...broken,
    ...(hasBrokenName && key !== undefined ? [rules.names(rulesOf(key))] : none),
    ...(hasBrokenValue && isChecked(value) ? [rules.elements(rulesOf(value), 'map')] : none),
  ];
}

type Lengths = Pick<ListShape, 'minLength' | 'maxLength'>;

function brokenByLength(length: number, { minLength, maxLength }: Lengths): readonly Constraint[] {
  if (maxLength !== undefined && length > maxLength) return [rules.maxLength(maxLength)];
  if (minLength === undefined || length >= minLength) return none;
  return [rules.minLength(minLength, length === 0 ? 'empty' : 'length')];
}

/** Maps of attribute values, the largest members of most requests, have none. */
function hasRules({ key, value, minLength, maxLength }: MapShape): boolean {
  return key !== undefined || minLength !== undefined || maxLength !== undefined || isChecked(value);
}

/** Elements whose rules a list or map reports as its own. */
function isChecked(element: Shape): element is StringShape | ListShape {
  return element.kind === 'string' || element.kind === 'list';
}

function breaks(value: unknown, shape: StringShape | ListShape): boolean {
  return brokenRules(value, shape).length > 0;
}

function rulesOf(shape: StringShape | ListShape): readonly Constraint[] {
  const { minLength, maxLength } = shape;
  const pattern = shape.kind === 'string' ? shape.pattern : undefined;
  return [
    ...(maxLength === undefined ? none : [rules.maxLength(maxLength)]),
    ...(minLength === undefined ? none : [rules.minLength(minLength)]),
    ...(pattern === undefined ? none : [rules.pattern(pattern)]),
  ];
}

const patterns = new Map<string, RegExp>();

/** The whole text must match. The model's patterns are few, so each is compiled once. */
function regExpOf(pattern: string): RegExp {
  let regExp = patterns.get(pattern);
  if (regExp === undefined) {
    regExp = new RegExp(`^(?:${pattern})$`);
    patterns.set(pattern, regExp);
  }
  return regExp;
}
