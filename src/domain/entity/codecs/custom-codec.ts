import { isError } from '../../brands.ts';
import type { ValueCodec } from '../value-codec.ts';
import { badInput, badStoredValue } from '../value-location.ts';

/** Converts an application's own values to those of another kind, and back. */
export interface Codec<V, Given, Value = Given> {
  /** Converts a value to the stored kind. An error that it throws becomes the cause of a `BAD_INPUT`. */
  encode(value: V): Given;
  /** Converts back. An error that it throws becomes the cause of a `BAD_STORED_VALUE`. */
  decode(stored: Value): V;
}

/** Creates the codec for an application's own values, which are stored as the kind `form`. */
export function customCodec(form: ValueCodec, codec: Codec<unknown, unknown>): ValueCodec {
  return {
    type: form.type,
    encode(value, location) {
      let converted: unknown;
      try {
        converted = codec.encode(value);
      } catch (cause) {
        throw badInput(location, `cannot be stored: ${messageOf(cause)}`, cause);
      }
      return form.encode(converted, location);
    },
    decode(stored, location) {
      const converted = form.decode(stored, location);
      try {
        return codec.decode(converted);
      } catch (cause) {
        throw badStoredValue(location, `cannot be read: ${messageOf(cause)}`, cause);
      }
    },
  };
}

function messageOf(cause: unknown): string {
  return isError(cause) ? cause.message : String(cause);
}
