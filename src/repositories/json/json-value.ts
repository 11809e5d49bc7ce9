import { isBytes } from '../../domain/brands.ts';
import { badInput, type ValueLocation, wrongType } from '../../domain/entity/value-location.ts';
import { itemSizeLimitBytes } from '../../domain/limits.ts';
import { decodeBase64, encodeBase64 } from '../../domain/values/base64.ts';

/** A value of JSON, as `JSON.parse` returns it and `JSON.stringify` takes it. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** An object of JSON. */
export interface JsonObject {
  [name: string]: JsonValue;
}

/** The length of base64 text of the largest item: DynamoDB could not store more, and the time to parse it would add up. */
const longestBase64 = Math.ceil(itemSizeLimitBytes / 3) * 4;

/**
 * Parses bytes in base64.
 *
 * @throws DynarepoError - `BAD_INPUT`: it is not text in base64 with padding.
 */
export function bytesFromJson(json: unknown, location: ValueLocation): Uint8Array {
  if (typeof json === 'string' && json.length > longestBase64) {
    throw badInput(location, `has more than the ${itemSizeLimitBytes} bytes that an item can have`);
  }
  const bytes = typeof json === 'string' ? decodeBase64(json) : undefined;
  if (bytes === undefined) throw badInput(location, 'must be bytes as text in base64, with padding');
  return bytes;
}

/**
 * Returns the members of a set.
 *
 * @throws DynarepoError - `BAD_INPUT`: it is not an array, or has a member twice.
 */
export function setFromJson(json: unknown, location: ValueLocation, parse: (member: unknown) => unknown): Set<unknown> {
  if (!Array.isArray(json)) throw wrongType(location, 'an array, for a set', json);
  const members = new Set(Array.from(json, parse));
  // Bytes are objects, which a set does not compare.
  const distinct = new Set(Array.from(members, (member) => (isBytes(member) ? encodeBase64(member) : member)));
  if (distinct.size < json.length) throw badInput(location, 'contains the same member twice, which a set cannot');
  return members;
}
