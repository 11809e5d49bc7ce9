import { decodeAny, encodeAny } from '../../domain/entity/codecs/any-codec.ts';
import { wrongType } from '../../domain/entity/value-location.ts';
import { isRecord } from '../../domain/is-record.ts';
import type { PlainItem } from '../items/item-requests.ts';
import { membersFromJson, membersToJson } from './any-json.ts';
import type { JsonObject } from './json-value.ts';

/** The start of the path to a value in messages. */
const location = { segment: 'item' };

/**
 * Returns an item without a schema as JSON. What JSON does not have is an object with one member: `{ "$binary": "AQI=" }`,
 * `{ "$set": ["a", "b"] }`, `{ "$number": "12345678901234567890" }`; a map with only a name that begins with `$` is in a `$map`.
 *
 * @throws DynarepoError - `BAD_INPUT`: DynamoDB can't store the item.
 */
export function itemToJson(item: object): JsonObject {
  return membersToJson(asRead(item));
}

/**
 * Returns the item of a JSON of {@link itemToJson}.
 *
 * @throws DynarepoError - `BAD_INPUT`: a tag is invalid, or DynamoDB can't store the item.
 */
export function itemFromJson(json: unknown): PlainItem {
  if (!isRecord(json)) throw wrongType(location, 'an object', json);
  return asRead(membersFromJson(json, location));
}

/** Returns an item as a read returns it after a write. */
function asRead(item: object): PlainItem {
  if (!isRecord(item)) throw wrongType(location, 'an object', item);
  return decodeAny(encodeAny(item, location) ?? { M: {} }, location) as PlainItem; // a map decodes to an object
}
