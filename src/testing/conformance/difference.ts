import { isBytes, isDate } from '../../domain/brands.ts';
import { isRecord } from '../../domain/is-record.ts';

/**
 * What makes two answers differ, at the first place where they do, or `undefined` where they are the same to DynamoDB:
 * members that are `undefined` are absent, sets have no order, binary values are their bytes.
 */
export function difference(actual: unknown, expected: unknown, path = ''): string | undefined {
  if (Array.isArray(actual) && Array.isArray(expected) && actual.length === expected.length) {
    return first(actual.map((element, index) => difference(element, expected[index], `${path}[${index}]`)));
  }
  if (isRecord(actual) && isRecord(expected) && setOf(actual) === undefined && setOf(expected) === undefined) {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
    return first(names.map((name) => difference(own(actual, name), own(expected, name), `${path}.${name}`)));
  }
  const [shown, wanted] = [canonicalText(actual), canonicalText(expected)];
  return shown === wanted
    ? undefined
    : `${path === '' ? '' : `${path.replace(/^\./, '')}: `}expected ${wanted}, got ${shown}`;
}

/** A text that is the same for all values that are the same to DynamoDB. */
export function canonicalText(value: unknown): string {
  if (isBytes(value)) return `bytes(${[...value].join(' ')})`;
  if (isDate(value)) return value.toISOString();
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(', ')}]`;
  if (!isRecord(value)) return typeof value === 'string' ? JSON.stringify(value) : String(value);
  const set = setOf(value);
  if (set !== undefined) return `{${set.type}: {${set.members.map(canonicalText).sort().join(', ')}}}`;
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  return `{${names
    .sort()
    .map((name) => `${name}: ${canonicalText(value[name])}`)
    .join(', ')}}`;
}

/** The members of an attribute value that is a set. */
function setOf(value: Readonly<Record<string, unknown>>): { type: string; members: readonly unknown[] } | undefined {
  const [type, ...others] = Object.keys(value);
  if (type === undefined || others.length > 0 || !/^[SNB]S$/.test(type)) return undefined;
  const members = value[type];
  return Array.isArray(members) ? { type, members } : undefined;
}

function first(differences: readonly (string | undefined)[]): string | undefined {
  return differences.find((found) => found !== undefined);
}

function own(record: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
