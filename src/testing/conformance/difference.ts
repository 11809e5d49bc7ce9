import { isBytes, isDate } from '../../domain/brands.ts';
import { isRecord } from '../../domain/is-record.ts';
import { ownProperty } from '../../domain/own-property.ts';

/**
 * Describes the first difference between two outputs; `undefined` if DynamoDB treats them as equal. Members that are
 * `undefined` count as absent, sets have no order, and binary values are compared by their bytes.
 */
export function difference(actual: unknown, expected: unknown, path = ''): string | undefined {
  if (Array.isArray(actual) && Array.isArray(expected) && actual.length === expected.length) {
    return first(actual.map((element, index) => difference(element, expected[index], `${path}[${index}]`)));
  }
  if (isRecord(actual) && isRecord(expected) && setOf(actual) === undefined && setOf(expected) === undefined) {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
    return first(
      names.map((name) => difference(ownProperty(actual, name), ownProperty(expected, name), `${path}.${name}`)),
    );
  }
  const [actualText, expectedText] = [canonicalText(actual), canonicalText(expected)];
  return actualText === expectedText
    ? undefined
    : `${path === '' ? '' : `${path.replace(/^\./, '')}: `}expected ${expectedText}, got ${actualText}`;
}

/** Returns a text that is equal for values that DynamoDB treats as equal. */
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

/** Returns the type and members of an attribute value that is a set. */
function setOf(value: Readonly<Record<string, unknown>>): { type: string; members: readonly unknown[] } | undefined {
  const [type, ...others] = Object.keys(value);
  if (type === undefined || others.length > 0 || !/^[SNB]S$/.test(type)) return undefined;
  const members = value[type];
  return Array.isArray(members) ? { type, members } : undefined;
}

function first(differences: readonly (string | undefined)[]): string | undefined {
  return differences.find((each) => each !== undefined);
}
