import type { Input } from '../../../domain/dynamodb.ts';
import { tagKeyLimit, tagLimit, tagValueLimit } from '../../../domain/limits.ts';
import { tagErrors } from '../wording/table-errors.ts';

/**
 * Parses the tags of a new table: returns their values by key, or `undefined` if there are none. Inferred: the order of the checks, and that a missing key is reported
 * like a missing value.
 *
 * @throws ServiceError - ValidationException: there are too many tags, or one is invalid or repeated.
 */
export function parseTags(tags: Input<'CreateTable'>['Tags'] = []): ReadonlyMap<string, string> | undefined {
  if (tags.length > tagLimit) throw tagErrors.tooMany();
  const values = new Map<string, string>();
  for (const { Key: key, Value: value } of tags) {
    if (key === undefined || key === '' || !isTagText(key, tagKeyLimit)) throw tagErrors.invalidKey(key);
    if (key.startsWith('aws:')) throw tagErrors.reservedKey(key);
    if (value === undefined || !isTagText(value, tagValueLimit)) throw tagErrors.invalidValue(value);
    if (values.has(key)) throw tagErrors.duplicateKey(key);
    values.set(key, value);
  }
  return values.size === 0 ? undefined : values;
}

/** Letters, digits and white space of any script, and some other characters. */
const tagText = /^[\p{L}\p{N}\p{Z}+\-=._:/@]*$/u;

function isTagText(text: string, maxLength: number): boolean {
  return text.length <= maxLength && tagText.test(text);
}
