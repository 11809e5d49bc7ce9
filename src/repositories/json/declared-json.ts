import { isBytes, isDate, isSet } from '../../domain/brands.ts';
import type { ValueCodec } from '../../domain/entity/value-codec.ts';
import { badInput, childLocation, type ValueLocation, wrongType } from '../../domain/entity/value-location.ts';
import { isRecord } from '../../domain/is-record.ts';
import { setOwnProperty } from '../../domain/own-property.ts';
import { encodeBase64 } from '../../domain/values/base64.ts';
import { anyFromJson, anyToJson } from './any-json.ts';
import { bytesFromJson, type JsonObject, type JsonValue, setFromJson } from './json-value.ts';

/** Returns the JSON of a value that a codec has decoded. */
export function declaredToJson(codec: ValueCodec, value: unknown, location: ValueLocation): JsonValue {
  if (value === null && codec.isNullable) return null;
  if (codec.form !== undefined) {
    const stored = codec.encode(value, location);
    return stored === undefined ? [] : declaredToJson(codec.form, codec.form.decode(stored, location), location);
  }
  if (codec.jsonForm === 'any') return anyToJson(value);
  if (isDate(value)) return value.toISOString();
  if (typeof value === 'bigint') return String(value);
  if (isBytes(value)) return encodeBase64(value);
  if (isSet(value)) return Array.from(value, (member) => partToJson(codec.member, member, location));
  // A text can hold the value of json(), which is JSON as it is.
  if (codec.type !== 'S' && Array.isArray(value)) {
    return value.map((part, index) => partToJson(codec.partOf?.(index, value) ?? codec.member, part, location));
  }
  if (codec.type !== 'S' && isRecord(value)) {
    const object: JsonObject = {};
    for (const name of Object.keys(value)) {
      setOwnProperty(object, name, partToJson(codec.partOf?.(name, value), value[name], location));
    }
    return object;
  }
  return value as JsonValue; // what is left: a string, number or boolean, or the value of json()
}

function partToJson(codec: ValueCodec | undefined, value: unknown, location: ValueLocation): JsonValue {
  return codec === undefined ? anyToJson(value) : declaredToJson(codec, value, location);
}

/**
 * Returns the value of a JSON of {@link declaredToJson}; the codec has to check it.
 *
 * @throws DynarepoError - `BAD_INPUT`: a text does not have the form of the kind.
 */
export function declaredFromJson(codec: ValueCodec, json: unknown, location: ValueLocation): unknown {
  if (json === null && codec.isNullable) return null;
  if (codec.form !== undefined) {
    const stored = codec.form.encode(declaredFromJson(codec.form, json, location), location);
    if (stored === undefined) throw badInput(location, 'must not be empty: DynamoDB cannot store an empty set');
    return codec.decode(stored, location);
  }
  switch (codec.jsonForm ?? codec.type) {
    case 'any':
      return anyFromJson(json, location);
    case 'bigint':
      return bigintFromJson(json, location);
    case 'date':
      return dateFromJson(json, location);
    case 'B':
      return bytesFromJson(json, location);
    case 'BS':
      return [...setFromJson(json, location, (member) => bytesFromJson(member, location))];
    case 'SS':
    case 'NS': {
      const { member } = codec;
      return setFromJson(json, location, (each) => (member ? declaredFromJson(member, each, location) : each));
    }
    case 'L':
      return Array.isArray(json)
        ? Array.from(json, (each, index) => partFromJson(codec, json, { step: index, json: each, location }))
        : json;
    case 'M':
      return isRecord(json) ? recordFromJson(codec, json, location) : json;
    default:
      return json;
  }
}

function recordFromJson(
  codec: ValueCodec,
  json: Readonly<Record<string, unknown>>,
  location: ValueLocation,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(json)) {
    setOwnProperty(values, name, partFromJson(codec, json, { step: name, json: json[name], location }));
  }
  return values;
}

/** A part that the value can't have stays as it is: the codec of the value rejects it. */
function partFromJson(
  { partOf }: ValueCodec,
  whole: object,
  {
    step,
    json,
    location,
  }: { readonly step: string | number; readonly json: unknown; readonly location: ValueLocation },
): unknown {
  const codec = partOf?.(step, whole);
  return codec === undefined ? json : declaredFromJson(codec, json, childLocation(location, step));
}

/** The digits of the largest number of DynamoDB: the time to parse more grows with their square. */
const digits = /^-?[0-9]{1,126}$/;

function bigintFromJson(json: unknown, location: ValueLocation): bigint {
  if (typeof json === 'string' && digits.test(json)) return BigInt(json);
  throw badInput(location, 'must be a whole number as text, such as "12345678901234567890"');
}

function dateFromJson(json: unknown, location: ValueLocation): Date {
  if (typeof json !== 'string') throw wrongType(location, 'a time as text', json);
  const text = json.replace(/(T..:..:..)Z$/, '$1.000Z');
  const date = new Date(text);
  if (!Number.isNaN(date.getTime()) && date.toISOString() === text) return date;
  throw badInput(location, 'must be a time in UTC such as "2024-05-01T12:00:00.000Z"');
}
