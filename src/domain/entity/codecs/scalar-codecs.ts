import { isBytes } from '../../brands.ts';
import type { AttributeValue } from '../../dynamodb.ts';
import { type DataType, dataTypeOf } from '../../values/attribute-value.ts';
import { badInput, badStoredValue, type Place, wrongType } from '../place.ts';
import type { ValueCodec } from '../value-codec.ts';

/** Text. */
export const stringCodec: ValueCodec = {
  type: 'S',
  encode: (value, place) => ({ S: textOf(value, place) }),
  decode: storedText,
};

/** True or false. */
export const booleanCodec: ValueCodec = {
  type: 'BOOL',
  encode(value, place) {
    if (typeof value !== 'boolean') throw wrongType(place, 'a boolean', value);
    return { BOOL: value };
  },
  decode: (stored, place) => stored.BOOL ?? refuseType('BOOL', stored, place),
};

/** Bytes; both ways they are copied, so that nobody shares them. */
export const binaryCodec: ValueCodec = {
  type: 'B',
  encode: (value, place) => ({ B: bytesOf(value, place) }),
  decode: (stored, place) => new Uint8Array(stored.B ?? refuseType('B', stored, place)),
};

/** Nothing but `null`. */
export const nullCodec: ValueCodec = {
  type: 'NULL',
  isNullable: true,
  encode(value, place) {
    if (value !== null) throw wrongType(place, 'null', value);
    return { NULL: true };
  },
  decode: (stored, place) => (stored.NULL === undefined ? refuseType('NULL', stored, place) : null),
};

/** Whatever JSON can hold, as its text. */
export const jsonCodec: ValueCodec = {
  type: 'S',
  encode: (value, place) => ({ S: jsonText(value, place) }),
  decode(stored, place) {
    const text = storedText(stored, place);
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw badStoredValue(place, 'holds a text that is not JSON', cause);
    }
  },
};

/** One of some texts. */
export function enumCodec(values: readonly string[]): ValueCodec {
  const known = new Set(values);
  const list = values.map((value) => JSON.stringify(value)).join(', ');
  return {
    type: 'S',
    encode(value, place) {
      const text = textOf(value, place);
      if (!known.has(text)) throw badInput(place, `must be one of ${list}, but is ${JSON.stringify(text)}`);
      return { S: text };
    },
    decode(stored, place) {
      const text = storedText(stored, place);
      if (!known.has(text)) throw badStoredValue(place, `holds ${JSON.stringify(text)}, which is not one of ${list}`);
      return text;
    },
  };
}

/** The text that a value must be. */
export function textOf(value: unknown, place: Place): string {
  if (typeof value !== 'string') throw wrongType(place, 'a string', value);
  return value;
}

/** A copy of the bytes that a value must be. A Buffer comes out as a plain Uint8Array. */
export function bytesOf(value: unknown, place: Place): Uint8Array {
  if (!isBytes(value)) throw wrongType(place, 'a Uint8Array', value);
  return new Uint8Array(value);
}

/** The text of a value stored as S. */
export function storedText(stored: AttributeValue, place: Place): string {
  return stored.S ?? refuseType('S', stored, place);
}

/** Says that a stored value is of another data type than the attribute. */
export function refuseType(wanted: DataType, stored: AttributeValue, place: Place): never {
  throw badStoredValue(place, `holds a value of type ${dataTypeOf(stored)}, where ${wanted} is expected`);
}

function jsonText(value: unknown, place: Place): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (cause) {
    throw badInput(place, 'cannot be written as JSON', cause);
  }
  if (text === undefined) throw wrongType(place, 'a value that JSON can hold', value);
  return text;
}
