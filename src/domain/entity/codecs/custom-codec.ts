import type { ValueCodec } from '../value-codec.ts';
import { badInput, badStoredValue } from '../value-location.ts';

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
  return cause instanceof Error ? cause.message : String(cause);
}
