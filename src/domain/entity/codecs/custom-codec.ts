import { isError } from '../../brands.ts';
import type { AttributeValue } from '../../dynamodb.ts';
import { badDefinition } from '../check-attributes.ts';
import type { ValueCodec } from '../value-codec.ts';
import { badInput, badStoredValue, type ValueLocation } from '../value-location.ts';

/** Converts an application's own values to those of another kind, and back. */
export interface Codec<V, Given, Value = Given> {
  /** Converts a value to the stored kind. An error that it throws becomes the cause of a `BAD_INPUT`. */
  encode(value: V): Given;
  /** Converts back. An error that it throws becomes the cause of a `BAD_STORED_VALUE`. */
  decode(stored: Value): V;
}

/** Creates the codec for an application's own values, which are stored as the kind `form`. */
export function customCodec(form: ValueCodec, codec: Codec<unknown, unknown>): ValueCodec {
  for (const name of ['encode', 'decode'] as const) {
    if (typeof Object(codec)[name] !== 'function')
      throw badDefinition(`the codec of custom needs the method ${name}()`);
  }
  const convert = (value: unknown, location: ValueLocation) => {
    try {
      return codec.encode(value);
    } catch (cause) {
      throw badInput(location, `cannot be stored: ${messageOf(cause)}`, cause);
    }
  };
  const decode: ValueCodec['decode'] = (stored, location) => {
    const converted = form.decode(stored, location);
    try {
      return codec.decode(converted);
    } catch (cause) {
      throw badStoredValue(location, `cannot be read: ${messageOf(cause)}`, cause);
    }
  };
  // Otherwise the write would be executed, and its result could not be read.
  const checkReadable = (stored: AttributeValue, location: ValueLocation) => {
    try {
      codec.decode(form.decode(stored, location));
    } catch (cause) {
      throw badInput(location, `cannot be stored, because it could not be read again: ${messageOf(cause)}`, cause);
    }
  };
  return {
    type: form.type,
    form,
    encode(value, location) {
      const stored = form.encode(convert(value, location), location);
      if (stored !== undefined) checkReadable(stored, location);
      return stored;
    },
    encodeOperand: (value, location) => (form.encodeOperand ?? form.encode)(convert(value, location), location),
    decode,
  };
}

function messageOf(cause: unknown): string {
  return isError(cause) ? cause.message : String(cause);
}
