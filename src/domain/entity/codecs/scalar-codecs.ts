import { isBytes } from '../../brands.ts';
import type { AttributeValue } from '../../dynamodb.ts';
import type { ValueCodec } from '../value-codec.ts';
import { badInput, badStoredValue, type ValueLocation, wrongType } from '../value-location.ts';
import { hasOneMember, storedMember } from './stored-member.ts';

/** Strings. */
export const stringCodec: ValueCodec = {
  type: 'S',
  encode: (value, location) => ({ S: textOf(value, location) }),
  decode: storedText,
};

/** Booleans. */
export const booleanCodec: ValueCodec = {
  type: 'BOOL',
  encode(value, location) {
    if (typeof value !== 'boolean') throw wrongType(location, 'a boolean', value);
    return { BOOL: value };
  },
  decode: (stored, location) => storedMember('BOOL', stored, location),
};

/** Bytes, copied when encoding and decoding. */
export const binaryCodec: ValueCodec = {
  type: 'B',
  encode: (value, location) => ({ B: bytesOf(value, location) }),
  decode: (stored, location) => new Uint8Array(storedMember('B', stored, location)),
};

/** Only `null`. */
export const nullCodec: ValueCodec = {
  type: 'NULL',
  isNullable: true,
  encode(value, location) {
    if (value !== null) throw wrongType(location, 'null', value);
    return { NULL: true };
  },
  decode(stored, location) {
    storedMember('NULL', stored, location);
    return null;
  },
};

/** Creates the codec for an enumeration of strings. */
export function enumCodec(values: readonly string[]): ValueCodec {
  const known = new Set(values);
  const list = values.map((value) => JSON.stringify(value)).join(', ');
  return {
    type: 'S',
    valueCount: known.size,
    encode(value, location) {
      const text = textOf(value, location);
      if (!known.has(text)) throw badInput(location, `must be one of ${list}, but is ${JSON.stringify(text)}`);
      return { S: text };
    },
    decode(stored, location) {
      const text = storedText(stored, location);
      if (!known.has(text))
        throw badStoredValue(location, `is stored as ${JSON.stringify(text)}, which is not one of ${list}`);
      return text;
    },
  };
}

/** Returns a value that must be a string. */
export function textOf(value: unknown, location: ValueLocation): string {
  if (typeof value !== 'string') throw wrongType(location, 'a string', value);
  return value;
}

/** Returns a copy of a value that must be bytes, as a plain Uint8Array. */
export function bytesOf(value: unknown, location: ValueLocation): Uint8Array {
  if (!isBytes(value)) throw wrongType(location, 'a Uint8Array', value);
  return new Uint8Array(value);
}

/** Returns the text of a value stored as S. */
export function storedText(stored: AttributeValue, location: ValueLocation): string {
  const text = stored?.S;
  return typeof text === 'string' && hasOneMember(stored) ? text : storedMember('S', stored, location);
}
