import { isError } from '../../brands.ts';
import { badInput, badStoredValue } from '../place.ts';
import type { ValueCodec } from '../value-codec.ts';

/** How an application's own values become those of another kind, and back. */
export interface Codec<V, Given, Value = Given> {
  /** What is stored for a value. What it throws becomes the cause of a `BAD_INPUT`. */
  encode(value: V): Given;
  /** The value of what is stored. What it throws becomes the cause of a `BAD_STORED_VALUE`. */
  decode(stored: Value): V;
}

/** Values of an application's own, stored as those of `form` are. */
export function customCodec(form: ValueCodec, codec: Codec<unknown, unknown>): ValueCodec {
  return {
    type: form.type,
    encode(value, place) {
      let converted: unknown;
      try {
        converted = codec.encode(value);
      } catch (cause) {
        throw badInput(place, `cannot be stored: ${messageOf(cause)}`, cause);
      }
      return form.encode(converted, place);
    },
    decode(stored, place) {
      const converted = form.decode(stored, place);
      try {
        return codec.decode(converted);
      } catch (cause) {
        throw badStoredValue(place, `cannot be read: ${messageOf(cause)}`, cause);
      }
    },
  };
}

function messageOf(cause: unknown): string {
  return isError(cause) ? cause.message : String(cause);
}
