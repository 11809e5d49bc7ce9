import { isRecord } from '../../../domain/is-record.ts';

/** Converts values of one type to JSON and back; the value that comes back equals the one that was converted. */
export interface JsonCodec<Value> {
  readonly encode: (value: Value) => unknown;
  /**
   * @param path - the position of the JSON in its line, for messages.
   * @throws DamageError - the JSON isn't what `encode` returns.
   */
  readonly decode: (json: unknown, path: string) => Value;
}

/** What is wrong with a line of an encoded snapshot. */
export class DamageError extends Error {
  override readonly name = 'DamageError';
}

/** Text. */
export const text: JsonCodec<string> = plain('a text', (json) => typeof json === 'string');

/** A finite number. */
export const number: JsonCodec<number> = plain('a number', (json) => Number.isFinite(json));

/** An integer from 0 on. */
export const count: JsonCodec<number> = plain('a count', (json) => Number.isSafeInteger(json) && Number(json) >= 0);

/** True or false. */
export const flag: JsonCodec<boolean> = plain('true or false', (json) => typeof json === 'boolean');

/** One of several texts. */
export function oneOf<const Text extends string>(...texts: readonly Text[]): JsonCodec<Text> {
  return plain(`one of ${texts.join(', ')}`, (json) => texts.some((each) => each === json));
}

/** A value that may be absent. */
export function optional<Value>({ encode, decode }: JsonCodec<Value>): JsonCodec<Value | undefined> {
  return {
    encode: (value) => (value === undefined ? undefined : encode(value)),
    decode: (json, path) => (json === undefined ? undefined : decode(json, path)),
  };
}

/** A value that snapshots of earlier versions lack. */
export function withDefault<Value>({ encode, decode }: JsonCodec<Value>, absent: Value): JsonCodec<Value> {
  return { encode, decode: (json, path) => (json === undefined ? absent : decode(json, path)) };
}

/** Values in order. */
export function list<Value>({ encode, decode }: JsonCodec<Value>): JsonCodec<readonly Value[]> {
  return {
    encode: (values) => values.map(encode),
    decode: (json, path) => {
      if (!Array.isArray(json)) throw new DamageError(`${path} is not a list`);
      return json.map((each, index) => decode(each, `${path}[${index}]`));
    },
  };
}

/** Values by names that are data, as an object. */
export function dictionary<Value>({ encode, decode }: JsonCodec<Value>): JsonCodec<Readonly<Record<string, Value>>> {
  return {
    encode: (values) => mapObject(values, encode),
    decode: (json, path) => mapObject(objectIn(json, path), (each, name) => decode(each, `${path}.${name}`)),
  };
}

/** Values by names that are data, as a map. */
export function mapByName<Value>(codec: JsonCodec<Value>): JsonCodec<ReadonlyMap<string, Value>> {
  const { encode, decode } = dictionary(codec);
  return {
    encode: (values) => encode(Object.fromEntries(values)),
    decode: (json, path) => new Map(Object.entries(decode(json, path))),
  };
}

/** An object with these members and no others. Every member of the type must have a codec. */
export function object<Value extends object>(members: MemberCodecs<Value>): JsonCodec<Value> {
  const names = Object.keys(members) as (keyof Value & string)[]; // a table of codecs has no other members
  return {
    encode: (value) => Object.fromEntries(names.map((name) => [name, members[name].encode(value[name])])),
    decode: (json, path) => {
      const found = objectIn(json, path);
      const unknown = Object.keys(found).find((name) => !Object.hasOwn(members, name));
      if (unknown !== undefined) throw new DamageError(`${path} has the unknown member ${unknown}`);
      const decoded = names.map((name) => [name, members[name].decode(found[name], `${path}.${name}`)]);
      return Object.fromEntries(decoded) as Value; // every member has been decoded
    },
  };
}

/** A codec for each member of a type. */
export type MemberCodecs<Value> = { readonly [Name in keyof Value]-?: JsonCodec<Value[Name]> };

/** One of several objects, distinguished by the member `tag`. */
export function variant<Tag extends string, Value extends { readonly [Name in Tag]: string }>(
  tag: Tag,
  variants: { readonly [Kind in Value[Tag]]: JsonCodec<Extract<Value, { readonly [Name in Tag]: Kind }>> },
): JsonCodec<Value> {
  const kinds: Readonly<Record<string, JsonCodec<Value>>> = variants as never; // each is only given its own kind
  return {
    encode: (value) => kinds[value[tag]]?.encode(value),
    decode: (json, path) => {
      const kind = String(objectIn(json, path)[tag]);
      const codec = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
      if (codec === undefined) throw new DamageError(`${path}.${tag} is not one of ${Object.keys(kinds).join(', ')}`);
      return codec.decode(json, path);
    },
  };
}

/**
 * Returns a parsed JSON value if it is an object.
 *
 * @throws DamageError - it is something else.
 */
export function objectIn(json: unknown, path: string): Readonly<Record<string, unknown>> {
  if (!isRecord(json)) throw new DamageError(`${path} is not an object`);
  return json;
}

/** Values that are the same in JSON. */
function plain<Value>(description: string, isOne: (json: unknown) => boolean): JsonCodec<Value> {
  return {
    encode: (value) => value,
    decode: (json, path) => {
      if (!isOne(json)) throw new DamageError(`${path} is not ${description}`);
      return json as Value; // as was just checked
    },
  };
}

function mapObject<From, To>(
  from: Readonly<Record<string, From>>,
  change: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [name, change(value, name)]));
}
