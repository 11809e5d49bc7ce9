import type { AttributeValue } from '../../dynamodb.ts';
import { type DataType, dataTypeOf } from '../../values/attribute-value.ts';
import type { ValueCodec } from '../value-codec.ts';
import { badInput, badStoredValue, type ValueLocation, wrongType } from '../value-location.ts';

/** Text. */
export const stringCodec: ValueCodec = {
  type: 'S',
  encode: (value, location) => ({ S: textOf(value, location) }),
  decode: storedText,
};

/** True or false. */
export const booleanCodec: ValueCodec = {
  type: 'BOOL',
  encode(value, location) {
    if (typeof value !== 'boolean') throw wrongType(location, 'a boolean', value);
    return { BOOL: value };
  },
  decode: (stored, location) => stored.BOOL ?? refuseType('BOOL', stored, location),
};

/** Bytes; both ways they are copied, so that nobody shares them. */
export const binaryCodec: ValueCodec = {
  type: 'B',
  encode: (value, location) => ({ B: bytesOf(value, location) }),
  decode: (stored, location) => new Uint8Array(stored.B ?? refuseType('B', stored, location)),
};

/** Nothing but `null`. */
export const nullCodec: ValueCodec = {
  type: 'NULL',
  isNullable: true,
  encode(value, location) {
    if (value !== null) throw wrongType(location, 'null', value);
    return { NULL: true };
  },
  decode: (stored, location) => (stored.NULL === undefined ? refuseType('NULL', stored, location) : null),
};

/** Whatever JSON can hold, as its text. */
export const jsonCodec: ValueCodec = {
  type: 'S',
  encode: (value, location) => ({ S: jsonText(value, location) }),
  decode(stored, location) {
    const text = storedText(stored, location);
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw badStoredValue(location, 'holds a text that is not JSON', cause);
    }
  },
};

/** One of some texts. */
export function enumCodec(values: readonly string[]): ValueCodec {
  const known = new Set(values);
  const list = values.map((value) => JSON.stringify(value)).join(', ');
  return {
    type: 'S',
    encode(value, location) {
      const text = textOf(value, location);
      if (!known.has(text)) throw badInput(location, `must be one of ${list}, but is ${JSON.stringify(text)}`);
      return { S: text };
    },
    decode(stored, location) {
      const text = storedText(stored, location);
      if (!known.has(text))
        throw badStoredValue(location, `holds ${JSON.stringify(text)}, which is not one of ${list}`);
      return text;
    },
  };
}

/** The text that a value must be. */
export function textOf(value: unknown, location: ValueLocation): string {
  if (typeof value !== 'string') throw wrongType(location, 'a string', value);
  return value;
}

/** A copy of the bytes that a value must be. A Buffer comes out as a plain Uint8Array. */
export function bytesOf(value: unknown, location: ValueLocation): Uint8Array {
  if (!(value instanceof Uint8Array)) throw wrongType(location, 'a Uint8Array', value);
  return new Uint8Array(value);
}

/** The text of a value stored as S. */
export function storedText(stored: AttributeValue, location: ValueLocation): string {
  return stored.S ?? refuseType('S', stored, location);
}

/** Says that a stored value is of another data type than the attribute. */
export function refuseType(wanted: DataType, stored: AttributeValue, location: ValueLocation): never {
  throw badStoredValue(location, `holds a value of type ${dataTypeOf(stored)}, where ${wanted} is expected`);
}

function jsonText(value: unknown, location: ValueLocation): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (cause) {
    throw badInput(location, 'cannot be written as JSON', cause);
  }
  if (text === undefined) throw wrongType(location, 'a value that JSON can hold', value);
  return text;
}
