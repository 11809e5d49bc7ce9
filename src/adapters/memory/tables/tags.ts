import type { Input } from '../../../domain/dynamodb.ts';
import { tagKeyLimit, tagLimit, tagValueLimit } from '../../../domain/limits.ts';
import { tagErrors } from '../wording/table-errors.ts';

/** Values by key. */
export type Tags = ReadonlyMap<string, string>;

/**
 * Parses the tags in a request: returns their values by key, or `undefined` if there are none. Inferred: the order of the checks.
 *
 * @throws ServiceError - ValidationException: there are too many tags, or one is invalid or repeated.
 */
export function parseTags(tags: Input<'CreateTable'>['Tags'] = []): Tags | undefined {
  if (tags.length > tagLimit) throw tagErrors.tooMany();
  const values = new Map<string, string>();
  for (const { Key: key, Value: value } of tags) {
    const parsed = parseTagKey(key);
    if (parsed.startsWith('aws:')) throw tagErrors.reservedKey(parsed);
    if (value === undefined || !isTagText(value, tagValueLimit)) throw tagErrors.invalidValue(value);
    if (values.has(parsed)) throw tagErrors.duplicateKey(parsed);
    values.set(parsed, value);
  }
  return values.size === 0 ? undefined : values;
}

/**
 * Parses the keys of tags to remove. No table has a key that begins with `aws:`, so such a key removes nothing.
 *
 * @throws ServiceError - ValidationException: there are more keys than a table has tags, or one is invalid.
 */
export function parseTagKeys(keys: readonly (string | undefined)[]): ReadonlySet<string> {
  if (keys.length > tagLimit) throw tagErrors.tooMany();
  return new Set(keys.map(parseTagKey));
}

/**
 * Returns tags with others added; these replace those with the same keys.
 *
 * @throws ServiceError - ValidationException: there are too many tags.
 */
export function withTags(tags: Tags | undefined, added: Tags | undefined): Tags {
  const all = new Map([...(tags ?? []), ...(added ?? [])]);
  if (all.size > tagLimit) throw tagErrors.tooMany();
  return all;
}

/** Returns tags without those with the given keys; `undefined` if none are left. */
export function withoutTags(tags: Tags | undefined, keys: ReadonlySet<string>): Tags | undefined {
  const left = [...(tags ?? [])].filter(([key]) => !keys.has(key));
  return left.length === 0 ? undefined : new Map(left);
}

function parseTagKey(key: string | undefined): string {
  if (key === undefined || key === '' || !isTagText(key, tagKeyLimit)) throw tagErrors.invalidKey(key);
  return key;
}

/**
 * Letters, digits and white space of any script, and some other characters. A text and not a literal, because V8 lists all of these
 * characters as soon as it parses a literal: 5 % of an import.
 */
const tagText = '^[\\p{L}\\p{N}\\p{Z}+\\-=._:/@]*$';

function isTagText(text: string, maxLength: number): boolean {
  return text.length <= maxLength && new RegExp(tagText, 'u').test(text);
}
