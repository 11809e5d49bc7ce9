import { isBytes, isSet } from '../../domain/brands.ts';
import { ExactNumber, exactNumber } from '../../domain/entity/exact-number.ts';
import { badInput, childLocation, type ValueLocation } from '../../domain/entity/value-location.ts';
import { isRecord } from '../../domain/is-record.ts';
import { nestingLimit } from '../../domain/limits.ts';
import { setOwnProperty } from '../../domain/own-property.ts';
import { encodeBase64 } from '../../domain/values/base64.ts';
import { parseNumber } from '../../domain/values/decimal.ts';
import { bytesFromJson, type JsonObject, type JsonValue, setFromJson } from './json-value.ts';

/**
 * Returns the JSON of a value of any kind, as read. What JSON does not have is an object with one member, a tag: `$binary`,
 * `$number` or `$set`; `$map` has the members of an object that would look like one.
 */
export function anyToJson(value: unknown): JsonValue {
  if (typeof value === 'bigint' || value instanceof ExactNumber) return { $number: String(value) };
  if (isBytes(value)) return { $binary: encodeBase64(value) };
  if (isSet(value)) return { $set: Array.from(value, anyToJson) };
  if (Array.isArray(value)) return value.map(anyToJson);
  if (!isRecord(value)) return value as JsonValue; // a string, number, boolean or null
  const members = membersToJson(value);
  return tagOf(members) === undefined ? members : { $map: members };
}

/** Returns the JSON of the members of an object. */
export function membersToJson(value: Readonly<Record<string, unknown>>): JsonObject {
  const members: JsonObject = {};
  for (const name of Object.keys(value)) setOwnProperty(members, name, anyToJson(value[name]));
  return members;
}

/**
 * Returns the value of a JSON of {@link anyToJson}.
 *
 * @throws DynarepoError - `BAD_INPUT`: a tag is unknown or has an invalid value; or the JSON is too deep.
 */
export function anyFromJson(json: unknown, location: ValueLocation, depth = 0): unknown {
  // Deeper than an item can be, and far below what ends in an error of the runtime.
  if (depth > nestingLimit + 1)
    throw badInput({ segment: 'the item' }, `is nested in more than ${nestingLimit} levels`);
  if (Array.isArray(json)) {
    return json.map((element, index) => anyFromJson(element, childLocation(location, index), depth + 1));
  }
  if (!isRecord(json)) return json;
  const tag = tagOf(json);
  if (tag === undefined) return membersFromJson(json, location, depth);
  const content = json[tag];
  switch (tag) {
    case '$binary':
      return bytesFromJson(content, location);
    case '$number':
      return numberFromJson(content, location);
    case '$set':
      return setFromJson(content, location, (member) => anyFromJson(member, location, depth + 1));
    case '$map':
      if (isRecord(content)) return membersFromJson(content, location, depth);
      throw badInput(location, 'has $map, which must be an object');
    default:
      throw badInput(location, `has the unknown tag ${JSON.stringify(tag)}: known are $binary, $map, $number and $set`);
  }
}

/** Returns the values of the members of an object: see {@link anyFromJson}. */
export function membersFromJson(
  json: Readonly<Record<string, unknown>>,
  location: ValueLocation,
  depth = 0,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(json)) {
    setOwnProperty(values, name, anyFromJson(json[name], childLocation(location, name), depth + 1));
  }
  return values;
}

/** Returns the name of an object's only member if it begins with `$`. */
function tagOf(json: Readonly<Record<string, unknown>>): string | undefined {
  const [name, ...others] = Object.keys(json);
  return name?.startsWith('$') && others.length === 0 ? name : undefined;
}

function numberFromJson(json: unknown, location: ValueLocation): unknown {
  const text = typeof json === 'string' ? parseNumber(json).text : undefined;
  if (text === undefined) throw badInput(location, 'has $number, which must be the text of a number');
  return exactNumber(text);
}
